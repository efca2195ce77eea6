#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Input of any kind: read, or told in one sentence. Never a crash, never a byte that speaks to the terminal.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"

# both FILE NAME: scan and cat go well and print nothing that would reach the terminal raw.
both() {
  run "$ZHUPI" scan --format text "$1"
  [ $status = 0 ] && no_control "$work/out"
  result $? "scan: $2"
  run "$ZHUPI" cat "$1"
  [ $status = 0 ] && no_control "$work/out"
  result $? "cat: $2"
}

# Texts.
: > "$work/empty"
both "$work/empty" "an empty file"
yes 會議強調,要加強管理。山城的事, | head -n 230000 | tr -d '\n' > "$work/line" # 10 MB
both "$work/line" "one line of millions of characters"
printf '會議強調\000要加強\000管理。\n' > "$work/nul"
both "$work/nul" "NUL bytes"
printf '會議\033]0;x\007強調\033[31m要\302\233加強\342\200\256。\r\r\n\t\014\n' > "$work/control"
both "$work/control" "control sequences"
yes '' | head -n 1000000 > "$work/blank"
echo 會議強調要加強管理。 >> "$work/blank"
both "$work/blank" "a million blank lines"
check "the paragraph behind them is the first" grep -q '^    1 ' "$work/out"
{ echo 會議強調要加強管理。; echo 会议强调要加强管理。 | iconv -f UTF-8 -t GB18030; echo 會議要求。; } > "$work/mixed"
both "$work/mixed" "two encodings in one file"
printf '會議強調要加強管\347\220' > "$work/cut"
both "$work/cut" "a character cut at the end"

# Encodings, with the same findings as in UTF-8.
cat > "$work/text" <<'END'
山城市委召开会议
山城市委书记李明远主持会议并讲话。会议强调，各级各部门要加强管理，严禁瞒报。
会议指出，有关部门要抓紧落实各项措施，确保群众生活稳定，不得拖延，并于月底前报告进展情况。
END
"$ZHUPI" scan "$work/text" > "$work/expected"
check "the text in UTF-8 has an official" grep -q 李明远 "$work/expected"
for encoding in GB18030 GBK GB2312 UTF-16 UTF-16LE UTF-16BE; do
  iconv -f UTF-8 -t $encoding "$work/text" > "$work/encoded"
  run "$ZHUPI" scan "$work/encoded"
  check "detected: $encoding" cmp "$work/expected" "$work/out"
done
printf '\357\273\277' | cat - "$work/text" > "$work/encoded"
run "$ZHUPI" scan "$work/encoded"
check "detected: UTF-8 with a byte order mark" cmp "$work/expected" "$work/out"
sed 's/会议/會議/g; s/书记/書記/g; s/远/遠/g; s/讲话/講話/g; s/强调/強調/g; s/级/級/g; s/门/門/g; s/加强/加強/g; s/严/嚴/g; s/瞒报/瞞報/g; s/开/開/g; s/关/關/g; s/紧/緊/g; s/实/實/g; s/项/項/g; s/确/確/g; s/众/眾/g; s/稳/穩/g; s/并/並/g; s/于/於/g; s/报/報/g; s/进/進/g; s/况/況/g; s/各項措施/各項措施/g; s/主持會議並/主持會議並/g' \
  "$work/text" > "$work/traditional"
"$ZHUPI" scan "$work/traditional" > "$work/expected"
for encoding in BIG5 BIG5-HKSCS; do
  iconv -f UTF-8 -t $encoding "$work/traditional" > "$work/encoded"
  run "$ZHUPI" scan "$work/encoded"
  check "detected: $encoding" cmp "$work/expected" "$work/out"
done
iconv -f UTF-8 -t GB18030 "$work/text" > "$work/encoded"
"$ZHUPI" scan "$work/text" > "$work/expected"
run "$ZHUPI" scan --encoding gb2312 "$work/encoded"
check "--encoding" cmp "$work/expected" "$work/out"
run "$ZHUPI" scan --encoding nonsense "$work/encoded"
[ $status = 2 ] && grep -q '^zhupi: the encoding nonsense is not known' "$work/err"
result $? "an unknown encoding: usage"

# What is no text.
for path in "$work" "$work/missing" "$ZHUPI"; do
  for command in scan cat note; do
    run "$ZHUPI" $command "$path" $([ $command = note ] && echo +1 x)
    says "$command: $(basename "$path")" 1 "$path"
  done
done
cp "$sample" "$work/closed"
chmod 0 "$work/closed"
as_nobody scan "$work/closed" > "$work/out" 2> "$work/err"
status=$?
says "an unreadable file" 1 "$work/closed"

# Names and values that would speak to the terminal, in sentences on standard error.
escape=$(printf '\033[31mred\033[0m\302\233')
mkdir "$work/$escape"
hostile() { # hostile STATUS ARGUMENT...
  wanted=$1
  shift
  run "$ZHUPI" "$@"
  [ $status = "$wanted" ] && [ -s "$work/err" ] && no_control "$work/err" && no_control "$work/out"
  told=$?
  [ $told = 0 ] || cat -v "$work/err" "$work/out" | head -n 9 | sed 's/^/# /'
  result $told "no escape sequence in a sentence: $1 $(printf '%s' "$*" | cat -v)"
}
for command in read scan cat note export correct corrections; do
  hostile 1 $command "$work/none$escape" $([ $command = note ] && echo +1 x) $([ $command = correct ] && echo --quote x --not-official)
done
for command in scan cat read notes export; do
  hostile 2 $command "--$escape" "$sample"
done
hostile 1 scan "$work/$escape"
hostile 2 scan --format "$escape" "$sample"
hostile 2 scan --encoding "$escape" "$sample"
hostile 2 scan --packs "$escape" "$sample"
hostile 2 export --since "$escape"
hostile 2 help "$escape"
hostile 1 notes show "$escape"
hostile 1 note "$sample" --quote "$escape" x
hostile 1 packs check "$escape"
hostile 1 notes list --notes "$work/$escape"
mkdir -p "$work/$escape/.config/zhupi/packs"
printf '[words plase]\n' > "$work/$escape/.config/zhupi/packs/a.txt"
HOME="$work/$escape" hostile 0 scan "$sample"
HOME="$work/$escape" run "$ZHUPI" doctor
prints "doctor in a home with such a name" "notes.db"
check "has no escape sequence" no_control "$work/out"

# Output that cannot be written.
for command in "scan $sample" "cat $sample" help "help keys" --version --help -h "scan --help" doctor; do
  "$ZHUPI" $command > /dev/full 2> "$work/err"
  status=$?
  says "a full disk: ${command%"$sample"}" 1 "standard output cannot be written: No space left on device"
done
"$ZHUPI" note "$sample" +1 kept --notes "$work/full.db" > /dev/full 2> "$work/err"
status=$?
run "$ZHUPI" notes list --notes "$work/full.db"
check "a full disk: the note is stored" grep -q kept "$work/out"
"$ZHUPI" note "$sample" +1 again --notes "$work/full.db" > /dev/full 2> "$work/err"
status=$?
says "and the sentence says so" 1 "is stored, but standard output cannot be written: No space left on device"
"$ZHUPI" notes list --notes "$work/full.db" > "$work/out"
check "with its id" grep -qF "$(grep again "$work/out" | cut -f 1) is stored" "$work/err"
"$ZHUPI" correct --everywhere --name 甲乙丙 --not-official --notes "$work/full.db" > /dev/full 2> "$work/err"
status=$?
says "a full disk: correct" 1 "is stored, but standard output cannot be written: No space left on device"

# Standard files that are closed: nothing else comes to stand in their place.
"$ZHUPI" cat - <&- > "$work/out" 2> "$work/err"
status=$?
says "standard input is closed" 1 "Bad file descriptor"
"$ZHUPI" note "$sample" +1 closed --notes "$work/closed.db" 2> "$work/err" >&-
status=$?
says "standard output is closed" 1 "is stored, but standard output cannot be written"
"$ZHUPI" export -o "$work/closed.txt" --force --notes "$work/closed.db" >&- 2>&- <&-
run grep -c closed "$work/closed.txt"
prints "all three are closed: the export is whole" 1
run "$ZHUPI" notes list --notes "$work/closed.db"
prints "and the notes file sound" closed

# The notes file.
run env -u HOME "$ZHUPI" note "$sample" +1 x
says "no HOME" 1 "HOME is not set"
run env -u HOME "$ZHUPI" scan "$sample"
prints "no HOME: scan goes well" official
mkdir "$work/relative"
(cd "$work/relative" && HOME=rel "$ZHUPI" note "$sample" +1 x) > "$work/out" 2> "$work/err"
status=$?
says "a relative HOME" 1 "HOME is rel, which does not begin with /; name one with --notes FILE"
(cd "$work/relative" && HOME=rel XDG_DATA_HOME=rel XDG_CONFIG_HOME=rel "$ZHUPI" doctor) > "$work/out"
check "doctor: a relative HOME is no place for the configuration" grep -q '^configuration *not set' "$work/out"
check "nothing is made there" test -z "$(ls "$work/relative")"
echo "this is no database, it is a letter to somebody, and long enough to be one" > "$work/letter"
cp "$work/letter" "$work/letter.copy"
run "$ZHUPI" note "$sample" +1 x --notes "$work/letter"
says "a notes file that is no database" 1 "$work/letter"
check "it is left as it was" cmp "$work/letter" "$work/letter.copy"
run "$ZHUPI" notes list --notes "$work/absent.db"
[ $status = 0 ] && [ ! -e "$work/absent.db" ]
result $? "listing makes no notes file"
run "$ZHUPI" note "$sample" +1 x --notes "$work/notes.db"
prints "a notes file is made" -
printf '\000\000\003\347' | dd of="$work/notes.db" bs=1 seek=60 conv=notrunc 2> /dev/null # user_version 999
run "$ZHUPI" note "$sample" +1 y --notes "$work/notes.db"
says "a notes file of a later version" 1 "$work/notes.db"
mkdir "$work/closed.d"
chmod 555 "$work/closed.d"
cp "$sample" "$work/readable"
as_nobody note "$work/readable" +1 x --notes "$work/closed.d/notes.db" > "$work/out" 2> "$work/err"
status=$?
says "a folder that cannot be written" 1 "$work/closed.d"
(
  ulimit -f 16
  trap '' XFSZ
  exec "$ZHUPI" note "$sample" +1 x --notes "$work/small.db"
) > "$work/out" 2> "$work/err"
status=$?
says "a full home" 1 "$work/small.db"

# A notes file that another program is writing to.
run "$ZHUPI" note "$sample" +1 first --notes "$work/locked.db"
mkfifo "$work/hold"
"$ZHUPI_TEST_BUILD/tests/faults/kill_store" -l "$work/locked.db" < "$work/hold" > "$work/holder" &
exec 3> "$work/hold"
until grep -q . "$work/holder"; do sleep 0.05; done
check "another program keeps the notes file locked" grep -qx locked "$work/holder"
run "$ZHUPI" note "$sample" +1 second --notes "$work/locked.db"
says "note in a locked notes file" 1 "is kept locked by another program; nothing was saved"
run "$ZHUPI" correct --everywhere --name 甲乙丙 --not-official --notes "$work/locked.db"
says "correct in a locked notes file" 1 "is kept locked by another program; nothing was saved"
run "$ZHUPI" notes list --notes "$work/locked.db"
prints "it can be read" first
(
  sleep 0.5
  exec 3>&-
) &
exec 3>&-
run "$ZHUPI" note "$sample" +1 third --notes "$work/locked.db"
prints "a lock of a moment is waited for" -
wait
run "$ZHUPI" notes list --notes "$work/locked.db"
[ "$(cut -f 8 "$work/out" | sort | tr '\n' ' ')" = "first third " ]
result $? "what was said to be saved is there, and nothing else"

# A home that cannot be written.
mkdir "$work/bare"
cp "$sample" "$work/bare/text"
chmod 555 "$work/bare"
for command in "note $work/bare/text +1 x" "correct --everywhere --name 甲乙丙 --not-official"; do
  HOME="$work/bare" as_nobody $command > "$work/out" 2> "$work/err"
  status=$?
  says "a home that cannot be written: ${command%% *}" 1 "$work/bare/.local cannot be made: Permission denied"
done
for command in "scan $work/bare/text" "cat $work/bare/text" "notes list" tags library doctor; do
  HOME="$work/bare" as_nobody $command > "$work/out" 2> "$work/err"
  [ $? = 0 ] && [ ! -s "$work/err" ]
  result $? "a home that cannot be written is enough for ${command%% *}"
done

# Control characters in a file's name, a note and its tags: kept as they are, shown as stand-ins.
cp "$sample" "$work/$escape.txt"
body=$(printf 'body %s \001\177 end' "$escape")
run "$ZHUPI" note "$work/$escape.txt" +2 "$body" --tag "tag$escape" --notes "$work/control.db"
prints "a note with control characters" -
id=$(cat "$work/out")
for command in "notes list" "notes show $id" "notes search body" tags library export "export --format markdown" \
  "export --format json" "notes list --format jsonl"; do
  run "$ZHUPI" $command --notes "$work/control.db"
  [ $status = 0 ] && [ -s "$work/out" ] && no_control "$work/out" && no_control "$work/err"
  result $? "$command: no control characters"
done
prints "but they are stored" '"body":"body \u001B[31mred\u001B[0m\u009B \u0001\u007F end"'
prints "as in the file's name" '/\u001B[31mred\u001B[0m\u009B.txt"'

# Locales.
run env LC_ALL=C "$ZHUPI" scan "$sample"
prints "LC_ALL=C: scan prints UTF-8" 陳敏爾
run env -u LC_ALL -u LANG -u LC_CTYPE "$ZHUPI" cat "$sample"
prints "no locale at all" 來源:重慶日報
run env LC_ALL=xx_YY.UTF-8 "$ZHUPI" cat "$sample"
prints "a locale that is not installed" 來源:重慶日報
finish
