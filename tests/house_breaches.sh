#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Shows that every check of house.sh can fail (TAP): plants a breach in a copy of the tree, and
# expects the check to name it. The libraries of the copy are the real ones with one object more.
set -u
source=${ZHUPI_TEST_SOURCE:?names the source tree}
build=${ZHUPI_TEST_BUILD:?names the build tree}
: "${CC:=cc}"
house=$source/tests/house.sh
work=$(mktemp -d "${TMPDIR:-/tmp}/zhupi-breaches.XXXXXX") || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
floors="base text analysis notes export ui term cli"
number=0

# A new copy to plant in: the sources, and links to what was built.
fresh() {
  chmod -R u+w "$work"
  rm -rf "$work/tree" "$work/build"
  mkdir -p "$work/tree/tests" "$work/build/src"
  for part in src po tools data Makefile.am configure.ac bootstrap; do
    cp -R "$source/$part" "$work/tree/"
  done
  cp -R "$source/tests/unit" "$work/tree/tests/"
  chmod -R u+w "$work/tree"
  ln -s "$build/config.h" "$build/zhupi" "$work/build/"
  for floor in $floors; do
    mkdir "$work/build/src/$floor"
    ln -s "$build/src/$floor/lib$floor.a" "$work/build/src/$floor/"
  done
  cd "$work/tree" || exit 1
}

# plant FILE: the breach, from standard input; adds it to its floor's library when it is C.
plant() {
  cat > "$1"
  case $1 in src/*/*.c) ;; *) return 0 ;; esac
  floor=${1#src/}
  floor=${floor%%/*}
  name=$(basename "$1" .c)
  library=$work/build/src/$floor/lib$floor.a
  $CC -I"$work/tree/src" -I"$work/build" -fno-builtin -w -c "$1" -o "$work/$name.o" || exit 1
  [ ! -L "$library" ] || { rm "$library" && cp "$build/src/$floor/lib$floor.a" "$library"; }
  chmod u+w "$library"
  ar q "$library" "$work/$name.o"
}

# expect CHECK WORDS: the check fails and its output holds the words (a basic regular expression).
expect() {
  number=$((number + 1))
  ZHUPI_TEST_SOURCE=$work/tree ZHUPI_TEST_BUILD=$work/build sh "$house" "$1" > "$work/found" 2>&1
  if grep -q '^not ok 1 ' "$work/found" && grep -q "^# .*$2" "$work/found"; then
    echo "ok $number - $1 names $2"
  else
    echo "not ok $number - $1 names $2"
    sed 's/^/# /' "$work/found"
  fi
}

spdx='/* SPDX-License-Identifier: GPL-3.0-or-later */'

fresh
sed 's/^\(tests_unit_base_slice_LDADD = \).*/\1$(text_libs)/' Makefile.am > new && mv new Makefile.am
expect links tests/unit/base_slice.c
sed 's/^\(text_libs = .*\)/\1 src\/notes\/libnotes.a/' Makefile.am > new && mv new Makefile.am
expect links 'text_libs holds libnotes.a'

fresh
echo 'int planted_note(void) { return 1; }' | plant src/notes/planted_note.c
echo 'int planted_note(void); int planted_text(void) { return planted_note(); }' |
  plant src/text/planted_text.c
expect symbols 'text/planted_text calls up or across into notes/: planted_note'
# The first guard: a test of the text floor that needs it does not link.
echo 'int planted_text(void); int main(void) { return planted_text(); }' > "$work/planted_test.c"
number=$((number + 1))
$CC "$work/planted_test.c" "$work/build/src/text/libtext.a" "$work/build/src/base/libbase.a" \
  -o "$work/planted_test" > "$work/found" 2>&1
if grep -q 'undefined.*planted_note' "$work/found"; then
  echo "ok $number - a call upwards does not link"
else
  echo "not ok $number - a call upwards does not link"
fi
echo 'int planted_note(void); int planted_official(void) { return planted_note(); }' |
  plant src/analysis/planted_official.c
expect symbols 'analysis/planted_official calls up or across into notes/: planted_note'

fresh
echo 'int initscr(void); int planted(void) { return initscr(); }' | plant src/ui/planted.c
expect curses 'ui/planted calls curses: initscr'
echo '#include <curses.h>' > src/ui/planted.h
expect curses 'src/ui/planted.h:1'

fresh
echo 'int sqlite3_step(void); int planted(void) { return sqlite3_step(); }' |
  plant src/analysis/planted.c
expect sqlite 'analysis/planted calls sqlite3_step'
echo '#include <sqlite3.h>' > src/export/planted.h
expect sqlite 'src/export/planted.h:1'

fresh
echo 'int iconv_open(void), u8_check(void); int planted(void) { return iconv_open() + u8_check(); }' |
  plant src/notes/planted.c
expect encodings 'notes/planted calls iconv_open'
expect encodings 'notes/planted calls u8_check'
echo '#include <uchardet.h>' > src/ui/planted.h
expect encodings 'src/ui/planted.h:1'

fresh
echo 'void *dlsym(void *, const char *); void *planted(void) { return dlsym(0, "x"); }' |
  plant src/ui/planted.c
expect loading 'ui/planted calls dlsym'
echo '#include <dlfcn.h>' > src/export/planted.h
expect loading 'src/export/planted.h:1'

fresh
if command -v ldd > /dev/null 2>&1; then
  rm "$work/build/zhupi"
  echo 'int main(void) { return 0; }' > "$work/planted_main.c"
  if $CC "$work/planted_main.c" -Wl,--no-as-needed -luchardet -o "$work/build/zhupi"; then
    expect start 'zhupi links libuchardet'
  fi
fi

fresh
echo 'int puts(const char *); void planted(void) { puts("x"); }' | plant src/text/planted.c
expect printing 'text/planted calls puts'
echo 'void exit(int); void planted_exit(void) { exit(1); }' | plant src/export/planted_exit.c
expect printing 'export/planted_exit calls exit'

fresh
echo 'char *strcpy(char *, const char *); void planted(char *a) { strcpy(a, "x"); }' |
  plant src/base/planted.c
expect banned 'base/planted calls the banned strcpy'
printf '/* strcat( */\nint x = sprintf(y, z);\n' > src/ui/planted.h
expect banned 'src/ui/planted.h: banned: near line'

fresh
printf '#include "notes/store.h"\n' > src/text/planted.h
expect includes 'src/text/planted.h:1: text/ includes up or across: notes/store.h'
printf '#include <stdio.h>\n#include "text/planted.h"\n' > src/text/planted.c
expect includes 'src/text/planted.c:1: its own header text/planted.h comes first'

fresh
printf '%s\nsize_t planted(void);\n' "$spdx" > src/base/planted.h
expect headers 'src/base/planted.h does not stand alone'
expect comments 'src/base/planted.h:2: without a comment'

fresh
echo 'int planted_two(void); int planted_one(void) { return planted_two(); }' |
  plant src/text/planted_one.c
echo 'int planted_one(void); int planted_two(void) { return planted_one(); }' |
  plant src/text/planted_two.c
expect cycles planted_one

fresh
{
  printf 'int\nplanted_long(void)\n{\n'
  awk 'BEGIN { for (i = 0; i < 78; i++) print "\t;" }'
  printf '}\n\nint\nplanted_knot(int a)\n{\n'
  awk 'BEGIN { for (i = 0; i < 10; i++) print "\tif (a || a == 1)\n\t\ta++; /* if */" }'
  printf '}\n'
} > src/text/planted.c
expect functions 'planted_long has 81 lines'
expect functions 'planted_knot has a complexity of 21'
awk 'BEGIN { for (i = 0; i < 601; i++) print "" }' > src/ui/planted.c
expect files 'src/ui/planted.c has 601 lines'
: > src/ui/utilities.c
expect files src/ui/utilities.c

fresh
plant src/text/planted.c <<'END'
static const char *const constant[] = {"a", "b"};
int planted_here = 1;
const char *planted(int i) { static int planted_counter; return constant[i + planted_counter++]; }
END
expect globals 'planted.c: planted_here can be written to'
expect globals 'planted.c: planted_counter can be written to'

fresh
echo 'int x;' > src/text/planted.c
expect licence 'src/text/planted.c has no SPDX line'
echo '// TO''DO: later' > src/text/planted.c
expect left_over src/text/planted.c
echo 'f(_("a sentence"));' > src/text/planted.c
expect translations 'src/text/planted.c is missing'
echo src/text/nowhere.c >> po/POTFILES.in
expect translations 'src/text/nowhere.c is in po/POTFILES.in, but has no sentence'

if command -v xgettext > /dev/null 2>&1 && command -v msgcmp > /dev/null 2>&1; then
  fresh
  echo 'f(_("Quokkas hum madrigals"));' >> src/ui/action.c
  expect catalogues 'is used but not defined in po/zh_CN.po'
  fresh
  echo 'why: A rule that no catalogue has.' >> data/packs/en/rules.txt
  expect catalogues 'is used but not defined in po/zh_TW.po'
fi

if command -v git > /dev/null 2>&1; then
  fresh
  git init -q . && : > src/ui/builtin_keys.c && : > configure
  git add -f src/ui/builtin_keys.c configure
  expect generated src/ui/builtin_keys.c
  expect generated configure
fi
echo "1..$number"
