#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How fast directives and officials are found in a text of 64 MiB like a readout, beside what a
# reader could use instead: grep with the packs' words, and python3-jieba's tags. One core each;
# processor time, the quickest of five. Aim: 80 MB/s. Then how much memory it takes, by the text's
# length, and how long hostile paragraphs take, and a file of one line, by theirs.
bench=$ZHUPI_TEST_BUILD/tests/bench
source=$ZHUPI_TEST_SOURCE
make -s -C "$ZHUPI_TEST_BUILD" tests/bench/run || exit 1
scratch=$(mktemp -d "${TMPDIR:-/tmp}/zhupi-bench.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT HUP INT TERM

# row NAME BYTES MARKS SECONDS: a line with the speed and its ratio to zhupi's.
row() {
	awk -v name="$1" -v bytes="$2" -v seconds="$3" -v zhupi="$zhupi" 'BEGIN {
		speed = bytes / seconds / 1e6
		printf "  %-34s %8.2f MB/s", name, speed
		if (zhupi > 0)
			printf "   zhupi is %.2f times as fast", zhupi / speed
		printf "\n" }'
}

LC_ALL=C awk -v megabytes=64 -f "$source/tests/bench/make_readout.awk" </dev/null >"$scratch/64.txt"
bytes=$(wc -c <"$scratch/64.txt")
echo "scan of $bytes bytes like a readout:"
zhupi=0
set -- $("$bench/run" -n 5 "$ZHUPI" scan --format jsonl "$scratch/64.txt") || exit 1
row "zhupi scan ($2 bytes of findings)" "$bytes" "$1"
zhupi=$(awk -v bytes="$bytes" -v seconds="$1" 'BEGIN { print bytes / seconds / 1e6 }')
awk '/^\[/ { words = /^\[words/; next } words { sub(/#.*/, ""); for (i = 1; i <= NF; i++)
	if ($i !~ /^-/) { gsub(/_/, " ", $i); print $i } }' "$source"/data/packs/zh/*.txt |
	sort -u >"$scratch/words"
head -n 2000 "$scratch/words" >"$scratch/2000"
for words in words 2000; do
	set -- $("$bench/run" -n 3 grep -o -F -f "$scratch/$words" "$scratch/64.txt") || exit 1
	row "grep -o -F -f, $(wc -l <"$scratch/$words") words of the packs" "$bytes" "$1"
done
head -c 262144 "$scratch/64.txt" | iconv -c -f UTF-8 -t UTF-8 2>/dev/null >"$scratch/small.txt"
cat >"$scratch/tag.py" <<'END'
import sys, time, jieba, jieba.posseg
jieba.setLogLevel(60)
jieba.initialize()
text = open(sys.argv[1], encoding="utf-8").read()
begin = time.process_time()
names = sum(1 for pair in jieba.posseg.cut(text) if pair.flag == "nr")
print(time.process_time() - begin)
END
for python in python3 /usr/bin/python3; do # where another one stands before the system's
	seconds=$($python "$scratch/tag.py" "$scratch/small.txt" 2>/dev/null) && break
done
if [ -n "$seconds" ]; then
	row "python3-jieba, posseg (dictionary loaded)" "$(wc -c <"$scratch/small.txt")" "$seconds"
else
	echo "  python3-jieba is not installed: no row for it"
fi

echo "memory of its own while it scans (KiB), by the text's MiB:"
for megabytes in 4 16 64; do
	head -c "$((megabytes * 1048576))" "$scratch/64.txt" >"$scratch/part.txt"
	set -- $("$bench/run" "$ZHUPI" scan --format tsv "$scratch/part.txt") || exit 1
	printf '  %2d MiB %8d\n' "$megabytes" "$3"
done

# hostile NAME TEXT: the time for one paragraph of 1.25, 2.5, 5 MB of it, and how it grows.
hostile() {
	awk -v text="$2" 'BEGIN { for (i = 0; i < 14; i++) text = text text; printf "%s", text }' \
		</dev/null >"$scratch/unit"
	: >"$scratch/hostile.txt"
	while [ "$(wc -c <"$scratch/hostile.txt")" -lt 5000000 ]; do
		cat "$scratch/unit" >>"$scratch/hostile.txt"
	done
	before=
	printf '  %-22s' "$1"
	for length in 1250000 2500000 5000000; do
		head -c "$length" "$scratch/hostile.txt" | iconv -c -f UTF-8 -t UTF-8 2>/dev/null \
			>"$scratch/part.txt"
		set -- $("$bench/run" -n 3 "$ZHUPI" scan --format tsv "$scratch/part.txt") || exit 1
		awk -v seconds="$1" -v before="$before" 'BEGIN {
			printf "%9.0f ms", seconds * 1000
			if (before != "")
				printf " (x%.2f)", seconds / before }'
		before=$1
	done
	echo
}

echo "one paragraph of 1.25, 2.5 and 5 MB (x2 is linear):"
hostile "surnames" "王李张刘陈杨赵黄周吴"
hostile "the cue" "要"
hostile "opening brackets" "（"
hostile "brackets" "（(【「）)】」"
hostile "combining marks" "é́̀̂"
hostile "an office and a surname" "市长王"
hostile "enumeration commas" "王建国、"
hostile "half of a reading" "強(di"

echo "a readout of one line, by its MiB: scan, cat (processor time; x2 is linear), memory of its own (KiB):"
tr -d '\n' <"$scratch/64.txt" >"$scratch/line.txt"
before_scan= before_cat=
for megabytes in 4 8 16 32; do
	head -c "$((megabytes * 1048576))" "$scratch/line.txt" | iconv -c -f UTF-8 -t UTF-8 \
		2>/dev/null >"$scratch/part.txt"
	set -- $("$bench/run" -n 2 "$ZHUPI" scan --format tsv "$scratch/part.txt") || exit 1
	scan=$1 memory=$3
	set -- $("$bench/run" "$ZHUPI" cat "$scratch/part.txt") || exit 1
	awk -v megabytes="$megabytes" -v scan="$scan" -v before_scan="$before_scan" -v cat="$1" \
		-v before_cat="$before_cat" -v memory="$memory" -v cat_memory="$3" 'BEGIN {
		printf "  %2d MiB %6.0f ms", megabytes, scan * 1000
		if (before_scan != "")
			printf " (x%.2f)", scan / before_scan
		printf " %8.0f ms", cat * 1000
		if (before_cat != "")
			printf " (x%.2f)", cat / before_cat
		printf " %8d %8d\n", memory, cat_memory }'
	before_scan=$scan before_cat=$1
done
