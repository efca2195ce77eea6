#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every command on the sample article: what it prints, and how it is told what it cannot do.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"

# scan: every mention of the three officials and of nobody else, with their offices.
run "$ZHUPI" scan --format jsonl "$sample"
names=$(sed -n 's/.*"type":"official".*"name":"\([^"]*\)".*/\1/p' "$work/out" | tr '\n' ' ')
[ "$names" = "陳敏爾 習近平 陳敏爾 唐良智 習近平 " ]
result $? "scan finds every mention of three officials and no other: $names"
check "scan gives the second one both offices" \
  grep -q '"paragraph":8,"start":16,"end":19,"name":"陳敏爾","title":"市委書記、市疫情防控工作總指揮長"' "$work/out"
check "scan tells a directive's modality, source and rule" grep -Eq \
  '"type":"directive","paragraph":9,.*"modality":"obligation".*"cue":"要","source":"會議".*"rule":"zh' "$work/out"
check "scan tells roles without a name" grep -q \
  '"type":"role","paragraph":8,.*"text":"市政府負責同志","rule":"zh.role.unnamed"' "$work/out"
echo 副市长王大江到会。王副市长讲话，李局长发言。 > "$work/references"
run "$ZHUPI" scan --format jsonl "$work/references"
check "scan tells whose a surname with an office is" grep -q \
  '"type":"reference",.*"text":"王副市长","title":"副市长","person":"王大江","rule"' "$work/out"
check "scan knows no person where nobody fits" grep -q \
  '"type":"reference",.*"text":"李局长","title":"局长","rule"' "$work/out"
run "$ZHUPI" scan --format text "$work/references"
prints "scan --format text tells it too" "¶ 1  reference  王副市长  王大江"
run "$ZHUPI" scan --format tsv "$sample"
check "scan --format tsv has eight columns" awk -F '\t' 'NF != 8 { exit 1 }' "$work/out"
run "$ZHUPI" scan --format text "$sample"
prints "scan --format text is for the eye" "¶ 8  official  唐良智  市委副書記、市長"
run "$ZHUPI" scan --explain --format jsonl "$sample"
prints "scan --explain tells why, where that stands, and on what it rests" \
  '"why":"An office stands right before the name.","pack":"zh/rules.txt:5","evidence":{"office":"市委書記、市疫情防控工作總指揮長","name":"陳敏爾"}}'
prints "and where an official without office is presented" '"evidence":{"name":"陳敏爾","presented":"市委書記、市疫情防控工作總指揮長"}'
run "$ZHUPI" scan --explain --format tsv "$sample"
check "scan --explain --format tsv has eleven columns" awk -F '\t' 'NF != 11 { exit 1 }' "$work/out"
run "$ZHUPI" scan -x --format text "$sample"
prints "scan --explain for the eye" \
  "    Official (zh.official.title-name): An office stands right before the name. office “市委副書記、市長"
for text in "$ZHUPI_TEST_SOURCE"/tests/cases/*.d/input.txt; do
  "$ZHUPI" scan --explain --packs zh,en,rfc "$text"
done > "$work/all"
[ "$(wc -l < "$work/all")" -gt 200 ] && ! grep -vqE '"why":"[^"]{11,}.*","pack":"[a-z]+/rules.txt:[1-9][0-9]*","evidence":\{"' "$work/all"
told=$?
[ $told = 0 ] || grep -vE '"why":"[^"]{11,}.*","pack":"[a-z]+/rules.txt:[1-9][0-9]*","evidence":\{"' "$work/all" | head -5 | sed 's/^/# /'
result $told "every finding in every text of the cases is explained, with evidence"
run "$ZHUPI" scan "$sample" "$sample"
check "scan of two files names the file" grep -q '"file":' "$work/out"
run "$ZHUPI" scan --format xml "$sample"
[ $status = 2 ] && grep -q 'there is no format xml' "$work/err"
result $? "scan --format xml: usage"
run "$ZHUPI" scan
[ $status = 2 ]
result $? "scan without a file: usage"
check "scan needs no notes file" test ! -e "$HOME/.local"

# cat
run "$ZHUPI" cat "$sample"
prints "cat numbers paragraphs and marks them" "    9 !@ 會議指出,疫情發生以來"
check "cat in a pipe has no colour" no_control "$work/out"
run "$ZHUPI" cat --color=always --width 40 "$sample"
grep -q "$(printf '\033\\[0;')" "$work/out"
result $? "cat --color=always has colours"
run "$ZHUPI" cat --residue "$sample"
prints "cat --residue shows it" "會議強調(diào)"
run "$ZHUPI" "$sample"
prints "reading without a terminal prints the text" "來源:重慶日報"

# note, notes, tags, library
run "$ZHUPI" note "$sample" +9 --tag '防控/物資' --tag 'b b a'
prints "note prints an id" "-"
first=$(cat "$work/out")
run "$ZHUPI" note "$sample" +8 --quote 市疫情防控工作总指挥长 "Who is this?"
prints "note on a quote, found in the other script" "-"
echo "two
lines" | "$ZHUPI" note "$sample" +14 - > "$work/out"
result $? "note from standard input"
run "$ZHUPI" notes list "$sample" --format jsonl
check "three notes" test "$(grep -c '' "$work/out")" = 3
prints "a phrase's place" '"kind":"phrase","paragraph":8,"start":5,"end":16,"state":"exact","quote":"市疫情防控工作總指揮長","body":"Who is this?"'
prints "tags are sorted and distinct" '"tags":["a","b","防控/物資"]'
prints "lines are kept" '"body":"two\nlines"'
run "$ZHUPI" notes list --tag 防控
check "a tag finds those below it" test "$(cut -f 1 "$work/out")" = "$first"
check "notes list in a pipe has eleven columns" awk -F '\t' 'NF != 11 { exit 1 }' "$work/out"
run "$ZHUPI" notes show "$first"
prints "notes show" "#防控/物資"
prints "notes show quotes without residue" "會議指出,疫情發生以來"
run "$ZHUPI" notes show nothing
says "notes show of what is not there" 1 "there is no note nothing"
run "$ZHUPI" notes history "$first"
[ $status = 0 ] && [ ! -s "$work/out" ]
result $? "notes history of a note that was never changed prints nothing"
run "$ZHUPI" notes restore "$first"
says "notes restore of a note that is not in the trash" 1 "$first is not in the trash"
run "$ZHUPI" notes trash
[ $status = 0 ] && [ ! -s "$work/out" ]
result $? "notes trash without a deleted note prints nothing"
run "$ZHUPI" notes search 总指挥
prints "notes search finds either script" "Who is this?"
run "$ZHUPI" notes search 无此一词
[ $status = 0 ] && [ ! -s "$work/out" ]
result $? "notes search without a hit prints nothing"
run "$ZHUPI" tags
prints "tags" "$(printf '防控/物資\t1')"
run "$ZHUPI" library
prints "library" "堅定必勝信心"
prints "library shows titles without residue" "齊心協力堅決打贏疫情防控阻擊戰"
run "$ZHUPI" note "$sample" +99 text
says "note on a paragraph that is not there" 1 "has no paragraph 99: it has 14"
run "$ZHUPI" note "$sample" --quote 无此一词 text
says "note on words that are not there" 1 "has no words 无此一词"
run "$ZHUPI" note "$sample" +3
[ $status = 2 ]
result $? "note without a note: usage"

for body in '' ' ' '
  '; do
  run "$ZHUPI" note "$sample" +1 "$body"
  [ $status = 2 ] && grep -q '^zhupi: write a note' "$work/err"
  result $? "note without words: usage"
done
for word in +0 +x +; do
  run "$ZHUPI" note "$sample" $word text
  [ $status = 2 ] && grep -qF "zhupi: $word is no paragraph: write +9" "$work/err"
  result $? "note $word: usage, and what to write"
done
run "$ZHUPI" note "$sample" --quote 唐良智 "+1: who?" --notes "$work/plus.db"
prints "a note that begins with +" -

# export
run "$ZHUPI" export "$sample"
prints "export as text" "> 市疫情防控工作總指揮長"
cp "$work/out" "$work/first"
run "$ZHUPI" export "$sample"
check "the same bytes for the same notes" cmp "$work/first" "$work/out"
run "$ZHUPI" export --format markdown
prints "export as Markdown" "Who is this?"
run "$ZHUPI" export --format json --tag a
prints "export as JSON, of one tag" '"type": "AnnotationCollection"'
prints "its titles have no residue" '齊心協力堅決打贏疫情防控阻擊戰"'
run "$ZHUPI" export --since 2999-01-01
! grep -q 'Who is this' "$work/out"
result $? "export --since"
run "$ZHUPI" export --since tomorrow
[ $status = 2 ]
result $? "export --since of no date: usage"
run "$ZHUPI" export -o "$work/notes.txt"
check "export -o" cmp "$work/first" "$work/notes.txt"
run "$ZHUPI" export -o "$work/notes.txt"
says "export -o overwrites only when told" 1 "$work/notes.txt exists already"
run "$ZHUPI" export -o "$work/notes.txt" --force --format markdown
check "export --force" grep -q 'Who is this' "$work/notes.txt"
run "$ZHUPI" export -o /nowhere/notes.txt
says "export into no folder" 1 "/nowhere/notes.txt cannot be written"
check "no temporary file is left" test "$(ls "$work" | grep -c 'notes.txt')" = 1

# doctor, help
run "$ZHUPI" doctor
prints "doctor" "notes.db"
run "$ZHUPI" help
prints "help lists commands" "Take notes out as text"
for command in read scan cat note notes correct corrections tags library export doctor help; do
  run "$ZHUPI" help $command
  prints "help $command" "usage: zhupi"
done
for command in read scan cat note notes correct corrections tags library export packs doctor help; do
  run "$ZHUPI" help $command
  ! grep -q ' $' "$work/out"
  result $? "help $command has no blank at a line's end"
done
cd "$work" || exit 1
run "$ZHUPI" frob
says "neither a file nor a command" 1 "frob is neither a file nor a command: zhupi help lists the commands"
run "$ZHUPI" help frob
[ $status = 2 ] && grep -q 'there is no command frob: zhupi help lists them' "$work/err"
result $? "help of what is no command: usage"
run "$ZHUPI" help keys
prints "help keys" "next-directive"
run "$ZHUPI" --version
prints "--version" "zhupi "
run "$ZHUPI" --nonsense
[ $status = 2 ] && grep -q '^zhupi: there is no option --nonsense' "$work/err"
result $? "an unknown option: usage"
cp "$sample" "$work/scan"
cd "$work" || exit 1
run "$ZHUPI" -- scan
prints "a file called like a command" "來源:重慶日報"
finish
