#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# summary.sh FILE.trs…: the closing line of make check, one number a kind of result over all tests.
# An expected failure counts as passed; an unexpected pass, and a test that broke off, as failed.
[ $# -gt 0 ] || set -- /dev/null
awk '
	$1 == ":test-result:" { results[$2]++ }
	END {
		passed = results["PASS"] + results["XFAIL"]
		failed = results["FAIL"] + results["XPASS"] + results["ERROR"]
		printf "%d passed, %d failed", passed, failed
		if (results["SKIP"])
			printf ", %d skipped", results["SKIP"]
		printf "\n"
	}' "$@"
