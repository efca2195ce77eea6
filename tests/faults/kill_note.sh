#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A script writes notes by `zhupi note`, and it is all killed by SIGKILL at 200 random moments. Each
# note whose id was printed is there, and SQLite finds the file sound each time.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"
kills=200
seed=$(date +%s)
notes=$work/notes.db
: > "$work/ids"
unsound=0 lost=0
for pause in $(awk -v kills=$kills -v seed="$seed" \
  'BEGIN { srand(seed); for (i = 0; i < kills; i++) printf "0.%03d ", rand() * 50 }'); do
  setsid sh -c 'while :; do "$1" note "$2" +9 --notes "$3" --tag 防控/物資 "要查"; done >> "$4" 2> /dev/null' \
    sh "$ZHUPI" "$sample" "$notes" "$work/ids" &
  writer=$!
  sleep "$pause"
  kill -9 -$writer 2> /dev/null || kill -9 $writer
  wait $writer 2> /dev/null
  "$ZHUPI_TEST_BUILD/tests/faults/kill_store" -s "$notes" || unsound=$((unsound + 1))
done
"$ZHUPI" notes list --format jsonl --notes "$notes" > "$work/list"
sed -n 's/.*{"id":"\([^"]*\)".*"body":"要查","tags":\["防控\/物資"\].*/\1/p' "$work/list" | sort > "$work/there"
grep -E '^.{36}$' "$work/ids" | sort > "$work/confirmed"
lost=$(comm -23 "$work/confirmed" "$work/there" | wc -l)
confirmed=$(wc -l < "$work/confirmed")
[ "$lost" = 0 ] && [ "$unsound" = 0 ] && [ "$confirmed" -gt 0 ]
result $? "every note that the command had confirmed is there after SIGKILL"
echo "# $kills kills (seed $seed), $confirmed notes confirmed, $lost lost, $unsound times unsound"
finish
