#!/usr/bin/env bash
# The step of action.yml: runs checker with its inputs, which come as variables CHECKER_…, one path a line.
set -euo pipefail

arguments=(run)
add_lines() {  # add_lines OPTION TEXT: the option with each line of the text
  local line
  while IFS= read -r line; do
    line="${line#"${line%%[![:space:]]*}"}"
    line="${line%"${line##*[![:space:]]}"}"
    [ -n "$line" ] || continue
    if [ -n "$1" ]; then arguments+=("$1" "$line"); else arguments+=("$line"); fi
  done <<< "$2"
}
add_lines --against "${CHECKER_AGAINST:-}"
add_lines --rules "${CHECKER_RULES:-}"
add_lines --baseline "${CHECKER_BASELINE:-}"
add_lines --settings "${CHECKER_SETTINGS:-}"
add_lines --fail-on "${CHECKER_FAIL_ON:-error}"
add_lines --format "${CHECKER_FORMAT:-github,sarif,markdown,html}"
out="${CHECKER_OUT:-audit}"
arguments+=(--out "$out" --)
add_lines "" "${CHECKER_PATHS:-}"

# A report of an earlier run must not be taken for one of this run.
rm -f "$out/audit.sarif" "$out/audit.md"
code=0
checker "${arguments[@]}" || code=$?

if [ -n "${GITHUB_OUTPUT:-}" ]; then
  {
    echo "exit-code=$code"
    echo "out=$out"
    if [ -f "$out/audit.sarif" ]; then echo "sarif=$out/audit.sarif"; else echo "sarif="; fi
  } >> "$GITHUB_OUTPUT"
fi
# GitHub takes a summary of one MiB at most, and none at all when it is longer.
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f "$out/audit.md" ]; then
  if [ "$(wc -c < "$out/audit.md")" -lt 1000000 ]; then
    cat "$out/audit.md" >> "$GITHUB_STEP_SUMMARY"
  else
    head -n 60 "$out/audit.md" | head -c 900000 | iconv -c -f UTF-8 -t UTF-8 >> "$GITHUB_STEP_SUMMARY"
  fi
fi
exit "$code"
