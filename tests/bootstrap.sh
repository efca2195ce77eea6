#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What bootstrap says and asks for where something is missing (TAP). It runs a copy of the script
# with a PATH on which there is hardly anything, so nothing is installed; that it installs and
# builds for real is tried by tests/bare-root.sh.
set -u
source=${ZHUPI_TEST_SOURCE:?names the source tree}
work=$(mktemp -d "${TMPDIR:-/tmp}/zhupi-bootstrap.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
number=0

# A clone with nothing built, and a PATH with the plainest tools only.
mkdir "$work/tree" "$work/bin"
cp "$source/bootstrap" "$work/tree/"
for tool in awk cat date dirname echo env grep head id mkdir printf sed sh tail touch tr; do
  path=$(command -v $tool) && [ -x "$path" ] && ln -s "$path" "$work/bin/$tool"
done

# fake NAME: a command on that PATH that writes down how it was called, then does standard input.
fake() {
  { printf '#!/bin/sh\necho "%s $*" >> "%s/calls"\n' "$1" "$work" && cat; } > "$work/bin/$1"
  chmod +x "$work/bin/$1"
}

# start COMMAND...: runs the copy; what it says goes to a file.
start() {
  rm -rf "$work/calls" "$work/tree/build"
  status=0
  env -i PATH="$work/bin" HOME="$work" "$work/bin/sh" "$work/tree/bootstrap" "$@" \
    > "$work/said" 2>&1 < /dev/null || status=$?
}

ok() {
  number=$((number + 1))
  if [ "$1" = 0 ]; then
    echo "ok $number - $2"
  else
    echo "not ok $number - $2"
    sed 's/^/# /' "$work/said"
    [ ! -f "$work/calls" ] || sed 's/^/# called: /' "$work/calls"
  fi
}

says() {
  grep -q "$1" "$work/said"
  ok $? "${2:-it says $1}"
}

calls() {
  grep -qx "$1" "$work/calls"
  ok $? "it calls $1"
}

start
[ $status = 2 ]
ok $? "without a command it ends with 2"
says '^Usage: ./bootstrap run'

start run
[ $status = 1 ]
ok $? "without a package manager it ends with 1"
for system in Debian:.*libopencc-dev Fedora:.*opencc-devel Alpine:.*opencc-dev Arch:.*opencc \
  Homebrew:.*opencc; do
  says "$system"
done
! grep -q cmocka "$work/said"
ok $? "run does not ask for the libraries of the tests"
start check
says 'Debian:.*libcmocka-dev.*libvterm-dev'

# A Debian with old lists: the first try fails, the second one comes after an update.
fake dpkg-query < /dev/null
fake apt-get << END
case "\$*" in
  *update*) : > "$work/updated" ;;
  *) [ -f "$work/updated" ] || exit 100 ;;
esac
END
fake sudo << 'END'
exec "$@"
END
start run
calls 'apt-get update -qq'
[ "$(grep -c '^apt-get install -qq -y .*libopencc-dev' "$work/calls")" = 2 ]
ok $? "it looks for newer lists only when the first try fails"
start run
! grep -q '^apt-get update' "$work/calls"
ok $? "it does not look for newer lists when the first try works"
says '^Installing .*libncurses-dev'

rm -f "$work/updated"
fake apt-get << 'END'
echo "E: no such mirror" >&2
exit 100
END
start run
[ $status = 1 ]
ok $? "when installing fails it ends with 1"
says 'E: no such mirror'
says 'bootstrap: that failed; all of it is in .*/build/bootstrap.log'

rm -f "$work/bin/sudo" "$work/bin/id"
fake id << 'END'
echo 1000
END
start run
says 'only root can install packages and there is no sudo; please install:.* libopencc-dev'
echo "1..$number"
