#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Files that are cut while a command reads them, and input that never ends: a sentence, never a signal.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"

# The pipe is full long before the text's end; then the file is cut.
while_printing() { # while_printing WHAT COMMAND...
  what=$1
  shift
  i=0
  while [ $i -lt 600 ]; do
    cat "$sample"
    i=$((i + 1))
  done > "$work/large"
  {
    "$ZHUPI" "$@" 2> "$work/err"
    echo $? > "$work/status"
  } | {
    dd bs=1 count=1 2> "$work/dd"
    : > "$work/large"
    cat
  } > "$work/out"
  status=$(cat "$work/status")
  says "$what" 1 "$work/large was truncated while it was open: read it again"
}
while_printing "cat: the file is cut" cat "$work/large"
while_printing "scan: the file is cut" scan "$work/large"

# What never ends is told in a sentence, and does not take the memory away.
# The sanitizers' own memory is beyond every limit.
limit() { nm "$ZHUPI" 2> /dev/null | grep -q __asan_init || ulimit -v "$1"; }
(
  limit 1500000
  timeout 60 "$ZHUPI" cat /dev/zero
) > "$work/out" 2> "$work/err"
status=$?
says "cat /dev/zero" 1 "/dev/zero is no text"
{
  (
    limit 4000000
    yes "$(cat "$sample")" | timeout 60 "$ZHUPI" cat -
  ) > "$work/out" 2> "$work/err"
  status=$?
}
says "yes | zhupi cat -" 1 "standard input goes on beyond 1024 MiB"
i=0
while [ $i -lt 4000 ]; do
  cat "$sample"
  i=$((i + 1))
done > "$work/large"
"$ZHUPI" scan --format tsv "$work/large" | cksum > "$work/expected"
cat "$work/large" | "$ZHUPI" scan --format tsv - | cksum > "$work/out"
check "20 MB by a pipe are read like a file" cmp "$work/expected" "$work/out"
finish
