#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Corrections of marks from the shell: making, listing, undoing, taking out and in.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"
cp "$sample" "$work/article.txt"
article=$work/article.txt

# refused NAME TEXT ARGUMENT...: correct says TEXT and keeps nothing.
refused() {
  name=$1 text=$2
  shift 2
  run "$ZHUPI" correct "$@"
  [ $status != 0 ] && [ ! -s "$work/out" ] && grep -qF -- "$text" "$work/err"
  told=$?
  [ $told = 0 ] || sed 's/^/# /' "$work/err"
  result $told "correct: $name"
}
run "$ZHUPI" corrections
[ $status = 0 ] && [ ! -s "$work/out" ]
result $? "corrections without a notes file: none"
check "looking makes no notes file" test ! -e "$HOME/.local"

# correct
refused "nothing said of it" "say one thing of it" "$article" --quote 唐良智
refused "two things said of it" "say one thing of it" "$article" --quote 唐良智 --not-official --not-directive
refused "nobody named" "say of what" --not-official
refused "no words" "say of what" "$article" +8 --not-official
refused "two files" "one word too many" "$article" "$article" --quote 唐良智 --not-official
refused "no such modality" "there is no modality wish" "$article" +9 --quote 要增強 --directive wish
refused "a directive everywhere" "not of a directive" "$article" +9 --quote 要增強 --directive obligation --everywhere
refused "a name and a text" "--name needs no text" "$article" --name 王某 --everywhere --not-official
refused "a name for one place" "--name goes with --everywhere" "$article" --quote 唐良智 --name 王某 --not-official
refused "no such paragraph" "$article has no paragraph 99: it has 14" "$article" +99 --quote 唐良智 --not-official
refused "no such words" "$article: paragraph 7 has no words 唐良智" "$article" +7 --quote 唐良智 --not-official
refused "words in two paragraphs" "in paragraph 6 and again in 8: say +6 or another" \
  "$article" --quote 陈敏尔 --not-official
refused "a name of blanks" "wants a name" --everywhere --name '　 ' --not-official
for words in 德国总理 （某甲 '某甲。' 会议强调要加强巡查 某 市长王某 'the prime minister' 3号; do
  refused "no name: $words" "“$words” is no name: it" --everywhere --name "$words" --official 市长
done
refused "a common word" "“高度” is no name: it is a common word, or a place; say it of a place" \
  --everywhere --name 高度 --official 市长
refused "an office and its name" "give the name alone" "$article" --quote 总指挥长唐良智 --official '' --everywhere
refused "a mark beside the name, at a place" "it holds “,”" "$article" +8 --quote '唐良智,' --official ''
refused "no file" "nowhere.txt" nowhere.txt --quote 唐良智 --not-official
run "$ZHUPI" corrections
check "what was refused is not there" test ! -s "$work/out"

run "$ZHUPI" correct "$article" --quote 唐良智 --official 市长
prints "correct a place, found in the other script, prints an id" "-"
place=$(cat "$work/out")
run "$ZHUPI" correct "$article" +9 --quote 要增强 --directive prohibition
prints "correct a directive" "-"
run "$ZHUPI" correct "$article" +8 --quote 陈敏尔 --not-official --everywhere
prints "correct a name everywhere, by a place" "-"
run "$ZHUPI" correct --everywhere --name '王　某' --not-official
prints "correct a name everywhere, without a text" "-"

# list
run "$ZHUPI" corrections list
check "four corrections" test "$(grep -c '' "$work/out")" = 4
prints "a place is listed with file and paragraph" "$article:8"
prints "a directive's words and modality" "$(printf 'directive\t要增強\tprohibition')"
prints "a name as the reader saw it, without its blank" "$(printf 'not-official\t王某\t\teverywhere')"
run "$ZHUPI" corrections "$article"
check "corrections FILE: those of names that it has not are left out" \
  test "$(cut -f 3 "$work/out" | tr '\n' ' ')" = "陳敏爾 唐良智 要增強 "
run "$ZHUPI" corrections nowhere.txt
says "corrections of a file that is not there" 1 "nowhere.txt"

# A file that has moved is listed where it lies now, its words without the converter's residue.
mkdir "$work/lying"
printf '平湖市召開會議\n會議強調(diào),國(guo)家要落實責任。\n' > "$work/residue.txt"
run "$ZHUPI" correct "$work/residue.txt" +2 --quote 会议强调,国家要落实责任 --directive prohibition --notes "$work/moved.db"
mv "$work/residue.txt" "$work/lying/here.txt"
run "$ZHUPI" corrections --notes "$work/moved.db"
prints "corrections list says that a file is gone" "$work/residue.txt:2 (the file cannot be read now)"
run "$ZHUPI" corrections list "$work/lying/here.txt" --notes "$work/moved.db"
prints "corrections list FILE: the present path, no residue" \
  "$(printf '會議強調,國家要落實責任\tprohibition\t%s' "$work/lying/here.txt:2")"

# The same again, in the other script, takes the former's place.
run "$ZHUPI" correct --everywhere --name 陈敏尔 --official 市委书记
run "$ZHUPI" corrections
[ "$(grep -c everywhere "$work/out")" = 2 ] && grep -q "$(printf '\tofficial\t陈敏尔\t市委书记\t')" "$work/out"
result $? "the last word about a name holds"

# undo, restore
run "$ZHUPI" corrections undo 0
says "undo of an id that is not clear" 1 "begin with 0"
run "$ZHUPI" corrections undo ffff
says "undo of what is not there" 1 "There is no correction ffff"
run "$ZHUPI" corrections undo "$place"
prints "undo says how to take it back" "corrections restore $place"
run "$ZHUPI" corrections
check "what is undone is not listed" test "$(grep -c 唐良智 "$work/out")" = 0
run "$ZHUPI" corrections restore "$place"
prints "restore" "$place holds again"
run "$ZHUPI" corrections undo
[ $status = 2 ]
result $? "undo without an id: usage"

# export, import
"$ZHUPI" corrections export > "$work/all.jsonl"
check "export has a line each" test "$(grep -c '^{"id":"' "$work/all.jsonl")" = 4
check "export has the selectors and the article" grep -q \
  '"hash":"[0-9a-f]\{32\}","title":"堅定.*"paragraph":8,.*"exact":"唐良智","prefix":".*市長、.*","suffix":",市委常委' \
  "$work/all.jsonl"
"$ZHUPI" corrections export "$article" > "$work/some.jsonl"
check "export FILE has what bears on it" test "$(grep -c '' "$work/some.jsonl")" = 3
run "$ZHUPI" corrections import "$work/all.jsonl" --notes "$work/other.db"
prints "import" "4 added, 0 known already"
"$ZHUPI" corrections import - --notes "$work/other.db" < "$work/all.jsonl" > "$work/out"
check "import again from standard input adds nothing" grep -q "0 added, 4 known already" "$work/out"
"$ZHUPI" corrections export --notes "$work/other.db" > "$work/again.jsonl"
check "the same bytes come out" cmp "$work/all.jsonl" "$work/again.jsonl"
mkdir "$work/moved"
mv "$article" "$work/moved/renamed.txt"
run "$ZHUPI" corrections "$work/moved/renamed.txt" --notes "$work/other.db"
prints "imported ones find their place in a file that was never seen there" \
  "$(printf 'official\t唐良智\t市长\t')"
! grep -q 'not found' "$work/out"
result $? "and none is without its place"

sed '3s/"kind":"[a-z-]*"/"kind":"offical"/' "$work/all.jsonl" > "$work/bad.jsonl"
run "$ZHUPI" corrections import "$work/bad.jsonl" --notes "$work/third.db"
says "import of a bad line names it" 1 "$work/bad.jsonl:3: \"kind\" is none of official"
run "$ZHUPI" corrections --notes "$work/third.db"
check "and nothing was imported" test ! -s "$work/out"
head -c 300 "$work/all.jsonl" > "$work/cut.jsonl"
run "$ZHUPI" corrections import "$work/cut.jsonl" --notes "$work/third.db"
says "import of a file that was cut" 1 "cut.jsonl:2: This is no JSON object. Nothing was imported."
run "$ZHUPI" corrections import "$work/nowhere.jsonl"
says "import of no file" 1 "nowhere.jsonl"

# The notes as a document of JSON have them too, those of places.
run "$ZHUPI" export --format json
check "export --format json has the corrections of places" \
  test "$(grep -c '"motivation": "classifying"' "$work/out")" = 2
run "$ZHUPI" export --format json "$work/moved/renamed.txt"
prints "and of one file" '"value": "prohibition"'
run "$ZHUPI" export --format json --tag 防控
check "but none when a tag was asked for" test "$(grep -c classifying "$work/out")" = 0

# An article that was edited too much: the correction is kept and shown as not found.
head -n 2 "$sample" > "$article"
run "$ZHUPI" corrections
prints "a correction whose words are gone" "$(printf 'article.txt:9 (not found there now)')"
finish
