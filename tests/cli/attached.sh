#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Notes whose words are gone from the text are listed with what stood about them.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"

cat > "$work/ferry.txt" << 'END'
渡口灯塔修复工作会议召开
会议强调，要保护石阶，潮水每天两次漫过石阶，夜里尤其难走。
看守人说，他在塔上住了三十年，没见过这样高的潮。
END
gone=$("$ZHUPI" note "$work/ferry.txt" +2 --quote 保护石阶 "怎么保护？")
"$ZHUPI" note "$work/ferry.txt" +3 "三十年？" > "$work/stays"
run "$ZHUPI" notes list --unattached
[ $status = 0 ] && [ ! -s "$work/out" ]
result $? "all have their place"
sed '2s/.*/代表们还参观了博物馆和图书馆。/' "$work/ferry.txt" > "$work/edited"
mv "$work/edited" "$work/ferry.txt"
run "$ZHUPI" notes list --unattached --format jsonl
check "one has none" test "$(grep -c '' "$work/out")" = 1
prints "it is the one whose words are gone" "\"id\":\"$gone\""
run "$ZHUPI" notes list
check "both are listed without the option" test "$(grep -c '' "$work/out")" = 2
run "$ZHUPI" notes show "$gone"
prints "notes show has the old surroundings" "会议强调，要[保护石阶]，潮水每天两次漫过石阶"
run "$ZHUPI" export "$work/ferry.txt"
prints "export says so" "(not found in the text as it is now)"
finish
