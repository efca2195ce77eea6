#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each fuzz target with libFuzzer under AddressSanitizer and UBSan, for MINUTES or RUNS, whichever
# ends first, one after the other; `make fuzz` calls it.
#
#     make fuzz MINUTES=30 RUNS=10000000 TARGETS='fold html'
#
# Needs clang with its runtime. Builds in fuzz/ of the build directory; there are also the logs
# (logs/TARGET.log), the corpora (corpus/TARGET, which go on growing from one time to the next) and
# the inputs that were found (found/TARGET-…). Says a line a target, and fails when one was found.
set -u
source=$ZHUPI_TEST_SOURCE
build=$ZHUPI_TEST_BUILD/fuzz
minutes=${MINUTES:-30} runs=${RUNS:-10000000}

# Every target, and the length of its inputs in bytes at most: as short as shows everything.
targets() {
  cat << 'END'
article 512
book 2048
decode 384
fold 256
html 1024
import 2048
layout 512
notes 512
packs 512
pieces 1024
query 512
END
}

fail() {
  echo "fuzz: $*" >&2
  exit 1
}

# The libraries are instrumented; the programs, built behind them, get libFuzzer's main. That single
# comparisons are traced would help little (words are compared by memcmp, which is traced anyhow)
# and takes two thirds of the time.
prepare() {
  mkdir -p "$build/logs" "$build/corpus" "$build/found" && cd "$build" || exit
  grep -Fqsx "abs_srcdir = $source" Makefile ||
    "$source/configure" -q CC=clang --enable-sanitizers CPPFLAGS=-DZHUPI_LIBFUZZER \
      CFLAGS='-O1 -g -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp' ||
    fail "configure failed in $build"
  make -s all || fail "the program cannot be built in $build"
}

# fuzz TARGET LENGTH: one target; its line.
fuzz() {
  log=$build/logs/$1.log
  make -s LDFLAGS=-fsanitize=fuzzer "tests/fuzz/$1" || fail "tests/fuzz/$1 cannot be built"
  mkdir -p "corpus/$1"
  began=$(date +%s)
  status=0
  nice -n 19 "tests/fuzz/$1" -runs="$runs" -max_total_time=$((minutes * 60)) -max_len="$2" \
    -timeout=10 -rss_limit_mb=2048 -artifact_prefix="found/$1-" -print_final_stats=1 \
    "corpus/$1" > "$log" 2>&1 < /dev/null || status=$?
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  result='nothing found'
  [ $status = 0 ] || result="FOUND (status $status): $log"
  printf '%-8s %9s executions %3d minutes  %s\n' "$1" "${executions:-?}" \
    $((($(date +%s) - began + 30) / 60)) "$result"
  return $status
}

echo 'int LLVMFuzzerTestOneInput(void); int LLVMFuzzerTestOneInput(void) { return 0; }' |
  clang -x c -fsanitize=fuzzer,address,undefined -o /dev/null - > /dev/null 2>&1 ||
  fail "clang or its runtime is missing (on Debian 12: clang, libclang-rt-14-dev)"
prepare
failed=0
for target in ${TARGETS:-$(targets | cut -d ' ' -f 1)}; do
  length=$(targets | sed -n "s/^$target //p")
  [ -n "$length" ] || fail "there is no target $target"
  fuzz "$target" "$length" || failed=1
done
exit $failed
