#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# zhupi check and zhupi backup: what they say, and what they leave.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"
notes=$work/notes.db
for paragraph in 1 2 3 4 5 6 7 8; do
  "$ZHUPI" note "$sample" +$paragraph "記 $paragraph $(head -c 2000 /dev/zero | tr '\0' x)" --tag 督查 --notes "$notes" > "$work/id" ||
    exit 1
done

run "$ZHUPI" check "$notes"
prints "a sound file" "notes 8, in the trash 0"
check "no fault" grep -q '^No fault was found' "$work/out"
run "$ZHUPI" check --notes "$notes"
prints "named by --notes" "notes 8"
run "$ZHUPI" check "$notes" --repair
prints "a sound file is not repaired" "No fault was found"
check "and no copy is made" test ! -e "$notes.before-repair-1"
run "$ZHUPI" check "$work/none.db"
says "no file" 1 "There is no notes file $work/none.db: nothing to check"
check "none is made" test ! -e "$work/none.db"
run "$ZHUPI" check "$notes" "$notes"
[ $status = 2 ]
result $? "two files: usage"

# Backups.
run "$ZHUPI" backup "$work/copy.db" --notes "$notes"
[ $status = 0 ] && [ ! -s "$work/out" ]
result $? "backup"
run "$ZHUPI" notes list --notes "$work/copy.db"
[ "$(wc -l < "$work/out")" = 8 ]
result $? "the copy has all notes"
echo mine > "$work/other"
run "$ZHUPI" backup "$work/other" --notes "$notes"
says "a file that is there" 1 "$work/other exists already; nothing was written (--force overwrites it)"
check "is left" grep -qx mine "$work/other"
run "$ZHUPI" backup "$work/other" --force --notes "$notes"
run "$ZHUPI" check "$work/other"
prints "--force overwrites it" "notes 8"
run "$ZHUPI" backup "$notes" --force --notes "$notes"
says "onto itself" 1 "is the notes file itself"
run "$ZHUPI" backup "$work/x.db" --notes "$work/none.db"
says "of no file" 1 "There is no notes file $work/none.db: nothing to copy"
run "$ZHUPI" backup /dev/null --force --notes "$notes"
says "onto a device" 1 "/dev/null is no file"
run "$ZHUPI" backup "$work/none/x.db" --notes "$notes"
says "into no folder" 1 "$work/none/x.db cannot be written"
run "$ZHUPI" backup --notes "$notes"
[ $status = 2 ]
result $? "without a file: usage"
(
  ulimit -f 64
  trap '' XFSZ
  exec "$ZHUPI" backup "$work/other" --force --notes "$notes"
) > "$work/out" 2> "$work/err"
status=$?
says "a full disk" 1 "$work/other"
run "$ZHUPI" check "$work/other"
prints "leaves the copy that was there" "notes 8"
mkdir "$work/shut"
chmod 555 "$work/shut"
cp "$notes" "$work/shared.db"
chmod 777 "$work" "$work/shared.db"
as_nobody backup "$work/shut/x.db" --notes "$work/shared.db" > "$work/out" 2> "$work/err"
status=$?
says "a folder that cannot be written" 1 "$work/shut/x.db cannot be written: Permission denied"
check "nothing is left lying about" test -z "$(ls "$work" | grep -E '(copy|other|x\.db)\.[A-Za-z0-9]{6}$')"

# A copy is taken while another program writes: all that was confirmed before is in it.
: > "$work/ids"
sh -c 'while [ ! -e "$5" ]; do "$1" note "$2" +9 --notes "$3" 寫着 >> "$4" || exit; done' \
  sh "$ZHUPI" "$sample" "$notes" "$work/ids" "$work/enough" &
writer=$!
short=0 unsound=0 confirmed=0
for turn in 1 2 3 4 5 6 7 8 9 10; do
  grep -E '^.{36}$' "$work/ids" | sort > "$work/before"
  "$ZHUPI" backup "$work/busy.db" --force --notes "$notes" || unsound=$((unsound + 1))
  "$ZHUPI" check "$work/busy.db" > /dev/null || unsound=$((unsound + 1))
  "$ZHUPI" notes list --format jsonl --notes "$work/busy.db" | sed -n 's/.*{"id":"\([^"]*\)".*/\1/p' | sort > "$work/there"
  confirmed=$(wc -l < "$work/before")
  short=$((short + $(comm -23 "$work/before" "$work/there" | wc -l)))
done
# The last note is written to its end: what a killed writer leaves lies beside the file, not in it.
: > "$work/enough"
wait $writer
[ $short = 0 ] && [ $unsound = 0 ] && [ "$confirmed" -gt 0 ]
result $? "10 copies while another program writes: of up to $confirmed confirmed notes $short are missing, $unsound copies are unsound"

# Damage: the middle of the file is written over.
pages=$(($(wc -c < "$notes") / 4096))
cp "$notes" "$work/damaged.db"
head -c 12288 /dev/urandom | dd of="$work/damaged.db" bs=4096 seek=$((pages - 4)) conv=notrunc 2> /dev/null
cp "$work/damaged.db" "$work/as-it-was"
run "$ZHUPI" check "$work/damaged.db"
says "a damaged file" 3 "$work/damaged.db has faults: zhupi check --repair mends what can be mended"
check "in plain words" grep -q '^Places in the file that are damaged' "$work/out"
check "nothing is changed" cmp "$work/damaged.db" "$work/as-it-was"
run "$ZHUPI" backup "$work/copy.db" --force --notes "$work/damaged.db"
says "is not backed up" 1 "$work/damaged.db is damaged, and nothing was copied"
run "$ZHUPI" check "$work/copy.db"
prints "over a sound copy" "notes 8"
run "$ZHUPI" check --repair "$work/damaged.db"
prints "it is repaired" "The new file has no fault"
check "the copy is named" grep -qF "kept as $work/damaged.db.before-repair-1" "$work/out"
check "and is the file as it was" cmp "$work/damaged.db.before-repair-1" "$work/as-it-was"
run "$ZHUPI" note "$sample" +1 後來 --notes "$work/damaged.db"
prints "it can be written to" -
cp "$work/as-it-was" "$work/closed.db"
chmod 444 "$work/closed.db"
as_nobody check --repair "$work/closed.db" > "$work/out" 2> "$work/err"
status=$?
says "a file that cannot be written" 1 "$work/closed.db cannot be written: there is no permission to"
as_nobody check "$work/closed.db" > "$work/out" 2> "$work/err"
status=$?
says "can be checked" 3 "$work/closed.db has faults"

# The start of the file.
cp "$notes" "$work/headless.db"
printf 'rubbish' | dd of="$work/headless.db" conv=notrunc 2> /dev/null
run "$ZHUPI" check "$work/headless.db"
says "the first bytes are gone" 3 "$work/headless.db has faults"
"$ZHUPI" notes list --notes "$notes" | cut -f 3- > "$work/listed"
run "$ZHUPI" check --repair "$work/headless.db"
prints "and put in their place" "The new file has no fault"
"$ZHUPI" notes list --notes "$work/headless.db" | cut -f 3- | cmp -s - "$work/listed"
result $? "with all notes"

# A file that was cut.
cp "$notes" "$work/cut.db"
truncate -s 20000 "$work/cut.db"
run "$ZHUPI" check --repair "$work/cut.db"
prints "a file that was cut is put into a new one" "The new file has no fault"
prints "which does not claim to hold what was cut off" "compare the counts with a copy of yours"
check "nor says that all is well" test "$(grep -c '^No fault was found' "$work/out")" = 0

# A file that another program is writing to.
mkfifo "$work/hold"
"$ZHUPI_TEST_BUILD/tests/faults/kill_store" -l "$work/damaged.db" < "$work/hold" > "$work/holder" &
exec 3> "$work/hold"
until grep -qs . "$work/holder"; do sleep 0.05; done
run "$ZHUPI" check "$work/damaged.db"
prints "a locked file is checked" "The inside of the full-text index was not looked at"
run "$ZHUPI" backup "$work/locked-copy.db" --notes "$work/damaged.db"
check "and backed up" "$ZHUPI" check "$work/locked-copy.db"
exec 3>&-
wait
finish
