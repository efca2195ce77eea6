#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# From exec to the first screen of the sample article: zhupi, less and whatever else is there.
set -eu
make -s -C "$ZHUPI_TEST_BUILD" tests/bench/first_paint
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
article=$home/article.txt # vim leaves its swap file there
cp "$ZHUPI_TEST_SOURCE/data/sample/2020-02-03-chongqing.txt" "$article"
export HOME="$home" TERM=xterm-256color
set -- zhupi "$ZHUPI" "$article"
for peer in less vim w3m; do
  command -v $peer > /dev/null && set -- "$@" -- $peer $peer "$article"
done
"$ZHUPI_TEST_BUILD/tests/bench/first_paint" "${RUNS:-60}" "$@"
