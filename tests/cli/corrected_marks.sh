#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# scan and cat go by the corrections in the notes file: of the place, of the name, in either script.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"

cat > "$work/traditional.txt" << 'END'
渡口燈塔修復工作會議召開
副縣長趙永寧主持會議，燈塔看守人陸(lù)一帆介紹情況。
會議強調(diào)，要保護石階。潮水每天兩次漫過石階。
END
mkdir "$work/elsewhere"
cat > "$work/elsewhere/renamed.txt" << 'END'
渡口灯塔修复工作会议召开
副县长赵永宁主持会议，灯塔看守人陆一帆介绍情况。
会议强调，要保护石阶。潮水每天两次漫过石阶。
END
simplified=$work/elsewhere/renamed.txt

run "$ZHUPI" scan --format tsv "$simplified"
prints "without corrections the official is found" "副县长	赵永宁"
check "and no notes file is made" test ! -e "$HOME/.local/share/zhupi/notes.db"

"$ZHUPI" correct --everywhere --name 赵永宁 --not-official > "$work/id"
"$ZHUPI" correct "$work/traditional.txt" --quote 陸一帆 --official 看守人 > "$work/id"
"$ZHUPI" correct "$work/traditional.txt" --quote 要保護石階 --directive recommendation > "$work/id"
"$ZHUPI" correct "$work/traditional.txt" --quote 潮水每天兩次漫過石階 --directive permission > "$work/id"

run "$ZHUPI" scan --format tsv "$simplified"
prints "scan: an official at a place, with the office beside it" \
  "$(printf 'official\t2\t16\t19\t\t看守人\t陆一帆\treader.official')"
prints "scan: another modality" "$(printf 'recommendation\t会议\t')"
prints "scan: a directive where none was" \
  "$(printf 'permission\t\t潮水每天两次漫过石阶\treader.directive')"
check "scan: a name that is no official's" sh -c "! grep -q 赵永宁.*official '$work/out'"
run "$ZHUPI" scan --explain --format text "$simplified"
prints "scan --explain says whose word it is" "a correction of yours"
run "$ZHUPI" cat "$simplified"
prints "cat has the sign of the strongest" "    3 ~"
run sh -c "'$ZHUPI' scan --format tsv - < '$simplified'"
prints "scan: the text from standard input, too" 陆一帆

run "$ZHUPI" scan --format tsv --no-notes "$simplified"
prints "scan --no-notes: as without corrections" "副县长	赵永宁"
check "and nothing of them" sh -c "! grep -q reader '$work/out'"
run "$ZHUPI" scan --format tsv --notes "$work/none.db" "$simplified"
prints "scan: a notes file that is not there has no corrections" "副县长	赵永宁"
"$ZHUPI" correct --notes "$work/other.db" --everywhere --name 陆一帆 --official 站长 > "$work/id"
run "$ZHUPI" scan --format jsonl --notes "$work/other.db" "$work/traditional.txt"
prints "scan --notes: the office as it was given" '"name":"陸(lù)一帆","title":"站长"'
printf 'no database' > "$work/broken.db"
run env ZHUPI_NOTES="$work/broken.db" "$ZHUPI" cat "$simplified"
says "a notes file that cannot be read" 1 "--no-notes"
run env ZHUPI_NOTES="$work/broken.db" "$ZHUPI" cat --no-notes "$simplified"
prints "and the way out" 会议强调
run sh -c "'$ZHUPI' read --notes '$work/new.db' '$simplified' | cat"
prints "read into a pipe, with a notes file that is still to be made" 会议强调
run "$ZHUPI" scan --format tsv "$simplified"
before=$(cksum < "$HOME/.local/share/zhupi/notes.db")
run "$ZHUPI" scan --format tsv "$simplified"
check "the notes file is only read" test "$before" = "$(cksum < "$HOME/.local/share/zhupi/notes.db")"
finish
