#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# rule_sentences.sh FILE...: prints C in which xgettext finds the sentences of packs' rules, so that
# they stand in the catalogues with the program's own.
set -eu
printf '/* Made by tools/rule_sentences.sh: not to be edited. */\n'
LC_ALL=C sed -n -e 's/[\\"]/\\&/g' -e 's/^why:[	 ]*\(.*[^	 ]\)[	 ]*$/N_("\1")/p' "$@"
