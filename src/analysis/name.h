/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names: whether one can begin at a position, and where it ends. Scores are sums of logarithms of
 * odds, in hundredths: the surname, the given characters, the length, what stands behind, and what
 * the caller knows (an office before it).
 */
#ifndef ZHUPI_ANALYSIS_NAME_H
#define ZHUPI_ANALYSIS_NAME_H

#include "analysis/passage.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	NAME_LEAST = 200 /* hundredths: what a Han name below it is worth nobody asks */
};

enum name_form {
	NAME_HAN,     /* surname and one or two characters, or 林郑月娥 */
	NAME_SPACED,  /* 韩　正 */
	NAME_DOTTED,  /* 艾力更·依明巴海 */
	NAME_FOREIGN, /* a run of characters that transcribe */
	NAME_UNUSUAL  /* anything that fills the place of a name */
};

struct name {
	size_t start, end; /* folded characters, half open */
	int score;         /* hundredths */
	enum name_form form;
};

/* Which forms name_best may take. */
enum name_reach {
	NAME_STRICT,       /* Han, spaced and dotted names */
	NAME_WITH_FOREIGN, /* and transcribed ones */
	NAME_ANY,          /* and unusual ones: an office stands before it */
	NAME_ANY_FOREIGN   /* a foreign one: the name's border may be weak */
};

/* The best name that begins at a position, with bonus added to its score; false when there is no
 * candidate at all, or none of NAME_LEAST. */
bool name_best(const struct passage *passage, size_t at, enum name_reach reach, int bonus,
	struct name *name);

/* Whether [start, end) are ideographs that transcribe, four or five of them: 乌兰图雅. */
bool name_is_transcribed(const struct passage *passage, size_t start, size_t end);

/* The length of a transcribed name at a position, where a word for meeting ends, that another such
 * word stands behind: 同|索加瓦雷|会谈. 0 when there is none. */
size_t name_met(const struct passage *passage, size_t at);

/* The best name that ends before a position (an office begins there); false when there is none. */
bool name_before(const struct passage *passage, size_t end, struct name *name);

/* Where a dotted name begins that has a middle dot at dot; dot when nothing before it can be a part
 * of one. */
size_t name_dotted_start(const struct passage *passage, size_t dot);

/* What [start, end) is worth as a Han name without its borders. */
int name_value(const struct passage *passage, size_t start, size_t end);

#endif
