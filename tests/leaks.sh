#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A reading session of ten commands under valgrind (TAP): no leak that is ours, no bad access.
# script(1) gives the terminal, in a session of its own: run in the background of another terminal it
# would be stopped there. What ncurses keeps to the end is still reachable, or possibly: its
# tree of terminfo strings. That does not count.
set -u
program=${ZHUPI:?names the program}
source=${ZHUPI_TEST_SOURCE:?names the source tree}
article=$source/data/sample/2020-02-03-chongqing.txt

skip() {
  echo "1..0 # SKIP $*"
  exit 0
}

command -v valgrind > /dev/null 2>&1 || skip "valgrind is not installed"
command -v script > /dev/null 2>&1 || skip "script is not installed"
nm "$program" 2> /dev/null | grep -q __asan_init && skip "the sanitizers look themselves"
work=$(mktemp -d "${TMPDIR:-/tmp}/zhupi-leaks.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
number=0

# typed STEP...: types each step as soon as the screen shows what stands before its first colon; the
# keys are written as printf's escapes.
typed() {
  for step in "$@"; do
    tries=300
    until grep -q "${step%%:*}" "$work/screen" || [ $tries = 0 ]; do
      sleep 0.1
      tries=$((tries - 1))
    done
    # shellcheck disable=SC2059
    printf "${step#*:}"
  done
}

# watch SENTENCE ARGUMENTS STEP...: a session under valgrind.
watch() {
  sentence=$1 arguments=$2
  shift 2
  number=$((number + 1))
  rm -f "$work/valgrind".*
  : > "$work/screen"
  typed "$@" | env TERM=xterm-256color HOME="$work" \
    timeout 300 setsid -w script -qefc "stty rows 24 cols 80; valgrind -q --log-file=$work/valgrind.%p \
      --leak-check=full --show-leak-kinds=definite,indirect \
      --errors-for-leak-kinds=definite,indirect --error-exitcode=9 \
      '$program' $arguments '$article'" /dev/null >> "$work/screen" 2>&1
  status=$?
  if [ $status = 0 ] && ! grep -q . "$work"/valgrind.*; then
    echo "ok $number - $sentence"
  else
    echo "not ok $number - $sentence (status $status)"
    sed 's/^/# /' "$work"/valgrind.* | head -60
    tail -c 600 "$work/screen" | cat -v | sed 's/^/# screen: /'
  fi
}

watch "scanning" scan
watch "printing" cat
# Down, a page, paragraph 8, a search and its next hit, a directive, an official, the help and back,
# the notes' list and back, quit.
mkdir -p "$work/.config/zhupi/packs"
printf '[words head-strong]\n坊主 -市长\n[rule zh.directive.slogan]\non: no\n' > "$work/.config/zhupi/packs/mine.txt"
watch "scanning with packs of the reader's, explained" "scan --explain --packs zh,en,rfc"
watch "reading" "" '權威發布:j 8G/\344\274\232\350\256\256\345\274\272\350\260\203\rndioi?qLqq'
# A tag on a paragraph, which is on the screen when it is on the disk.
watch "tagging" "" '權威發布:9Gt\351\230\262\346\216\247/\347\211\251\350\263\207\r' \
  '防控/物資:q'
# A note on the paragraph, one on a phrase, undo, the notes written to a file.
watch "noting" "" '權威發布:9Ga' 'New note:\347\211\251\350\263\207\023' \
  'Noted:8Gvllla' 'New note:\346\250\231\r\350\250\230\023' '3 notes:x' \
  "2 notes:uW\\025$work/notes.txt\\r" 'written:q'
number=$((number + 1))
if env HOME="$work" "$program" tags | grep -q '防控/物資'; then
  echo "ok $number - the tag is there"
else
  echo "not ok $number - the tag is there"
fi
echo "1..$number"
