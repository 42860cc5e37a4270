#!/bin/sh
# Holds docs/openapi.yaml against the rules of Spectral and Redocly; a warning is a failure too.
set -eu
cd "$(dirname "$0")"
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
PATH="$PWD/node_modules/.bin:$PATH"
export REDOCLY_SUPPRESS_UPDATE_NOTICE=true

spectral lint --ruleset spectral.yaml --fail-severity=warn ../openapi.yaml
redocly lint --config redocly.yaml ../openapi.yaml
