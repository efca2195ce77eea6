#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# README and the manual tell the truth: the keys are those of the program, and every example runs.
set -u
. "$ZHUPI_TEST_SOURCE/tests/cli/tap.sh"
readme=$ZHUPI_TEST_SOURCE/README
manual=$ZHUPI_TEST_SOURCE/man/zhupi.1

# Keys and sentence of each action, as `zhupi help keys` prints them, without the action's name.
"$ZHUPI" help keys > "$work/keys"
grep '^  ' "$work/keys" | awk '{ keys = substr($0, 3, 28); sub(/ +$/, "", keys)
  print keys "\t" substr($0, 53) }' > "$work/table"
check "there are keys" test "$(wc -l < "$work/table")" -gt 40
while IFS="$(printf '\t')" read -r keys sentence; do
  grep -F -- "$sentence" "$readme" | grep -qF -- "  $keys "
  result $? "README has the keys of: $sentence"
done << END
$(cat "$work/table")
END
sed 's/\\-/-/g; s/\\(aq/'"'"'/g; s/\\e/\\/g' "$manual" > "$work/manual"
missing=$(cut -f 2 "$work/table" | while read -r sentence; do grep -qF -- "$sentence" "$work/manual" || echo "$sentence"; done)
[ -z "$missing" ]
result $? "the manual has all keys $missing"
for command in read scan cat note notes correct corrections tags library export packs check backup doctor help; do
  "$ZHUPI" help $command | sed -n '3p' > "$work/sentence"
  check "the manual has the command $command" grep -qF -f "$work/sentence" "$work/manual"
  "$ZHUPI" help $command | grep -o -e '--[a-z]*' | sort -u > "$work/options"
  while read -r option; do
    check "the manual has $command $option" grep -qF -- "$option" "$work/manual"
  done < "$work/options"
done

# Every example of README, in a copy of the tree's sample.
mkdir -p "$work/data/sample" "$work/bin"
cp "$sample" "$work/data/sample/"
cp -R "$ZHUPI_TEST_SOURCE/data/packs" "$work/data/"
ln -s "$ZHUPI" "$work/bin/zhupi"
sed -n 's/^    \(zhupi .*\)$/\1/p' "$readme" > "$work/examples"
check "README has examples" test "$(wc -l < "$work/examples")" -ge 10
while read -r example; do
  check "README: $example" sh -c "cd '$work' && PATH='$work/bin':\$PATH && $example"
done < "$work/examples"
finish
