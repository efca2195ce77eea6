# SPDX-License-Identifier: GPL-3.0-or-later
# Prints FILE LINE FUNCTION LINES COMPLEXITY for each function of C files, tab separated. Leans on
# the house's style: return type on its own line, braces of functions in column 0. Complexity is
# McCabe's by tokens: one, and one more for each if, for, while, case, &&, || and ?.
FNR == 1 {
	inside_comment = 0
	start = 0
	previous = ""
}
{
	code = without_text($0)
	if (/^\{/ && start == 0) {
		start = FNR
		complexity = 1
	} else if (/^\}/ && start) {
		printf "%s\t%d\t%s\t%d\t%d\n", FILENAME, name_line, name, FNR - name_line + 1, complexity
		start = 0
	} else if (start) {
		complexity += gsub(/&&|[|][|]|[?]/, " ", code)
		gsub(/[^A-Za-z0-9_]+/, " ", code)
		count = split(code, words, " ")
		for (i = 1; i <= count; i++)
			if (words[i] ~ /^(if|for|while|case)$/)
				complexity++
	} else if (code ~ /^[A-Za-z_][A-Za-z0-9_]*\(/) {
		name = code
		sub(/\(.*/, "", name)
		name_line = FNR
	}
}

# The line without comments and without what stands in quotes; a comment may go on over lines.
function without_text(line,    out, quote, at) {
	out = ""
	while (line != "") {
		if (inside_comment) {
			at = index(line, "*/")
			if (!at)
				return out
			line = substr(line, at + 2)
			inside_comment = 0
		} else if (match(line, /\/\*|\/\/|"|'/)) {
			out = out substr(line, 1, RSTART - 1)
			quote = substr(line, RSTART, RLENGTH)
			line = substr(line, RSTART + RLENGTH)
			if (quote == "//")
				return out
			if (quote == "/*")
				inside_comment = 1
			else
				line = behind_quote(line, quote)
		} else {
			return out line
		}
	}
	return out
}

function behind_quote(line, quote,    at, character) {
	for (at = 1; at <= length(line); at++) {
		character = substr(line, at, 1)
		if (character == "\\")
			at++
		else if (character == quote)
			return substr(line, at + 1)
	}
	return ""
}
