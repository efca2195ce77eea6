#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Scripts run each command that writes, again and again, and are all killed by SIGKILL at random
# moments. What a command had confirmed is there, what it had not is there whole or not at all, and
# SQLite finds the notes file sound each time. 110 kills; 500 with ZHUPI_FAULTS=all.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"
kills=110
[ "${ZHUPI_FAULTS:-}" != all ] || kills=500
seed=$(date +%s)
notes=$work/notes.db
helper=$ZHUPI_TEST_BUILD/tests/faults/kill_store
export ZHUPI notes work sample helper
for list in ids corrected undone tried restored imported backed adopted untrashed; do : > "$work/$list"; done
unsound=0 partial=0

# Corrections to be undone and restored, by their ids.
correction() { # correction ID NAME
  printf '{"id":"%s","kind":"not-official","everywhere":true,"name":"%s","created":"2020-02-03T00:00:00.000Z"}\n' "$1" "$2"
}
number=0
while [ $number -lt 600 ]; do
  number=$((number + 1))
  id=$(printf '01920000-0000-7000-8000-%012d' $number)
  echo "$id" >> "$work/waiting"
  correction "$id" "名$number" >> "$work/lines"
done
"$ZHUPI" corrections import "$work/lines" --notes "$notes" > /dev/null || exit 1
# A notes file that nobody writes to, its export, and what two damages leave of it.
for paragraph in 1 2 3 4 5 6 7 8 9 10; do
  "$ZHUPI" note "$sample" +$paragraph "$paragraph $(head -c 3000 /dev/zero | tr '\0' x)" --notes "$work/still.db" > /dev/null || exit 1
done
"$ZHUPI" export --notes "$work/still.db" > "$work/still.txt"
# One with many notes in the trash.
cp "$work/still.db" "$work/trash.db"
"$helper" -x "$work/trash.db" "WITH RECURSIVE n (i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n WHERE i < 1600)
  INSERT INTO annotations (annotation, id, article, body, created, modified, deleted)
  SELECT i, printf('01920000-0000-7000-8000-%012d', i), article, 'x', 5, 5, 5 FROM n, annotations WHERE body LIKE '1 x%';
  INSERT INTO targets (annotation, ordinal, version, kind, paragraph, start, \"end\", folded_start, folded_end, quote,
  prefix, suffix) SELECT a.annotation, 0, version, kind, paragraph, start, \"end\", folded_start, folded_end, quote, prefix,
  suffix FROM annotations AS a, targets AS t WHERE t.annotation = (SELECT annotation FROM annotations WHERE body LIKE '1 x%')
  AND a.body = 'x'" || exit 1
"$ZHUPI" check --repair "$work/trash.db" > /dev/null || exit 1
seq -f '01920000-0000-7000-8000-%012.0f' 1001 1600 > "$work/trash"
cp "$work/still.db" "$work/alike.db"
sed 's/增强/加强/' "$sample" > "$work/edited.txt"
"$ZHUPI" library adopt "$sample" "$work/edited.txt" --notes "$work/alike.db" > /dev/null || exit 1
cp "$work/still.db" "$work/words.db"
"$helper" -x "$work/words.db" "DELETE FROM annotation_words WHERE rowid & 1023 < 5" || exit 1
cp "$work/still.db" "$work/pages.db"
pages=$(($(wc -c < "$work/pages.db") / 4096))
head -c 4096 /dev/zero | tr '\0' '\377' | dd of="$work/pages.db" bs=4096 seek=$((pages - 2)) conv=notrunc 2> /dev/null
for damage in words pages; do
  cp "$work/$damage.db" "$work/mended.db"
  "$ZHUPI" check --repair "$work/mended.db" > /dev/null || exit 1
  "$ZHUPI" notes list --notes "$work/mended.db" > "$work/$damage.list"
done

# ---- The commands: what runs until it is killed, and what is looked at then -----------------------

note_runs='while :; do "$ZHUPI" note "$sample" +9 --notes "$notes" --tag 防控/物資 要查 >> "$work/ids"; done'
note_left() { :; }
correct_runs='i=0; while :; do i=$((i + 1))
  "$ZHUPI" correct --everywhere --name "姓$$名$i" --not-official --notes "$notes" >> "$work/corrected"; done'
correct_left() { :; }
undo_runs='while read -r id; do
  sed -i 1d "$work/waiting.now"
  "$ZHUPI" corrections undo "$id" --notes "$notes" > /dev/null && echo "$id" >> "$work/undone"; done < "$work/waiting"'
undo_left() { # each is tried once
  cp "$work/waiting.now" "$work/waiting"
}
restore_runs='sort "$work/undone" "$work/tried" "$work/tried" | uniq -u | while read -r id; do
  echo "$id" >> "$work/tried"
  "$ZHUPI" corrections restore "$id" --notes "$notes" > /dev/null && echo "$id" >> "$work/restored"; done'
restore_left() { :; }
import_runs='i=0; while :; do
  i=$((i + 1)); file=$work/import.$$.$i; k=10
  while [ $k -lt 30 ]; do k=$((k + 1))
    printf "{\"id\":\"01920000-%04x-7000-9000-%08d%04d\",\"kind\":\"not-official\",\"everywhere\":true,\"name\":\"丁$$-$i-$k\",\"created\":\"2020-02-03T00:00:00.000Z\"}\n" $i $$ $k
  done > $file
  "$ZHUPI" corrections import $file --notes "$notes" > /dev/null && echo "丁$$-$i-" >> "$work/imported"; done'
import_left() { :; }
export_runs='while :; do "$ZHUPI" export -o "$work/export.txt" --force --notes "$work/still.db"; done'
export_left() {
  [ ! -e "$work/export.txt" ] || cmp -s "$work/export.txt" "$work/still.txt" || partial=$((partial + 1))
}
backup_runs='while :; do
  there=$(grep -cE "^.{36}$" "$work/ids")
  "$ZHUPI" backup "$work/backup.db" --force --notes "$notes" && echo "$there" >> "$work/backed"; done'
backup_left() {
  [ -e "$work/backup.db" ] || return
  "$ZHUPI" check "$work/backup.db" > /dev/null && [ "$("$ZHUPI" notes list --notes "$work/backup.db" | wc -l)" -ge \
    "$(tail -n 1 "$work/backed" | grep . || echo 0)" ] || partial=$((partial + 1))
}
adopt_runs='while :; do
  "$ZHUPI" library part "$work/edited.txt" --notes "$work/alike.db" && echo part >> "$work/adopted"
  "$ZHUPI" library adopt "$sample" "$work/edited.txt" --notes "$work/alike.db" && echo adopt >> "$work/adopted"; done > /dev/null'
adopt_left() { # the ten notes are taken over, or none is; the other text has them in any case
  "$helper" -s "$work/alike.db" || unsound=$((unsound + 1))
  there=$("$ZHUPI" notes list "$work/edited.txt" --notes "$work/alike.db" 2> /dev/null | wc -l)
  [ "$there" = 0 ] || [ "$there" = 10 ] || partial=$((partial + 1))
  [ "$("$ZHUPI" notes list "$sample" --notes "$work/alike.db" | wc -l)" = 10 ] || partial=$((partial + 1))
}
untrash_runs='while read -r id; do
  sed -i 1d "$work/trash.now"
  "$ZHUPI" notes restore "$id" --notes "$work/trash.db" > /dev/null && echo "$id" >> "$work/untrashed"; done < "$work/trash"'
untrash_left() { # each is tried once
  cp "$work/trash.now" "$work/trash"
  "$helper" -s "$work/trash.db" || unsound=$((unsound + 1))
}
repair_runs='while :; do "$ZHUPI" check --repair "$work/mended.db" > /dev/null; done'
repair_before() {
  rm -f "$work"/mended.db*
  damage=words
  [ $((round / 10 % 2)) = 0 ] || damage=pages
  cp "$work/$damage.db" "$work/mended.db"
}
repair_left() {
  "$ZHUPI" check --repair "$work/mended.db" > /dev/null || partial=$((partial + 1))
  "$ZHUPI" notes list --notes "$work/mended.db" | cmp -s - "$work/$damage.list" || partial=$((partial + 1))
}

# ---- The kills ------------------------------------------------------------------------------------

round=0
commands="note correct undo restore import export backup adopt untrash repair"
# shellcheck disable=SC2046 # numbers
for pause in $(awk -v kills=$kills -v seed="$seed" \
  'BEGIN { srand(seed); for (i = 0; i < kills; i++) printf "0.%03d ", 5 + rand() * 145 }'); do
  command=$(echo $commands | cut -d ' ' -f $((round % 10 + 1)))
  [ $command != repair ] || repair_before
  cp "$work/waiting" "$work/waiting.now"
  cp "$work/trash" "$work/trash.now"
  eval "setsid sh -c \"\$${command}_runs\" 2> /dev/null &"
  writer=$!
  sleep "$pause"
  kill -9 -$writer 2> /dev/null || kill -9 $writer 2> /dev/null
  wait $writer 2> /dev/null
  "$helper" -s "$notes" || unsound=$((unsound + 1))
  ${command}_left
  round=$((round + 1))
done

# missing CONFIRMED THERE: how many of the first are not in the second.
missing() {
  sort "$1" > "$work/a"
  sort "$2" | comm -23 "$work/a" - | wc -l
}
"$ZHUPI" notes list --format jsonl --notes "$notes" > "$work/list"
sed -n 's/.*{"id":"\([^"]*\)".*"body":"要查","tags":\["防控\/物資"\].*/\1/p' "$work/list" > "$work/there"
"$ZHUPI" corrections export --notes "$notes" > "$work/list"
sed -n 's/.*"id":"\([^"]*\)".*/\1/p' "$work/list" > "$work/corrections"
grep -E '^.{36}$' "$work/ids" > "$work/notes.confirmed"
grep -E '^.{36}$' "$work/corrected" > "$work/corrected.confirmed"
lost=$(($(missing "$work/notes.confirmed" "$work/there") + $(missing "$work/corrected.confirmed" "$work/corrections") + \
  $(missing "$work/restored" "$work/corrections")))
# Undone, and not even tried to be restored: not listed.
sort "$work/undone" "$work/tried" "$work/tried" | uniq -u > "$work/a"
lost=$((lost + $(sort "$work/corrections" | comm -12 "$work/a" - | wc -l)))
"$ZHUPI" notes list --format jsonl --notes "$work/trash.db" | sed -n 's/.*{"id":"\([^"]*\)".*/\1/p' > "$work/live"
lost=$((lost + $(missing "$work/untrashed" "$work/live")))
# Imports: all twenty or none, and all of what was confirmed.
sed -n 's/.*"name":"\(丁[0-9]*-[0-9]*-\)[0-9]*".*/\1/p' "$work/list" | sort | uniq -c > "$work/imports"
partial=$((partial + $(awk '$1 != 20' "$work/imports" | wc -l)))
awk '{ print $2 }' "$work/imports" > "$work/a.imports"
lost=$((lost + $(missing "$work/imported" "$work/a.imports")))
confirmed=$(cat "$work/notes.confirmed" "$work/corrected.confirmed" "$work/undone" "$work/restored" "$work/imported" "$work/adopted" "$work/untrashed" | wc -l)

[ "$lost" = 0 ] && [ "$unsound" = 0 ] && [ "$partial" = 0 ]
result $? "what the commands had confirmed is there after SIGKILL, and nothing is half there"
for list in notes.confirmed corrected.confirmed undone restored imported backed adopted untrashed; do
  check "something was confirmed: $list" test -s "$work/$list"
done
echo "# $kills kills (seed $seed) of: $commands; $confirmed changes confirmed, $lost lost, $unsound times unsound, $partial times something half there"
finish
