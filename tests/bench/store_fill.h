/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes files of any size, made by the program's own statements in one transaction. */
#ifndef ZHUPI_TESTS_BENCH_STORE_FILL_H
#define ZHUPI_TESTS_BENCH_STORE_FILL_H

#include "base/attributes.h"

#include <stddef.h>
#include <stdint.h>

enum {
	NOTES_OF_OPENED = 200 /* the notes of the article that is opened */
};

/* What a notes file has in it, whatever its size: articles / 10 + 1 tags, one or two to a note. */
struct filling {
	size_t articles, notes;
};

/*
 * Makes the notes file at path: the text at opened is an article with NOTES_OF_OPENED notes, the
 * others have equal shares. Each article's notes lie as far from each other as they can: the
 * reader went through all articles again and again. Leaves when it cannot.
 */
void store_fill(const char *path, const char *opened, const struct filling *filling);

/* Says what went wrong and leaves. */
NO_RETURN void store_fail(const char *what);

#endif
