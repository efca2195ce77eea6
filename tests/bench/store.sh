#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Whether a notes file of 1,000,000 notes is as quick as one of 1,000, what a note costs to save, what
# memory the commands take, and what the kept versions of texts take: those of tests/bench/texts, in
# UTF-8 and in GB18030, and those that STORE_TEXTS names (a folder).
# Aims: 200 notes open in at most 1.5 times the time; a note is saved, synced, in 1 ms at the median;
# kept versions take no more than the texts.
# STORE_FOLDER names another disk than the build tree's; the large file (1.4 GB) stays there.
set -eu
make -s -C "$ZHUPI_TEST_BUILD" tests/bench/store tests/bench/run
bench=$ZHUPI_TEST_BUILD/tests/bench texts=$ZHUPI_TEST_SOURCE/tests/bench/texts
folder=${STORE_FOLDER:-$bench/store.d}
mkdir -p "$folder/gb18030"
"$bench/store" "$folder" "$texts/harbour.txt"
echo
echo "KiB of memory:"
for file in "$folder"/thousand-v*.db "$folder"/million-v*.db; do
  for command in tags library 'notes list' 'export --format json' check; do
    # shellcheck disable=SC2086
    set -- $("$bench/run" "$ZHUPI" $command --notes "$file")
    printf '%-34s %-14s %9s\n' "zhupi $command" "$(basename "$file")" "$3"
  done
done
echo
echo "Texts of the bench's own:"
"$bench/store" -k "$folder" "$texts"/*.txt
for text in "$texts"/*.txt; do
  iconv -f UTF-8 -t GB18030 "$text" > "$folder/gb18030/$(basename "$text")"
done
echo "The same in GB18030:"
"$bench/store" -k "$folder" "$folder"/gb18030/*.txt
others=${STORE_TEXTS:-${ZHUPI_SHARED:-$ZHUPI_TEST_SOURCE/../shared}/corpus/dev}
test -d "$others" || exit 0
echo "Texts in $others:"
exec "$bench/store" -k "$folder" "$others"/*.txt
