#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Files and folders that may not be written, and a disk that is really full: what each writing
# command says, and what is there afterwards. For root the disk is a small one of its own (tmpfs),
# for others a limit on the size of files.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"
chmod 755 "$work"
cp "$sample" "$work/text"
"$ZHUPI" note "$work/text" +1 先寫的 --notes "$work/notes.db" > "$work/id" || exit 1
id=$(cat "$work/id")
correction=$("$ZHUPI" correct --everywhere --name 甲乙丙 --not-official --notes "$work/notes.db")
"$ZHUPI" corrections export --notes "$work/notes.db" > "$work/lines"
sed 's/甲乙丙/丁戊/; s/"id":"[^"]*"/"id":"01920000-0000-7000-8000-000000000001"/' "$work/lines" > "$work/new-lines"
cp "$work/notes.db" "$work/as-it-was"

# refused NAME WORDS FILE: each writing command on FILE fails, with one sentence that has WORDS.
refused() {
  for command in "note $work/text +2 x" "correct --everywhere --name 丁 --not-official" \
    "corrections undo $correction" "corrections import $work/new-lines"; do
    as_nobody $command --notes "$3" > "$work/out" 2> "$work/err"
    status=$?
    says "$1: ${command%% *} $(echo "$command" | grep -oE ' (undo|import)')" 1 "$2"
    grep -qF "$3" "$work/err"
    result $? "the sentence names the file"
  done
}

# A file that may not be written, in a folder that may.
mkdir "$work/open"
cp "$work/as-it-was" "$work/open/notes.db"
chmod 444 "$work/open/notes.db"
chmod 777 "$work/open"
refused "a file that may not be written" "cannot be written: there is no permission to. Name another file with --notes" "$work/open/notes.db"
as_nobody notes list --notes "$work/open/notes.db" > "$work/out" 2> "$work/err"
status=$?
prints "it is read" 先寫的

# A folder that may not be written.
mkdir "$work/shut"
cp "$work/as-it-was" "$work/shut/notes.db"
chmod 666 "$work/shut/notes.db"
chmod 555 "$work/shut"
refused "a folder that may not be written" "$work/shut/notes.db" "$work/shut/notes.db"
check "the file is as it was" cmp "$work/shut/notes.db" "$work/as-it-was"
as_nobody notes list --notes "$work/shut/notes.db" > "$work/out" 2> "$work/err"
status=$?
prints "it is read" 先寫的
as_nobody check "$work/shut/notes.db" > "$work/out" 2> "$work/err"
status=$?
prints "it is checked" "No fault was found"
as_nobody backup "$work/open/copy.db" --notes "$work/shut/notes.db" > "$work/out" 2> "$work/err"
status=$?
[ $status = 0 ]
result $? "it is copied"
run "$ZHUPI" notes list --notes "$work/open/copy.db"
prints "the copy has the note" 先寫的

# A full disk.
disk=$work/disk
mkdir "$disk"
limit=
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=600k tmpfs "$disk" 2> /dev/null; then
  trap 'umount "$disk"; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
  echo "# the disk is a tmpfs of 600 KiB"
  full="the disk is full; nothing was saved. Make room and try again"
else
  limit="ulimit -f 600; trap '' XFSZ;"
  echo "# the disk is a limit on the size of files"
  full="nothing was saved"
fi
confirmed=0
status=0
while [ $status = 0 ] && [ $confirmed -lt 200 ]; do
  sh -c "$limit"' exec "$@"' sh "$ZHUPI" note "$work/text" +3 "$(head -c 5000 /dev/zero | tr '\0' y)" --notes "$disk/notes.db" \
    > "$work/out" 2> "$work/err"
  status=$?
  [ $status = 0 ] && confirmed=$((confirmed + 1))
done
says "a full disk: note" 1 "$full"
grep -qF "$disk/notes.db" "$work/err"
result $? "the sentence names the file"
run "$ZHUPI" check "$disk/notes.db"
prints "what was confirmed is there ($confirmed notes), and sound" "notes $confirmed,"
sh -c "$limit"' exec "$@"' sh "$ZHUPI" backup "$disk/copy.db" --notes "$disk/notes.db" > "$work/out" 2> "$work/err"
status=$?
if [ -z "$limit" ]; then
  says "a full disk: backup" 1 "$disk/copy.db"
  check "leaves nothing behind" test -z "$(ls "$disk" | grep copy)"
  "$ZHUPI" export -o "$disk/notes.txt" --notes "$disk/notes.db" > "$work/out" 2> "$work/err"
  status=$?
  says "a full disk: export" 1 "$disk/notes.txt cannot be written: No space left on device"
  check "leaves nothing behind" test -z "$(ls "$disk" | grep txt)"
  mount -o remount,size=4m tmpfs "$disk"
fi
run "$ZHUPI" note "$work/text" +3 有地方了 --notes "$disk/notes.db"
prints "with room again it is written to" -
run "$ZHUPI" check "$disk/notes.db"
prints "and is sound" "notes $((confirmed + 1)),"
finish
