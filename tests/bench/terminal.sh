#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# terminal.sh [--json FILE] [TEXT…]: what a reader waits for in a terminal, by zhupi, less, vim, w3m
# and nano in turn, on texts of 5 KB, 1 MB, 64 MB, 512 MB in UTF-8 and GB18030 (or on the named ones:
# 64-UTF-8), and how many instructions opening the sample article takes. make bench runs it; JSON=FILE
# before make keeps its figures, a line of JSON each.
set -eu
json=${JSON:-}
if [ "${1:-}" = --json ]; then
	json=$2
	shift 2
fi
bench=$ZHUPI_TEST_BUILD/tests/bench
make -s -C "$ZHUPI_TEST_BUILD" tests/bench/terminal
scratch=$(mktemp -d "${TMPDIR:-/tmp}/zhupi-bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT HUP INT TERM
export HOME="$scratch" TERM=xterm-256color LC_ALL=C.UTF-8
export ZHUPI_BENCH_NOTES="$scratch/kept.db" ZHUPI_NOTES="$scratch/notes.db"
unset XDG_DATA_HOME XDG_CONFIG_HOME LESS LINES COLUMNS || true
sample=$ZHUPI_TEST_SOURCE/data/sample/2020-02-03-chongqing.txt
cp "$sample" "$scratch/article.txt"
"$ZHUPI" note "$scratch/article.txt" +1 kept --notes "$ZHUPI_BENCH_NOTES" >/dev/null
peers=
for peer in less vim w3m nano; do
	if command -v $peer >/dev/null; then
		peers="$peers $peer=$peer"
	else
		echo "$peer is not installed: no column for it"
	fi
done

# make_text MEGABYTES ENCODING: marks in the first line, 98 % down, and near the end.
LC_ALL=C awk -v megabytes=1 -f "$ZHUPI_TEST_SOURCE/tests/bench/make_readout.awk" </dev/null >"$scratch/unit.txt"
make_text() {
	iconv -f UTF-8 -t "$2" "$scratch/unit.txt" >"$scratch/unit"
	if [ "$1" = 0.005 ]; then
		{ echo "FIRSTLINE"; echo; head -n 14 "$scratch/unit"; echo "LASTLINE"; }
		return
	fi
	parts=$(awk -v megabytes="$1" -v bytes="$(wc -c <"$scratch/unit")" \
		'BEGIN { print int(megabytes * 1e6 / bytes * 50 + 0.5) }')
	before=$((parts * 98 / 100))
	after=$((parts - before))
	split -n l/50 -a 2 "$scratch/unit" "$scratch/part."
	echo "FIRSTLINE"
	echo
	i=0
	while [ $((i + 50)) -le "$before" ]; do
		cat "$scratch/unit"
		i=$((i + 50))
	done
	if [ "$i" -lt "$before" ]; then cat $(ls "$scratch"/part.* | head -n $((before - i))); fi
	echo "FOUNDHERE"
	while [ "$after" -ge 50 ]; do
		cat "$scratch/unit"
		after=$((after - 50))
	done
	if [ "$after" -gt 0 ]; then cat $(ls "$scratch"/part.* | head -n "$after"); fi
	for word in "" LASTLINE "" 1 "" 2 "" 3; do echo "$word"; done
}

[ $# -gt 0 ] || set -- 0.005-UTF-8 0.005-GB18030 1-UTF-8 1-GB18030 64-UTF-8 64-GB18030 512-UTF-8 512-GB18030
for text; do
	size=${text%%-*}
	encoding=${text#*-}
	make_text "$size" "$encoding" >"$scratch/text.txt"
	case $size in
	0.005) rounds=60 ;;
	1) rounds=9 ;;
	64) rounds=5 ;;
	*) rounds=3 ;;
	esac
	"$bench/terminal" "${ROUNDS:-$rounds}" "$size MB $encoding" "$scratch/text.txt" "$json" zhupi="$ZHUPI" $peers
done

if command -v valgrind >/dev/null; then
	echo "instructions from exec to q, on the sample article:"
	for program in "$ZHUPI" less; do
		command -v "$program" >/dev/null || continue
		rm -f "$scratch"/notes.db*
		cp "$ZHUPI_BENCH_NOTES" "$ZHUPI_NOTES"
		"$bench/terminal" paint valgrind -q --tool=callgrind --callgrind-out-file="$scratch/calls" \
			"$program" "$scratch/article.txt"
		awk -v name="${program##*/}" '/^(summary|totals):/ { count = $2 } END {
			printf "  %-8s %8.2f million\n", name, count / 1e6 }' "$scratch/calls"
		[ -z "$json" ] || awk -v name="${program##*/}" '/^(summary|totals):/ { count = $2 } END {
			printf "{\"text\":\"sample\",\"measure\":\"instructions\",\"program\":\"%s\",\"value\":%d}\n", name, count
			}' "$scratch/calls" >>"$json"
	done
fi
