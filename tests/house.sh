#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The rules of the house as tests (TAP): which floor may know which, and how large things may grow.
#
#     base <- text <- {analysis | notes} <- export <- ui <- term <- cli <- main
#
# house.sh [CHECK...] runs all checks, or those named. A check prints what breaks its rule, a line a
# breach, and nothing when the rule holds. ZHUPI_TEST_SOURCE and ZHUPI_TEST_BUILD name the trees,
# CC, NM and AWK the tools. tests/house_breaches.sh shows that each check can fail.
set -u
source=${ZHUPI_TEST_SOURCE:?names the source tree}
build=${ZHUPI_TEST_BUILD:?names the build tree}
: "${CC:=cc}" "${NM:=nm}" "${AWK:=awk}"
scripts=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/zhupi-house.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$source" || exit 1

floors="base text analysis notes export ui term cli"
max_function_lines=80
max_complexity=20
max_file_lines=600

# All that may change while the program runs and belongs to no struct: FILE NAME, with the reason.
writable_globals="
alloc handler_of_main       what main wants done when memory is gone
keyboard size_changed       a signal flag
keyboard told_to_leave      a signal flag
mapping guarded             what the handler of SIGBUS mends
sqlite functions            what the library is called by once it is loaded
screen open_screen          what the fatal handler gives the terminal back by
"

# may_use FLOOR: the floors that it may know.
may_use() {
  case $1 in
    base) echo base ;;
    text) echo base text ;;
    analysis) echo base text analysis ;;
    notes) echo base text notes ;;
    export) echo base text analysis notes export ;;
    ui) echo base text analysis notes export ui ;;
    term) echo base text analysis notes export ui term ;;
    *) echo base text analysis notes export ui term cli ;;
  esac
}

# The C of the floors, and all files that are the project's own words. What the build makes is
# neither, even where it is built in the source tree.
generated='/(fold_table|packs_builtin|builtin_keys|builtin_theme)\.c$'
floor_files() {
  find src -name '*.[ch]' | grep -vE "$generated" | LC_ALL=C sort
}
own_files() {
  find src tests tools data man po m4 .ci -type f \( -name '*.[ch]' -o -name '*.def' \
    -o -name '*.sh' -o -name '*.awk' -o -name '*.py' -o -name '*.conf' -o -name '*.po' \
    -o -name '*.1' -o -name POTFILES.in -o -name LINGUAS -o -name Makevars -o -name 'zhupi_*.m4' \
    -o -path '.ci/*' -o -path 'data/packs/*' \) 2> /dev/null |
    grep -vE "$generated"
  for file in bootstrap configure.ac Makefile.am .clang-format .editorconfig .gitignore; do
    [ ! -f $file ] || echo $file
  done
}

# The symbols of the floors' libraries: FLOOR OBJECT SYMBOL TYPE, made once.
symbols() {
  [ -s "$work/symbols" ] || for floor in $floors; do
    $NM -P -A "$build/src/$floor/lib$floor.a" 2> /dev/null | sed -n -e 's/\[lib[a-z]*_a-/[/' \
      -e "s/^[^[]*\[\([^]]*\)\.o\]: \([^ ]*\) \([A-Za-z]\).*/$floor \1 \2 \3/p"
  done > "$work/symbols"
  cat "$work/symbols"
}

# calls PATTERN FLOORS: who calls a function whose whole name fits and that is not our own, outside
# the floors named.
calls() {
  symbols | $AWK -v pattern="^_*($1)(_chk)?\$" -v home=" $2 " '
    $4 != "U" { own[$3] = 1; next }
    $3 ~ pattern && !index(home, " " $1 " ") { calls[$1 "/" $2 " calls " $3] = $3 }
    END { for (call in calls) if (!(calls[call] in own)) print call }'
}

# includes PATTERN FLOORS: who includes a header that fits, outside the floors named.
includes() {
  floor_files | xargs $AWK -v pattern="^#[ \t]*include[ \t]*[<\"]($1)" -v home=" $2 " '
    { split(FILENAME, part, "/") }
    $0 ~ pattern && !index(home, " " part[2] " ") { print FILENAME ":" FNR ": " $0 }' /dev/null
}

# ---- The floors -----------------------------------------------------------------------------------

check_links() { # a unit program of a floor links that floor and those below, nothing else
  for test in tests/unit/*.c; do
    name=$(basename "$test" .c)
    floor=${name%%_*}
    case " $floors " in *" $floor "*) ;; *)
      echo "$test is named after no floor"
      continue ;;
    esac
    grep -Eqx "tests_unit_${name}_LDADD = \\\$\\(${floor}_libs\\)( \\\$\\([A-Z_]+\\))*" \
      Makefile.am || echo "$test links something else than \$(${floor}_libs) and the system's"
  done
  for floor in $floors; do
    line=$(sed -n "s/^${floor}_libs = //p" Makefile.am)
    while :; do # the lists name one another
      inner=$(echo "$line" | sed -n 's/.*$(\([a-z]*\)_libs).*/\1/p')
      [ -n "$inner" ] || break
      line="$(echo "$line" | sed "s/\$(${inner}_libs)//") $(sed -n "s/^${inner}_libs = //p" Makefile.am)"
    done
    for library in $(echo "$line" | tr ' ' '\n' | sed -n 's,^src/.*/lib\(.*\)\.a$,\1,p'); do
      case " $(may_use "$floor") " in *" $library "*) ;; *)
        echo "Makefile.am: ${floor}_libs holds lib$library.a" ;;
      esac
    done
  done
}

check_symbols() { # no floor calls up, or across the bar
  for floor in $floors; do
    echo "$floor $(may_use "$floor")"
  done > "$work/may"
  symbols > "$work/all"
  $AWK '
    pass == 1 { for (i = 2; i <= NF; i++) may[$1, $i] = 1; next }
    pass == 2 { if ($4 ~ /^[A-TV-Z]$/) home[$3] = $1; next }
    $4 == "U" && $3 in home && !(($1, home[$3]) in may) {
      print $1 "/" $2 " calls up or across into " home[$3] "/: " $3
    }' pass=1 "$work/may" pass=2 "$work/all" pass=3 "$work/all"
}

check_curses() { # curses only in term
  { # the names that the program's curses gives, where the loader tells which library it is
    ldd "$build/zhupi" 2> /dev/null | $AWK '/ncurses|tinfo/ { print $3 }' |
      xargs -r $NM -D --defined-only 2> /dev/null | $AWK '{ sub(/@.*/, "", $3); print $3 }'
    printf '%s\n' initscr newterm endwin getch wgetch get_wch wget_wch refresh wrefresh stdscr \
      waddnstr waddnwstr wadd_wch wmove werase wattr_set doupdate curs_set start_color init_pair
  } | grep -v '^_' | sort -u > "$work/curses"
  symbols | $AWK '
    FILENAME == ARGV[1] { curses[$1] = 1; next }
    $4 != "U" { own[$3] = 1; next }
    $1 != "term" { calls[$1 "/" $2 " calls curses: " $3] = $3 }
    END { for (call in calls) if (calls[call] in curses && !(calls[call] in own)) print call }
    ' "$work/curses" -
  includes 'n?curses|panel[.]h|term[.]h|menu[.]h|form[.]h' term
}

check_sqlite() { # SQLite only in notes, where it is loaded when needed
  calls 'sqlite3_.*' notes
  includes 'sqlite3' notes
}

check_encodings() { # iconv, uchardet, OpenCC, libxml2 and libunistring only in text
  calls '(lib)?iconv(_open|_close|ctl)?|uchardet_.*|opencc_.*|(html|xml)[A-Z].*|(u8|u16|u32|uc|ulc)_.*' \
    text
  includes 'iconv[.]h|uchardet|opencc|libxml|uni(case|conv|ctype|gbrk|lbrk|name|norm|stdio|str|types|wbrk|width)[.]h' text
}

check_loading() { # libraries are opened only in text and notes
  calls 'dl(m?open|sym)' "text notes"
  includes 'dlfcn[.]h' "text notes"
}

check_start() { # the program does not link what it opens when needed: that would slow every start
  ldd "$build/zhupi" 2> /dev/null | sed -n 's/^[[:space:]]*\(lib\(opencc\|uchardet\|marisa\|sqlite3\|xml2\)[^ ]*\).*/zhupi links \1/p'
}

check_printing() { # printing and leaving only in cli, term and main
  calls 'v?printf|puts|putchar|putc|fputc|fputs|fputwc|fwrite|v?fprintf|perror|v?errx?|v?warnx?|stdout|stderr' \
    "cli term"
  calls 'exit|_exit|_Exit|quick_exit|longjmp' "cli term"
}

# Calls that have a safer sister: unbounded, silent about errors, or with hidden state.
banned='strcpy|strcat|stpcpy|strncpy|strncat|v?sprintf|gets|strtok|ato[il]|atoll|atof|v?[fs]?scanf'
banned="$banned|mktemp|tmpnam|tempnam|rand|srand|asctime|ctime|system|alloca|setjmp"

check_banned() { # no banned call
  calls "$banned" "" | sed 's/ calls / calls the banned /'
  # What the compiler has put something else for; comments and strings are taken out first.
  for file in $(floor_files) src/main.c; do
    sed -e 's/"[^"]*"//g' -e 's://.*::' -e 's:/\*.*\*/::' -e '/\/\*/,/\*\//d' "$file" |
      grep -noE "(^|[^A-Za-z0-9_.>])($banned) *\(" | sed "s|^|$file: banned: near line |"
  done
}

check_includes() { # a file includes its own header first, and only what its floor may know
  for floor in $floors; do
    echo "$floor $(may_use "$floor")"
  done > "$work/may"
  floor_files | grep '^src/.*/' | xargs $AWK '
    FILENAME == ARGV[1] { for (i = 2; i <= NF; i++) may[$1, $i] = 1; next }
    FNR == 1 { split(FILENAME, part, "/"); first = 1; header = part[2] "/" part[3]
      sub(/c$/, "h", header); has_header = (getline line < ("src/" header)) > 0
      close("src/" header) }
    /^#[ \t]*include[ \t]*[<"]/ {
      name = $0; sub(/^[^<"]*[<"]/, "", name); sub(/[>"].*/, "", name)
      if (name == "config.h") next
      if (first && FILENAME ~ /\.c$/ && has_header && name != header)
        print FILENAME ":" FNR ": its own header " header " comes first"
      first = 0
      if ($0 ~ /</) next
      split(name, to, "/")
      if (name !~ /\//) print FILENAME ":" FNR ": name the floor: " name
      else if (!((part[2], to[1]) in may))
        print FILENAME ":" FNR ": " part[2] "/ includes up or across: " name
    }' "$work/may"
}

check_headers() { # each header compiles alone, without a warning
  for header in $(floor_files | grep '\.h$'); do
    printf '#include <config.h>\n#include "%s"\n' "${header#src/}" |
      $CC -I"$source/src" -I"$build/src" -I"$build" -Wall -Wextra -Werror -fsyntax-only -x c - \
        > "$work/compiled" 2>&1 || {
      echo "$header does not stand alone:"
      grep error "$work/compiled" | head -3
    }
  done
}

check_cycles() { # no cycle among the files of a floor
  for floor in $floors; do
    symbols | $AWK -v floor="$floor" '
      $1 != floor { next }
      $4 ~ /^[A-TV-Z]$/ { home[$3] = $2 }
      $4 == "U" { calls[$2 " " $3] = 1 }
      END { for (call in calls) { split(call, part, " ")
        if (part[2] in home && home[part[2]] != part[1]) print part[1], home[part[2]] } }' |
      sort -u > "$work/pairs"
    tsort "$work/pairs" 2>&1 > /dev/null | sed "s|^|$floor/: |"
  done
}

# ---- The budget -----------------------------------------------------------------------------------

check_functions() { # functions of at most 80 lines and a complexity of at most 20
  find src tests -name '*.c' | grep -vE "$generated" |
    xargs $AWK -f "$scripts/house_functions.awk" | $AWK -F '\t' \
      -v lines=$max_function_lines -v complexity=$max_complexity '
      $4 > lines { print $1 ":" $2 ": " $3 " has " $4 " lines, more than " lines }
      $5 > complexity { print $1 ":" $2 ": " $3 " has a complexity of " $5 ", more than " complexity }'
}

check_files() { # files of at most 600 lines, none called util, common, misc or helpers
  find src tests tools \( -name '*.[ch]' -o -name '*.def' -o -name '*.sh' -o -name '*.py' \) |
    grep -vE "$generated" | xargs wc -l | $AWK -v most=$max_file_lines '
      $2 != "total" && $1 > most { print $2 " has " $1 " lines, more than " most }'
  find src tests -iname '*util*' -o -iname '*common*' -o -iname '*misc*' -o -iname '*helper*'
}

check_globals() { # nothing writable outside of structs, but what is listed above with its reason
  for floor in $floors; do
    $NM -f sysv "$build/src/$floor/lib$floor.a" 2> /dev/null
  done > "$work/sections"
  $NM -f sysv "$build"/src/*main.o >> "$work/sections" 2> /dev/null
  # Constants that hold addresses lie in .data.rel.ro; __ is the compiler's.
  $AWK -F '|' '
    /\[.*\.o\]:?$/ || /^[^|]*:$/ { object = $0; sub(/.*\[/, "", object); sub(/\.o.*/, "", object)
      sub(/.*-/, "", object); sub(/.*\//, "", object) }
    $3 ~ /[bBdDcCsS]/ && $7 ~ /bss|data|COM/ && $7 !~ /\.data\.rel\.ro|\.rodata/ {
      name = $1; gsub(/ /, "", name)
      sub(/\.[0-9]+$/, "", name) # gcc: counter.0
      if (name ~ /^(__|_*asan|\.L|DW\.ref)/) next
      sub(/^[a-z_0-9]+\./, "", name) # clang: function.counter
      print object, name }' "$work/sections" |
    while read -r object name; do
      echo "$writable_globals" | grep -Eq "^$object $name( |\$)" ||
        echo "$object.c: $name can be written to, and is not among the counted few"
    done
}

check_comments() { # each function in a header is documented above its declaration
  floor_files | grep '\.h$' | xargs $AWK '
    FNR == 1 { documented = 0; inside = 0; next } # the licence
    inside { if (/;/) inside = 0; next }
    /^[ \t]*$/ { documented = 0; next }
    /\*\/[ \t]*$/ { documented = 1; next }
    /^[a-z][A-Za-z0-9_ ]*[ *][a-z_0-9]+\(/ && !/^typedef/ {
      if (!documented) print FILENAME ":" FNR ": without a comment: " $0
      if (!/;/) inside = 1
    }'
}

check_licence() { # each file says its licence
  own_files | while read -r file; do
    head -n 3 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' ||
      echo "$file has no SPDX line"
  done
}

check_left_over() { # nothing left to do without the number of its issue
  own_files | grep -v '^\.gitignore$' | xargs grep -nwE "TO""DO|FIX""ME|X""XX" /dev/null |
    grep -v '#[0-9]'
}

check_translations() { # po/POTFILES.in names the files with sentences, all and only these
  find src -name '*.[ch]' -o -name '*.def' | grep -v '^src/base/intl\.h$' |
    grep -vE "$generated" | xargs grep -lE '(^|[^A-Za-z0-9_])(N?_|ngettext)\("' | LC_ALL=C sort \
    > "$work/sentences"
  grep -v '^#' po/POTFILES.in | LC_ALL=C sort | diff - "$work/sentences" |
    sed -n -e 's/^> \(.*\)/\1 is missing in po\/POTFILES.in/p' \
      -e 's/^< \(.*\)/\1 is in po\/POTFILES.in, but has no sentence/p'
}

check_catalogues() { # every sentence, the rules' too, is translated in every catalogue
  command -v xgettext > "$work/tool" && command -v msgcmp > "$work/tool" || return 0
  sh tools/rule_sentences.sh data/packs/*/rules.txt > "$work/rule_sentences.c" || return
  xgettext --language=C --keyword=_ --keyword=N_ --keyword=ngettext:1,2 --from-code=UTF-8 \
    --directory=. --directory="$work" --files-from=po/POTFILES.in --output="$work/all.pot" \
    rule_sentences.c
  for catalogue in po/*.po; do
    msgcmp --use-fuzzy "$catalogue" "$work/all.pot" 2>&1 | grep '[^ ]'
  done
}

check_generated() { # no file that the build makes is committed
  [ "$(git rev-parse --show-toplevel 2> /dev/null)" = "$source" ] || return 0
  git ls-files | grep -E "(^|$generated|\\.(o|a|gmo|pot|mo|log|trs))\$|$generated" | grep .
  git ls-files -- configure aclocal.m4 config.h.in Makefile.in build-aux po/Makefile.in.in
}

# ---- Running them ---------------------------------------------------------------------------------

all=$(sed -n 's/^check_\([a-z_]*\)() {.*/\1/p' "$scripts/house.sh")
# shellcheck disable=SC2086 # a list of names
[ $# -gt 0 ] || set -- $all
echo "1..$#"
number=0
for check in "$@"; do
  number=$((number + 1))
  rule=$(sed -n "s/^check_$check() { # //p" "$scripts/house.sh")
  breaches=$("check_$check" 2>&1)
  if [ -z "$breaches" ]; then
    echo "ok $number - $check: $rule"
  else
    echo "not ok $number - $check: $rule"
    echo "$breaches" | sed 's/^/# /'
  fi
done
