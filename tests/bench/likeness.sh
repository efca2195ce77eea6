#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Whether edited texts that lie elsewhere are known again: those of tests/bench/texts, and those of
# the folders that LIKENESS_TEXTS names. Aims: recall 99 %, no false question, a search among 10,000
# articles in slices of less than 5 ms.
make -s -C "$ZHUPI_TEST_BUILD" tests/bench/likeness || exit 1
echo "Likeness, texts of the bench's own:"
MANY=100 "$ZHUPI_TEST_BUILD/tests/bench/likeness" "$ZHUPI_TEST_SOURCE"/tests/bench/texts/*.txt || exit 1
shared=${ZHUPI_SHARED:-$ZHUPI_TEST_SOURCE/../shared}/corpus
folders=${LIKENESS_TEXTS:-$shared/dev $shared/extra}
set --
for folder in $folders; do
  test ! -d "$folder" || set -- "$@" "$folder"/*.txt
done
test $# -gt 0 || exit 0
echo "Likeness, texts in $folders:"
exec "$ZHUPI_TEST_BUILD/tests/bench/likeness" "$@"
