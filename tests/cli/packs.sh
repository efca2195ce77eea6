#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Rule packs: the reader's own are laid over the shipped ones, mistakes in them are told, shipped ones
# are chosen by name.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"
tab=$(printf '\t')
mine=$HOME/.config/zhupi/packs
text=$work/text.txt
printf '坊主张大山会见了来宾。市长李小海说，要快。\n' > "$text"
names() { sed -n 's/.*"name":"\([^"]*\)".*/\1/p' "$work/out" | tr '\n' ' '; }

run "$ZHUPI" scan "$text"
[ "$(names)" = "李小海 " ]
result $? "without a pack of the reader's the shipped ones are asked"
run "$ZHUPI" packs
prints "packs lists the shipped ones" "zh${tab}shipped${tab}0${tab}0${tab}"
prints "and what is not chosen" "rfc${tab}not chosen${tab}11${tab}0${tab}7${tab}rfc/rules.txt"
check "none is the reader's, no rule is off" sh -c "! grep -Eq 'yours|switched off' '$work/out'"

# A pack adds, takes out and switches off; later files outrank earlier ones.
mkdir -p "$mine"
printf '[words head-strong]\n坊主 -市長\n[rule zh.directive.slogan]\non: no\n' > "$mine/b.txt"
printf '[rule zh.directive.slogan]\nwhy: Mine.\non: yes\n' > "$mine/a.txt"
printf 'not read\n' > "$mine/c.txt~"
run "$ZHUPI" scan "$text"
[ "$(names)" = "张大山 " ] && [ ! -s "$work/err" ]
result $? "a reader's pack adds 坊主 and takes 市长 out: $(names)"
run "$ZHUPI" cat "$text"
prints "cat knows them too" "@"
run "$ZHUPI" packs
prints "packs lists the reader's, with words and rules" "b${tab}yours${tab}2${tab}0${tab}1${tab}$mine/b.txt"
prints "and the rule that is off, with its place" "  zh.directive.slogan          $mine/b.txt:3"
check "the reader's come in alphabetical order" sh -c "grep yours '$work/out' | cut -f 1 | tr -d '\n' | grep -qx ab"
check "all rows have six columns" sh -c "grep '$tab' '$work/out' | awk -F '\t' 'NF != 6 { exit 1 }'"
run env XDG_CONFIG_HOME="$work/elsewhere" "$ZHUPI" scan "$text"
[ "$(names)" = "李小海 " ]
result $? "XDG_CONFIG_HOME says where they lie"

# A pack with a mistake is told and left out; the others and the shipped ones hold.
printf '[words head-strong]\n村头\n[words head-stong]\n' > "$mine/wrong.txt"
run "$ZHUPI" scan "$text"
says "a mistake in a pack is told" 0 "$mine/wrong.txt:3:8: no such kind of words: head-stong (is head-strong meant?)"
check "with the way out" grep -qF "this pack is left out: zhupi packs check tells all mistakes" "$work/err"
run "$ZHUPI" packs check
[ $status = 1 ] && grep -qF "$mine/wrong.txt:3:8: no such" "$work/out" && grep -qF "$mine/a.txt: no mistakes" "$work/out"
result $? "packs check without a file checks all of the reader's"
run "$ZHUPI" scan "$text"
[ "$(names)" = "张大山 " ]
result $? "and the other packs hold"
run "$ZHUPI" packs
check "it is not listed" sh -c "! grep -q wrong '$work/out'"
rm "$mine/wrong.txt"

# An explanation names the line of the reader's pack that gave a word.
cat > "$mine/words.txt" << 'EOF'
[words head-strong]
村头 副村头
[characters surname]
麹=25
[words frame-order]
叮咛
EOF
printf '副村头王大宝到会。\n县长麹文泰、县长沈一舟到会。\n会议叮咛，各县要加强巡查。\n' > "$work/own.txt"
run "$ZHUPI" scan --explain --no-notes --format text "$work/own.txt"
prints "an explanation names the reader's line: an office's word" "副村头 [$mine/words.txt:2]"
prints "a surname's" "麹 [$mine/words.txt:4]"
prints "a frame's" "叮咛 [$mine/words.txt:6]"
check "shipped words have no such line" test "$(grep -c 'words.txt:.\]' "$work/out")" = 3
run "$ZHUPI" scan --explain --no-notes --format jsonl "$work/own.txt"
prints "as JSON" "\"words\":[{\"word\":\"副村头\",\"pack\":\"$mine/words.txt:2\"}]"
run "$ZHUPI" scan --explain --no-notes --format tsv "$work/own.txt"
prints "in the column of packs" " $mine/words.txt:4$tab"
rm "$mine/words.txt"
mkdir "$mine/folder.txt"
run "$ZHUPI" scan "$text"
says "a folder is no pack" 0 "$mine/folder.txt"
rm -r "$mine"

# Shipped packs are chosen.
printf 'A server MUST answer. Nobody must wait.\n' > "$work/rfc.txt"
rules() { sed -n 's/.*"rule":"\([^"]*\)".*/\1/p' "$work/out" | tr '\n' ' '; }
run "$ZHUPI" scan "$work/rfc.txt"
[ "$(rules)" = "en.directive.must en.directive.must " ]
result $? "by default must is a word of English: $(rules)"
run "$ZHUPI" scan --packs zh,en,rfc "$work/rfc.txt"
[ "$(rules)" = "rfc.directive.must " ]
result $? "--packs zh,en,rfc: only in capitals: $(rules)"
run "$ZHUPI" cat --packs 'zh rfc' "$work/rfc.txt"
prints "cat --packs" "    1 ! "
run "$ZHUPI" read --packs zh "$work/rfc.txt"
prints "read --packs, without a terminal" "    1    A server"
run "$ZHUPI" scan --packs zh,fr "$work/rfc.txt"
[ $status = 2 ] && grep -q 'packs may name zh, en, rfc, not zh,fr' "$work/err"
result $? "--packs with what is no pack: usage"
run "$ZHUPI" scan --packs '' "$work/rfc.txt"
[ $status = 2 ] && grep -q 'packs names none: it may name zh, en, rfc' "$work/err"
result $? "--packs with nothing: usage"
printf 'packs = zh en rfc\n' > "$HOME/.config/zhupi/config"
run "$ZHUPI" scan "$work/rfc.txt"
[ "$(rules)" = "rfc.directive.must " ]
result $? "packs = zh en rfc in the configuration"
run "$ZHUPI" packs
prints "packs tells what rfc switches off" "  en.directive.must            rfc/rules.txt:"
run "$ZHUPI" scan --packs en "$work/rfc.txt"
[ "$(rules)" = "en.directive.must en.directive.must " ]
result $? "--packs outranks the configuration"
printf 'packs = fr\n' > "$HOME/.config/zhupi/config"
run "$ZHUPI" scan "$work/rfc.txt"
says "a wrong name in the configuration is told" 0 "line 1: packs may be zh, en, rfc"
rm "$HOME/.config/zhupi/config"

# packs check: each mistake has its place.
pack=$work/pack.txt
mistake() { # mistake NAME TEXT EXPECTED
  printf "$2" > "$pack"
  run "$ZHUPI" packs check "$pack"
  [ $status = 1 ] && grep -qxF -- "$pack:$3" "$work/out" && grep -q '^zhupi: 1 mistake;' "$work/err"
  told=$?
  [ $told = 0 ] || sed 's/^/# /' "$work/out" "$work/err"
  result $told "packs check: $1"
}
mistake "no section" '市长\n市长\n' '1:1: a section in brackets must come first: 市长'
mistake "a kind of words that is none" '# a\n[words heads]\n市长\n' '2:8: no such kind of words: heads'
mistake "the kind that is meant" '[words plase]\n' '1:8: no such kind of words: plase (is place meant?)'
mistake "a kind of characters that is none" '[characters name]\n' '1:13: characters are surname, given-first, given-second, given-single or transcription, not this: name'
mistake "a rule that is none" '[rule zh.official.lists]\nwhy: x\n' '1:7: no such rule: zh.official.lists (is zh.official.list meant?)'
mistake "a section that is none" '[word place]\n' '1:2: a section is words, characters or rule, not this: word'
mistake "no bracket" '[words place\n' "1:1: ] is missing at the line's end: [words place"
mistake "a long word" '[words place]\n某地 甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊\n' '2:4: this word is too long: 24 characters are the most: 甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊'
mistake "a lone minus" '[words place]\n  东河市 - 西岭县\n' "2:7: the word that it takes out must follow at once: -"
mistake "a word of nothing" '[words place]\n  \342\200\213\n' "2:3: nothing is left of this word when it is folded: $(printf '\342\200\213')"
mistake "a value out of range" '[characters surname]\n张=1 王=128\n' '2:5: a number from -127 to 127 is wanted behind =: 王=128'
mistake "a value that is none" '[characters surname]\n张\n' '2:1: a number from -127 to 127 is wanted behind =: 张'
mistake "two characters" '[characters surname]\n欧阳=1\n' '2:1: one character, = and a number are wanted here: 欧阳=1'
mistake "a weight out of range" '[rule zh.official.list]\nweight: 2000\n' '2:9: a whole number from -1000 to 1000 is wanted here: 2000'
mistake "neither yes nor no" '[rule zh.official.list]\non: maybe\n' '2:5: yes or no is wanted here: maybe'
mistake "no sentence" '[rule zh.official.list]\nwhy:\n' '2:5: a sentence is wanted here'
mistake "something else of a rule" '[rule zh.official.list]\nhow: x\n' '2:1: a rule has why:, weight: and on:, not this: how'
mistake "a rule switched twice" '[rule zh.official.list]\non: no\n[rule zh.official.free-list]\non: no\n[rule zh.official.list]\non: yes\n' '6:1: this is said of the rule twice (first in the section of line 1): on'
mistake "no UTF-8" '[words place]\n\312\320\n' '2:1: this line is no UTF-8: save the file as UTF-8'
printf 'x\n[words plase]\na\n[words place]\n某地甲 某地甲\n[rule nothing]\n' > "$pack"
run "$ZHUPI" packs check "$pack"
[ $status = 1 ] && [ "$(cut -d : -f 2 "$work/out" | tr '\n' ' ')" = "1 2 5 6 " ]
result $? "packs check tells all mistakes, in their order"
check "and how many" grep -q '^zhupi: 3 mistakes;' "$work/err"
printf '\357\273\277[words place]\r\n某地甲\t某地乙　某地甲\r\n-某地丙 江蘇省\n' > "$pack"
run "$ZHUPI" packs check "$pack"
[ $status = 0 ] && cat > "$work/expected" << END && cmp -s "$work/out" "$work/expected"
$pack:2:9: warning: this word stands in the pack twice: 某地甲
$pack:3:1: warning: this word is taken out, but the shipped packs don't have it: 某地丙
$pack:3:6: warning: this word is in the shipped packs already: 江苏省
$pack: no mistakes (words: 5, characters: 0, rules: 0)
END
told=$?
[ $told = 0 ] || sed 's/^/# /' "$work/out"
result $told "warnings are no mistakes; a byte order mark, CR, tabs and wide blanks are fine"
printf '[rule zh.directive.frame]\nweight: 3\n[rule reader.official]\non: no\n' > "$pack"
run "$ZHUPI" packs check "$pack"
prints "a weight that has no effect is warned of" "$pack:1:1: warning: this rule does not score: its weight has no effect"
prints "and a rule that stands above the packs" "$pack:3:1: warning: your own corrections cannot be switched off by a pack"
run "$ZHUPI" packs check "$work/none.txt"
says "packs check of a file that is not there" 1 "$work/none.txt"
run "$ZHUPI" packs check
prints "packs check where there is nothing says so" "you have no packs of your own yet: name a file to check"
run "$ZHUPI" packs chekc
[ $status = 2 ] && grep -q 'packs can list or check, not chekc' "$work/err"
result $? "packs with something else: usage"

# The shipped packs are well written, and their README tells of all kinds and of nothing else.
packs=$ZHUPI_TEST_SOURCE/data/packs
check "the shipped packs have no mistakes" "$ZHUPI" packs check "$packs"/*/*.txt
sed -n 's/^WORD_CLASS([A-Z_]*, "\([^"]*\)").*/\1/p' "$ZHUPI_TEST_SOURCE/src/analysis/word_class.def" > "$work/kinds"
sed -n '/^Kinds of words/,$s/^    \([a-z-]*\) .*/\1/p' "$packs/README" > "$work/told"
check "README of the packs has the kinds of words" cmp "$work/kinds" "$work/told"
sed -n 's/^    //p' "$packs/README" | sed '/^packs = /,$d' > "$pack"
run "$ZHUPI" packs check "$pack"
prints "README's example is a pack" "no mistakes (words: 3, characters: 1, rules: 1)"
finish
