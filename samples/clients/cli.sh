#!/bin/sh
# The official command line, in both packages it comes in: Assemblies, templates, the bill, a token.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The command line writes every default of a step into a template, and takes many that are false for true: a template of
# /image/resize made by it would turn pictures into negatives. So the template here is of another robot.
printf '{"small":{"robot":"/image/resize","use":":original","width":120}}' > "$work/steps.json"
printf '{"painted":{"robot":"/image/generate","prompt":"A lighthouse","width":96,"height":96}}' > "$work/template.json"

for package in transloadit @transloadit/node; do
  transloadit() { node "node_modules/$package/dist/cli.js" "$@"; }

  transloadit assemblies create --steps "$work/steps.json" --input ../filter-by-size/small.jpg --output "$work/small.jpg"
  test -s "$work/small.jpg"
  rm "$work/small.jpg"
  echo "ok    $package cli: assemblies create"

  id=$(transloadit assemblies list --json | head -n 1 | sed 's/.*"id":"\([0-9a-f]*\)".*/\1/')
  transloadit assemblies get "$id" --json | grep -q ASSEMBLY_COMPLETED
  transloadit assemblies replay "$id"
  echo "ok    $package cli: assemblies list, get, replay"

  template=$(transloadit templates create "cli-$$" "$work/template.json" --json | sed 's/.*"id":"\([^"]*\)".*/\1/')
  transloadit templates get "$template" | grep -q /image/generate
  transloadit assemblies create --template "$template" --output "$work/template.png"
  test -s "$work/template.png"
  transloadit templates list --json | grep -q "$template"
  transloadit templates delete "$template"
  echo "ok    $package cli: templates"

  transloadit bills get "$(date -u +%Y-%m)" --json | grep -q BILL_FOUND
  transloadit auth token | grep -q access_token
  echo "ok    $package cli: bills, auth token"
done
