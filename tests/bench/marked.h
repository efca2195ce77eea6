/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text with marks on names, clauses and paragraphs, which are what is noted on. */
#ifndef ZHUPI_TESTS_BENCH_MARKED_H
#define ZHUPI_TESTS_BENCH_MARKED_H

#include "edit.h"

#include "base/attributes.h"

enum kind {
	NAME,
	CLAUSE,
	PARAGRAPH,
	KINDS
};

struct mark {
	enum kind kind;
	size_t start, end; /* characters of the text */
};

struct marked {
	const char *path;
	struct document document;
	struct mark *marks;
	size_t count, capacity;
};

/*
 * Reads a text and marks it. Names come from the file beside it with the suffix .gold (lines N,
 * paragraph, start, end in characters) or .names (a name a line, each of its occurrences).
 */
void marked_read(struct marked *text, const char *path);

/* Adds a mark where there is something to mark. */
void marked_add(struct marked *text, enum kind kind, size_t start, size_t end);

/* Frees what the text holds. */
void marked_clear(struct marked *text);

/* Says what went wrong and leaves. */
NO_RETURN void fail(const char *what);

#endif
