#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# bare-root.sh run|check [DIRECTORY]: tries one of the two commands as the first one ever given on a
# machine that has nothing but git, gcc, make and certificates: a Debian 12 made by debootstrap, and
# in it a clone of HEAD. Needs root, debootstrap and Debian's packages (MIRROR names another
# server), so it is run by hand and not by make check. The root is made once and kept in DIRECTORY
# (/var/tmp/zhupi-roots); each try works in a copy that is thrown away.
set -eu
command=${1:?run or check}
roots=${2:-/var/tmp/zhupi-roots}
mirror=${MIRROR:-http://deb.debian.org/debian}
source=$(CDPATH='' cd "$(dirname "$0")/.." && pwd -P)
root=$roots/$command.$$

leave() {
  for place in dev/pts dev proc; do
    umount "$root/$place" 2> /dev/null || :
  done
  # What is still mounted must not be emptied.
  grep -qF " $root/" /proc/mounts || rm -rf "$root"
}

[ -d "$roots/bookworm" ] || {
  mkdir -p "$roots"
  rm -rf "$roots/new"
  debootstrap --variant=minbase --include=git,gcc,make,ca-certificates \
    bookworm "$roots/new" "$mirror" > "$roots/debootstrap.log"
  mv "$roots/new" "$roots/bookworm"
}
trap leave EXIT INT TERM
cp -a "$roots/bookworm" "$root"
cp /etc/resolv.conf "$root/etc/"
# How this machine reaches its packages.
for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf.d/*registry*; do
  [ ! -f "$file" ] || cp "$file" "$root/etc/apt/apt.conf.d/"
done
git clone -q --no-hardlinks "$source" "$root/root/zhupi"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount --bind /dev/pts "$root/dev/pts"
began=$(date +%s)
status=0
env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM="${TERM:-dumb}" \
  chroot "$root" sh -c "cd /root/zhupi && ./bootstrap $command" || status=$?
echo "bare root: ./bootstrap $command ended with $status after $(($(date +%s) - began)) s" >&2
exit $status
