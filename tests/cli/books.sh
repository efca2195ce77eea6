#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Books (EPUB) as articles: by their content, from a file and from standard input, noted like the text they hold.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"
notes=$work/notes.db
if ! grep -q 'define HAVE_LIBARCHIVE' "$ZHUPI_TEST_BUILD/config.h" ||
  ! grep -q 'define HAVE_LIBXML2' "$ZHUPI_TEST_BUILD/config.h"; then
  echo '1..0 # SKIP built without libarchive or libxml2'
  exit
fi
book=$work/book.epub
"$ZHUPI_TEST_BUILD/tests/strange/make_book" "$book"
printf '%s\n' '第一章 总则' '会议强调，要落实责任，逐条河流明确河长，不得拖延。' '第二章 职责' \
  '会议要求，河道内严禁倾倒垃圾，发现一起，查处一起。' '以县级以上公报为准。' > "$work/book.txt"

run "$ZHUPI" cat "$book"
prints "a book is read" '严禁倾倒垃圾'
cp "$book" "$work/without-suffix"
run "$ZHUPI" cat "$work/without-suffix"
prints "by its content" '第二章 职责'
run sh -c "'$ZHUPI' cat - < '$book'"
prints "from standard input, too" '逐条河流明确河长'
"$ZHUPI" scan "$work/book.txt" | grep -v 严禁 > "$work/expected"
run "$ZHUPI" scan "$book"
grep -v 严禁 "$work/out" > "$work/found"
check "book and text have the same marks" cmp "$work/expected" "$work/found"

run "$ZHUPI" note --notes "$notes" --quote 不得拖延 "$book" 到几时？
run "$ZHUPI" library --notes "$notes"
prints "under the book's title" 河长制读本
run "$ZHUPI" note --notes "$notes" --quote 公报 "$work/book.txt" 哪一份？
run "$ZHUPI" notes list --notes "$notes" "$work/book.txt"
prints "a note on the book is on its text" 到几时？
run "$ZHUPI" notes list --notes "$notes" "$book"
prints "a note on the text is on the book" 哪一份？
run "$ZHUPI" library --notes "$notes"
[ "$(grep -c '	2	' "$work/out")" = 1 ]
result $? "both are one article with two notes"

head -c 700 "$book" > "$work/cut.epub"
run "$ZHUPI" cat "$work/cut.epub"
says "a cut book is refused" 1 'damaged ZIP file'
! LD_DEBUG=libs "$ZHUPI" cat "$work/book.txt" 2>&1 | grep -q libarchive
result $? "libarchive is not loaded for a plain text"
finish
