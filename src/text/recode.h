/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the bytes of an open file would be in other encodings, and which of them cannot be decoded
 * in the one that it is read in. The file is read a second time for it.
 */
#ifndef ZHUPI_TEXT_RECODE_H
#define ZHUPI_TEXT_RECODE_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/article.h"
#include "text/filter.h"

#include <stdbool.h>
#include <stddef.h>

struct recode;

/* The text in another encoding. */
struct recode_reading {
	char encoding[32];  /* as article_options has it; "mixed": each part in its own */
	size_t undecodable; /* places, so far */
	bool counted;       /* to the end */
	char *sample; /* how it would look where it cannot be decoded now, or at its beginning:
			 UTF-8, within a line */
};

/* Undecodable places that lie close together in a line. */
struct recode_fault {
	struct span text;   /* in article_text */
	struct slice bytes; /* what lies there in the file, where recode_knows_bytes. Borrowed */
	size_t places;
};

/*
 * Reads the file of the article again; article and filters (NULL: none) must outlive it. When the
 * file cannot be read again (standard input, a book, what a filter made, a file that was changed
 * since) remark is filled in, and only the faults are found, by the text. recode_close frees.
 */
struct recode *recode_open(
	struct article *article, const struct filters *filters, struct error *remark) MUST_USE;

/* Goes on counting and looking for faults; true while there is more to do. */
bool recode_work(struct recode *recode);

/* The other encodings, the likeliest first: their number, and one of them. Borrowed. */
size_t recode_count(const struct recode *recode);
const struct recode_reading *recode_reading(const struct recode *recode, size_t index);

/* Whether the faults' bytes are known: not of a page, nor of what cannot be read again. */
bool recode_knows_bytes(const struct recode *recode);

/* The faults found so far, in the order of the text (no more than some thousands). Borrowed until
 * recode_work. */
const struct recode_fault *recode_faults(const struct recode *recode, size_t *count);

/* Frees it. NULL is allowed. */
void recode_close(struct recode *taken_recode);

#endif
