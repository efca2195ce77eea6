#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# All tests of faults, with every call in turn and all the kills, one after another to the end; then
# what each says of itself, once more and together. Run by make faults.
set -u
summary=$(mktemp)
out=$(mktemp)
trap 'rm -f "$summary" "$out"' EXIT
failed=0
for test in disk kill_store kill_reader closed.sh kill_commands.sh; do
  set -- "$ZHUPI_TEST_BUILD/tests/faults/$test"
  case $test in *.sh) set -- sh "$ZHUPI_TEST_SOURCE/tests/faults/$test" ;; esac
  echo "$test:"
  begun=$(date +%s)
  { ZHUPI_FAULTS=all "$@" 2>&1; echo "status $?"; } | tee "$out"
  {
    printf '%s: %d ok, %d not ok, %s, %d s\n' "$test" "$(grep -c '^ok' "$out")" "$(grep -c '^not ok' "$out")" \
      "$(tail -n 1 "$out")" $(($(date +%s) - begun))
    grep -E '^(not ok|# .*(faults|kills|disk is))' "$out"
  } >> "$summary"
  [ "$(tail -n 1 "$out")" = "status 0" ] || failed=$((failed + 1))
done
echo
echo "Summary:"
cat "$summary"
echo "Tests of faults that failed: $failed of 5"
[ $failed = 0 ]
