# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of the command line share: a home of their own, TAP, and checks. Sourced.
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
HOME=$work/home
export HOME
mkdir "$HOME"
sample=$ZHUPI_TEST_SOURCE/data/sample/2020-02-03-chongqing.txt
count=0

# result STATUS NAME: one line of TAP.
result() {
  count=$((count + 1))
  if [ "$1" = 0 ]; then
    echo "ok $count - $2"
  else
    echo "not ok $count - $2"
  fi
}

# run COMMAND...: standard output, standard error and status into $work/out, $work/err, $status.
run() {
  "$@" > "$work/out" 2> "$work/err" < /dev/null
  status=$?
}

# says NAME STATUS TEXT: the last run left with STATUS and one line on standard error that begins with
# "zhupi: " and holds TEXT.
says() {
  [ $status = "$2" ] && [ "$(grep -c '' "$work/err")" = 1 ] && grep -q '^zhupi: ' "$work/err" &&
    grep -qF -- "$3" "$work/err"
  told=$?
  [ $told = 0 ] || sed 's/^/# /' "$work/err"
  result $told "$1"
}

# prints NAME TEXT: the last run went well and printed TEXT somewhere.
prints() {
  [ $status = 0 ] && grep -qF -- "$2" "$work/out"
  told=$?
  [ $told = 0 ] || sed 's/^/# /' "$work/err" "$work/out" | head -n 20
  result $told "$1"
}

# check NAME COMMAND...: the command goes well.
check() {
  name=$1
  shift
  "$@" > "$work/check" 2>&1 < /dev/null
  told=$?
  [ $told = 0 ] || sed 's/^/# /' "$work/check" | head -n 20
  result $told "$name"
}

# no_control FILE: nothing in it would speak to a terminal (only line ends and tabs below U+0020).
no_control() {
  ! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" "$1" && ! LC_ALL=C grep -q "$(printf '\302[\200-\237]')" "$1"
}

# as_nobody ARGUMENT...: zhupi without root's right to read and write everywhere; a copy of it, since
# nobody may not look into root's home, where the build may lie.
as_nobody() {
  [ -x "$work/zhupi" ] || cp "$ZHUPI" "$work/zhupi"
  chmod 755 "$work" "$work/zhupi"
  set -- "$work/zhupi" "$@"
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
  else
    "$@"
  fi
}

finish() {
  echo "1..$count"
}
