#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How many notes find their places in edited texts: those of tests/bench/texts, and those that
# ANCHOR_TEXTS names (a folder). Aims, at place / elsewhere: 5 % of the characters 99.9 / 0.02, 20 %
# 98.5 / 0.1, sentences and moves 99.5 / 0.1 with ghosts at most 2 %, the mix 98.5 / 0.2, the rest
# 100 / 0; a mebibyte in 100 ms.
make -s -C "$ZHUPI_TEST_BUILD" tests/bench/anchor || exit 1
echo "Texts of the bench's own:"
"$ZHUPI_TEST_BUILD/tests/bench/anchor" "$ZHUPI_TEST_SOURCE"/tests/bench/texts/*.txt || exit 1
texts=${ANCHOR_TEXTS:-${ZHUPI_SHARED:-$ZHUPI_TEST_SOURCE/../shared}/corpus/dev}
test -d "$texts" || exit 0
echo "Texts in $texts:"
exec "$ZHUPI_TEST_BUILD/tests/bench/anchor" "$texts"/*.txt
