#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each file of tests/strange/make_files by scan and cat: read, in well-formed UTF-8, and nothing in it speaks to a terminal.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"
mkdir "$work/files"
"$ZHUPI_TEST_BUILD/tests/strange/make_files" "$work/files"
check "there are a hundred and sixty strange files" test "$(ls "$work/files" | wc -l)" -ge 160

# clean FILE: UTF-8 without controls and without characters that change the direction of writing.
clean() {
  no_control "$1" && iconv -f UTF-8 -t UTF-8 "$1" > "$work/again" &&
    ! LC_ALL=C grep -q "$(printf '\342\200[\216\217\252-\256]')" "$1" &&
    ! LC_ALL=C grep -q "$(printf '\342\201[\246-\251]')" "$1"
}
for file in "$work"/files/*; do
  name=$(basename "$file")
  case $name in
    *-nul-lines)
      run "$ZHUPI" cat "$file"
      says "$name is refused" 1 "$file is no text"
      continue
      ;;
  esac
  run "$ZHUPI" scan --format text "$file"
  [ $status = 0 ] && [ ! -s "$work/err" ] && clean "$work/out"
  scanned=$?
  run "$ZHUPI" cat "$file"
  [ $status = 0 ] && [ ! -s "$work/err" ] && clean "$work/out" && [ $scanned = 0 ]
  result $? "scan and cat: $name"
done

# The words in them are found in each encoding.
for name in gb18030 gb18030-four-bytes big5 big5-hkscs utf16le-without-mark utf16be-without-mark \
  utf16le-marks utf16be-marks crlf cr cr-cr-lf backspaces; do
  run "$ZHUPI" cat "$work"/files/*-$name
  check "the words are there: $name" grep -q '[會会][議议]強\|[會会][議议]强' "$work/out"
done
mkfifo "$work/fifo"
cat "$sample" > "$work/fifo" &
run "$ZHUPI" cat "$work/fifo"
prints "a FIFO is read to its end" 來源:重慶日報

# A paragraph that is one directive, with an official in each clause: what it takes grows with its length only.
yes 市长王强说他要求 | head -n 40000 | tr -d '\n' > "$work/long"
run sh -c 'ulimit -t 8; exec "$1" cat --color=always "$2"' sh "$ZHUPI" "$work/long"
[ $status = 0 ] && [ "$(wc -c < "$work/out")" -gt 960000 ]
result $? "a long paragraph full of marks is printed in time"
finish
