#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Saved pages as articles: from a file and from standard input, noted like the text they hold.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"
page=$ZHUPI_TEST_SOURCE/tests/html/01-gov-site.html
text=$ZHUPI_TEST_SOURCE/tests/html/01-gov-site.txt
notes=$work/notes.db

if ! grep -q 'define HAVE_LIBXML2' "$ZHUPI_TEST_BUILD/config.h"; then
  run "$ZHUPI" cat "$page"
  prints "without libxml2 the markup is shown" '<title>'
  check "and it is said why" grep -q 'built without libxml2' "$work/err"
  finish
  exit
fi

run "$ZHUPI" cat "$page"
prints "the article is there" 李明远要求，宣传、气象、水利等部门
[ "$(grep -c '' "$work/out")" = "$(grep -c '' "$text")" ]
result $? "and nothing else"
run sh -c "'$ZHUPI' cat - < '$page'"
prints "from standard input, too" 李明远要求，宣传、气象、水利等部门
run "$ZHUPI" cat --all-text "$page"
prints "all of the page with --all-text" 政务公开
check "with the page's foot" grep -q 网站标识码 "$work/out"
"$ZHUPI" scan "$text" | sed 's/"file":"[^"]*",*//' > "$work/expected"
run "$ZHUPI" scan "$page"
check "page and text have the same marks" cmp "$work/expected" "$work/out"

# Notes on the text are on the page, and back.
run "$ZHUPI" note --notes "$notes" --quote 不得带病度汛 "$text" 真的吗？
run "$ZHUPI" note --notes "$notes" --quote 周文 "$page" 新市长
run "$ZHUPI" notes list --notes "$notes" "$page"
prints "a note on the text is on the page" 真的吗？
run "$ZHUPI" notes list --notes "$notes" "$text"
prints "a note on the page is on the text" 新市长
[ "$(grep -c -e 真的吗？ -e 新市长 "$work/out")" = 2 ]
result $? "both are on both"
run "$ZHUPI" library --notes "$notes"
[ "$(grep -c 防汛备汛 "$work/out")" = 1 ]
result $? "page and text are one article"

run "$ZHUPI" scan --all-text "$page"
prints "the whole page is scanned" 李明远

# A reader of plain texts does not wait for libxml2.
if LD_DEBUG=libs "$ZHUPI" cat "$text" 2>&1 | grep -q 'find library=libc'; then
  ! LD_DEBUG=libs "$ZHUPI" cat "$text" 2>&1 | grep -q libxml2
  result $? "libxml2 is not loaded for a plain text"
  LD_DEBUG=libs "$ZHUPI" cat "$page" 2>&1 | grep -q libxml2
  result $? "and is for a page"
else
  ! ldd "$ZHUPI" | grep -q libxml2
  result $? "libxml2 is not linked"
fi
finish
