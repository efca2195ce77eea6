#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# embed.sh NAME FILE: prints C that holds FILE's bytes as `const char NAME[]`, one line a literal,
# and their number as `const size_t NAME_bytes` (the closing NUL not counted).
set -eu
name=$1 file=$2
printf '/* Made by tools/embed.sh from %s: not to be edited. */\n' "$(basename "$file")"
printf '#include "ui/builtin.h"\n\nconst char %s[] =\n' "$name"
LC_ALL=C sed -e 's/[\\"?]/\\&/g' -e 's/	/\\t/g' -e 's/^/\t"/' -e 's/$/\\n"/' "$file"
[ -s "$file" ] || printf '\t""\n'
printf '\t;\nconst size_t %s_bytes = sizeof %s - 1;\n' "$name" "$name"
