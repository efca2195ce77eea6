/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/configuration.h"

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

static struct slice
without_comment(struct slice line)
{
	for (size_t i = 0; i < line.length; i++) {
		if (line.bytes[i] == '#' && (i == 0 || is_blank(line.bytes[i - 1])))
			return (struct slice){line.bytes, i};
	}
	return line;
}

bool
configuration_line(struct slice *rest, size_t *number, struct slice *line)
{
	while (rest->length > 0) {
		*line = slice_trim(without_comment(slice_split(*rest, '\n', rest)));
		++*number;
		if (line->length > 0)
			return true;
	}
	return false;
}

struct slice
configuration_word(struct slice *line)
{
	struct slice word = slice_trim(*line);
	size_t length = 0;

	while (length < word.length && !is_blank(word.bytes[length]))
		length++;
	*line = slice_at(word, (struct span){length, word.length});
	word.length = length;
	return word;
}
