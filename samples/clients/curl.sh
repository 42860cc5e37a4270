#!/bin/sh
# The main calls by hand: create, follow the live updates, fetch the result, cancel. Needs curl, openssl and node.
set -eu
cd "$(dirname "$0")/.."
at=$TRANSLOADIT_ENDPOINT
member() { node -e 'let t="";process.stdin.on("data",d=>t+=d).on("end",()=>{let v=JSON.parse(t);for(const k of process.argv[1].split("."))v=v?.[k];console.log(v??"")})' "$1"; }
sign() { printf 'sha384:%s' "$(printf '%s' "$1" | openssl dgst -sha384 -hmac "$TRANSLOADIT_SECRET" | sed 's/^.* //')"; }
expires=$(node -p 'new Date(Date.now()+3600000).toISOString()')

params='{"auth":{"key":"'$TRANSLOADIT_KEY'","expires":"'$expires'"},"steps":{"small":{"robot":"/image/resize","use":":original","width":120}}}'
status=$(curl -fsS -F "params=$params" -F "signature=$(sign "$params")" -F photo=@filter-by-size/small.jpg "$at/assemblies")
url=$(printf '%s' "$status" | member assembly_ssl_url)
stream=$(printf '%s' "$status" | member update_stream_url)

curl -fsSN --max-time 60 "$stream" | tee /dev/stderr | grep -q assembly_finished
result=$(curl -fsS "$url" | member results.small.0.ssl_url)
curl -fsS "$result" -o /dev/null
echo "ok    curl: upload, live updates, result"

refused=$(curl -sS -F "params=$params" -F "signature=sha384:00" "$at/assemblies")
test "$(printf '%s' "$refused" | member error)" = INVALID_SIGNATURE
echo "ok    curl: a wrong signature is refused"

waiting=$(curl -fsS -F "params=$params" -F "signature=$(sign "$params")" -F num_expected_upload_files=1 "$at/assemblies")
ended=$(curl -fsS -X DELETE "$(printf '%s' "$waiting" | member assembly_ssl_url)")
test "$(printf '%s' "$ended" | member ok)" = ASSEMBLY_CANCELED
echo "ok    curl: cancel"
