#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How fast texts are opened, folded, searched and broken into lines. Aims: fold 300 MB/s on plain
# Chinese, find 200.
make -s -C "$ZHUPI_TEST_BUILD" tests/bench/text || exit 1
exec "$ZHUPI_TEST_BUILD/tests/bench/text" "$ZHUPI_TEST_SOURCE/data/sample/2020-02-03-chongqing.txt"
