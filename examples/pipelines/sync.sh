#!/usr/bin/env bash
# Syncs from any pipeline that has curl and jq. SYNC is the address of the service, SYNC_TOKEN a token of role SYNC.
# The same PIPELINE_RUN, sent twice, is one run: so a step that is repeated does no harm.
set -euo pipefail

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
status=$(curl -sS --retry 3 -o "$answer" -w '%{http_code}' \
  -H "Authorization: Bearer $SYNC_TOKEN" \
  -H "Idempotency-Key: ${PIPELINE_RUN:?such as the id of the load}" \
  -F "models=@${1:?the file with the models}" -F strategy_set=production \
  "$SYNC/sync")

case $status in
  200) jq -r '"\(.id) \(.status) \(.summary | to_entries | map("\(.key) \(.value)") | join(", "))"' "$answer" ;;
  *)
    jq -r '.detail, (.violations[]? | "  \(.path) \(.message)"),
           (.run.changes[]? | select(.outcome == "FAILED") | "  \(.dataset.name): \(.error.message)")' "$answer" >&2
    exit 1
    ;;
esac
