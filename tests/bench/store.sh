#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Whether a notes file of 1,000,000 notes is as quick as one of 1,000, and what a note costs to save.
# Aims: 200 notes open in at most 1.5 times the time; a note is saved, synced, in 1 ms at the median.
# STORE_FOLDER names another disk than the build tree's; the large file (about 1 GB) stays there.
set -eu
make -s -C "$ZHUPI_TEST_BUILD" tests/bench/store
folder=${STORE_FOLDER:-$ZHUPI_TEST_BUILD/tests/bench/store.d}
mkdir -p "$folder"
exec "$ZHUPI_TEST_BUILD/tests/bench/store" "$folder" \
  "$ZHUPI_TEST_SOURCE/tests/bench/texts/harbour.txt"
