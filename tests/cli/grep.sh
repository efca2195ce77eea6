#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# zhupi grep: hits in files, in either script, with the exit status of grep.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"

cat > "$work/minutes.txt" <<'END'
平湖市召開防汛會議

會議強調(diào)，各縣要加強堤壩巡(xún)查，確保群眾安全。市委書記王大明主持會議。
王大明指出，今年雨水多。去年巡查過的人不少。
END
cat > "$work/other.txt" <<'END'
今日天气晴好。
END
printf '\273\341\322\351\307\277\265\367\n\322\273\322\271\316\336\323\352\241\243\n' > "$work/gb.txt"
cd "$work" || exit 1

# expect NAME STATUS LINE...: the last run left with STATUS and printed these lines.
expect() {
  name=$1
  wanted=$2
  shift 2
  for line in "$@"; do printf '%s\n' "$line"; done > "$work/wanted"
  [ $status = "$wanted" ] && cmp -s "$work/out" "$work/wanted"
  told=$?
  [ $told = 0 ] || sed "s/^/# $status: /" "$work/err" "$work/out"
  result $told "$name"
}

# scolds NAME TEXT: the command line was not understood, and TEXT is said.
scolds() { [ $status = 2 ] && grep -qF -- "$2" "$work/err"; result $? "$1"; }

run "$ZHUPI" grep 会议强调 minutes.txt
expect "words are found in either script, through residue" 0 \
  '2:會議強調(diào)，各縣要加強堤壩巡(xún)查，確保群眾安全。市…'
run "$ZHUPI" grep 巡查 minutes.txt other.txt gb.txt
expect "of several files each line names its file" 0 \
  'minutes.txt:2:會議強調(diào)，各縣要加強堤壩巡(xún)查，確保群眾安全。市委書記王大明主持會議。' \
  'minutes.txt:3:王大明指出，今年雨水多。去年巡查過的人不少。'
run "$ZHUPI" grep 會議強調 gb.txt minutes.txt
expect "files of any encoding are searched" 0 'gb.txt:1:会议强调' \
  'minutes.txt:2:會議強調(diào)，各縣要加強堤壩巡(xún)查，確保群眾安全。市…'
run "$ZHUPI" grep 没有这样的话 minutes.txt other.txt
expect "nothing found: status 1 and not a word" 1
check "nothing found: nothing on standard error" test ! -s "$work/err"

run "$ZHUPI" grep 巡查 minutes.txt missing.txt other.txt
expect "a file that is missing: the others are searched, status 2" 2 \
  'minutes.txt:2:會議強調(diào)，各縣要加強堤壩巡(xún)查，確保群眾安全。市委書記王大明主持會議。' \
  'minutes.txt:3:王大明指出，今年雨水多。去年巡查過的人不少。'
says "the missing file is named" 2 missing.txt

run "$ZHUPI" grep -c 巡查 minutes.txt other.txt
expect "-c counts" 0 minutes.txt:2 other.txt:0
run "$ZHUPI" grep -c 大明 minutes.txt
expect "-c of one file" 0 2
run "$ZHUPI" grep -l 巡查 other.txt minutes.txt gb.txt
expect "-l names files" 0 minutes.txt
run "$ZHUPI" grep -l 不在 other.txt
expect "-l without a hit: status 1" 1

run "$ZHUPI" grep --only directives 巡查 minutes.txt
expect "--only directives: an order's words" 0 \
  '2:會議強調(diào)，各縣要加強堤壩巡(xún)查，確保群眾安全。市委書記王大明主持會議。'
run "$ZHUPI" grep --only officials 巡查 minutes.txt
expect "--only officials: no official's words" 1
run "$ZHUPI" grep --only officials -c 大明 minutes.txt
expect "--only officials: names" 0 2
run "$ZHUPI" grep --only officials -c 书记 minutes.txt
expect "--only officials: offices" 0 1
run "$ZHUPI" grep --only everything 书记 minutes.txt
scolds "--only knows two kinds of marks" "--only may be directives or officials, not everything"

run "$ZHUPI" grep --color=always 今年雨 minutes.txt other.txt
expect "colours" 0 \
  "$(printf '\033[35mminutes.txt\033[0m:\033[32m3\033[0m:王大明指出，\033[1;31m今年雨\033[0m水多。去年巡查過的人不少。')"
run "$ZHUPI" grep --format jsonl 加强堤坝 minutes.txt
expect "jsonl" 0 \
  '{"file":"minutes.txt","paragraph":2,"start":14,"end":18,"text":"加強堤壩","prefix":"會議強調(diào)，各縣要","suffix":"巡(xún)查，確保群眾安全。市委書記王大明主持會議。"}'
run "$ZHUPI" grep --format tsv 今年雨 minutes.txt
expect "tsv" 0 "$(printf '3\t6\t9\t今年雨\t王大明指出，今年雨水多。去年巡查過的人不少。\tminutes.txt')"

"$ZHUPI" grep 今年雨 - < minutes.txt > out 2> err
status=$?
expect "standard input" 0 '3:王大明指出，今年雨水多。去年巡查過的人不少。'
run "$ZHUPI" grep 巡查
scolds "a query without files is told of" "name what to search for"
run "$ZHUPI" grep ' ' minutes.txt
says "a query of blanks is told of" 2 "Nothing is left to search for"

if grep -q '^#define HAVE_PCRE2 1' "$ZHUPI_TEST_BUILD/config.h"; then
  run "$ZHUPI" grep -E '加強.*(安全|危險)' minutes.txt
  expect "-E: a regular expression" 0 \
    '2:會議強調(diào)，各縣要加強堤壩巡(xún)查，確保群眾安全。市委書記王大明主持會議。'
  run "$ZHUPI" grep -E '加强(' minutes.txt
  says "-E: a fault is told by its place" 2 "wrong at its character 3"
  awk 'BEGIN { for (i = 0; i < 400; i++) printf "aaaaaaaaaaaaaaaaaaaab"; print "" }' > hostile.txt
  run "$ZHUPI" grep -E '^(a+)+(b?a+)+$' hostile.txt
  says "-E: what takes too long ends" 2 "takes too long"
else
  run "$ZHUPI" grep -E a minutes.txt
  says "-E without PCRE2 is told of" 2 "built without PCRE2"
fi

# A paragraph with more hits than are taken at once, and longer than what is folded at once.
awk 'BEGIN { for (i = 0; i < 60000; i++) printf "%s", i % 20 ? "山城水巷里巷深" : "目標(biāo)"; print "" }' > long.txt
run "$ZHUPI" grep -c 目标 long.txt
expect "a long paragraph: all are counted" 0 3000
"$ZHUPI" grep --format tsv 目标 long.txt > out 2> err
status=$?
[ $status = 0 ] && [ "$(cut -f 2 out | sort -un | grep -c '')" = 3000 ]
result $? "a long paragraph: all are printed, each once"
run "$ZHUPI" grep 目标 "$ZHUPI_TEST_BUILD"
says "a folder is told of" 2 "is a directory"
finish
