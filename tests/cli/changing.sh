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
finish
