#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A text that was edited and moved is like one with notes: the commands say so, and none takes them over
# by itself.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"

cat > "$work/ferry.txt" << 'END'
渡口灯塔修复工作会议召开
副县长赵永宁主持会议，灯塔看守人陆一帆介绍情况。
会议强调，要保护石阶，潮水每天两次漫过石阶，夜里尤其难走。
看守人说，他在塔上住了三十年，没见过这样高的潮。
END
mkdir "$work/saved"
saved=$work/saved/page.txt
{
  echo "首页 新闻 服务"
  sed 's/难走/危险/' "$work/ferry.txt"
  echo "版权所有"
} > "$saved"
"$ZHUPI" note "$work/ferry.txt" +3 --quote 保护石阶 "怎么保护？" > "$work/id"
"$ZHUPI" note "$work/ferry.txt" +4 "三十年？" >> "$work/id"

run "$ZHUPI" notes list "$saved"
says "notes list says what the text looks like" 1 "it looks like “渡口灯塔修复工作会议召开”, which has 2 notes"
way=$(sed 's/.*"zhupi \(library adopt [^ ]*\) .*/\1/' "$work/err")
run "$ZHUPI" export "$saved"
says "export does, too" 1 "library adopt"
[ ! -s "$work/out" ]
result $? "and takes nothing out"

# shellcheck disable=SC2086 # three words
run "$ZHUPI" $way "$saved"
prints "the command that was told takes the notes over" "$saved: 2 notes, unattached: 0"
run "$ZHUPI" notes list "$saved" --format jsonl
prints "they are placed in the text" '"paragraph":4,"start":6,"end":10,"state":"exact","quote":"保护石阶"'
run "$ZHUPI" notes list "$work/ferry.txt" --format jsonl
check "the other text has them still" test "$(grep -c '' "$work/out")" = 2
run "$ZHUPI" library part "$saved"
prints "part takes that back" "$saved: 0 notes, unattached: 0"
run "$ZHUPI" library part "$saved"
says "once" 1 "an article of its own"
run "$ZHUPI" notes list "$saved"
[ $status = 0 ] && [ ! -s "$work/out" ]
result $? "what was parted is not asked about again"

sed 's/三十年/四十年/' "$work/ferry.txt" > "$work/saved/corrected.txt"
run "$ZHUPI" correct "$work/saved/corrected.txt" +2 --quote 陆一帆 --not-official
[ $status = 0 ] && grep -qF "corrected.txt is noted on by itself, but it looks like" "$work/err"
result $? "correct says what the text looks like, and corrects"

echo "看守人的狗也在。" >> "$saved"
mv "$saved" "$work/saved/again.txt"
run "$ZHUPI" note "$work/saved/again.txt" +2 "自己的批注"
[ $status = 0 ] && grep -qF "again.txt is noted on by itself, but it looks like" "$work/err"
result $? "note says so, and notes"
run "$ZHUPI" library adopt "$work/ferry.txt" "$work/saved/again.txt"
prints "an old text is named by its path" "again.txt: 3 notes, unattached: 0"
run "$ZHUPI" library adopt "$work/none.txt" "$work/saved/again.txt"
says "adopting what is not there" 1 "has no article $work/none.txt"
run "$ZHUPI" library adopt "$work/ferry.txt"
[ $status = 2 ]
result $? "adopt with a word too few is not understood"

cat > "$work/other.txt" << 'END'
山村小学开学
校长林秀珍说，今年来了四个新老师，两个教数学，一个教音乐，一个教体育。
家长们在操场上站了一上午，看孩子们升旗。
END
run "$ZHUPI" notes list "$work/other.txt"
says "another text looks like nothing" 1 "there are no notes on $work/other.txt"
! grep -q "looks like" "$work/err"
result $? "and nothing is said"
finish
