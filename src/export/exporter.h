/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An exporter writes annotations in one format. A const table of functions each; the list of them
 * stands in main.c and is handed down.
 */
#ifndef ZHUPI_EXPORT_EXPORTER_H
#define ZHUPI_EXPORT_EXPORTER_H

#include "base/attributes.h"
#include "base/buffer.h"
#include "notes/annotation.h"

#include <stddef.h>

/* What an exporter is told of the article that notes belong to. Borrowed strings, "" when unknown.
 */
struct export_article {
	const char *title, *path, *date, *source;
};

struct exporter {
	const char *name;   /* "text", "markdown", "json" */
	const char *suffix; /* ".txt" */
	/* Each appends to out. article is called before the notes of each article, note for each of
	 * them. The same notes give the same bytes. */
	void (*begin)(struct buffer *out, size_t articles, size_t notes);
	void (*article)(struct buffer *out, const struct export_article *article, size_t index);
	void (*note)(struct buffer *out, const struct annotation *note,
		size_t index); /* index within its article */
	void (*end)(struct buffer *out, size_t articles);
};

/* The exporter of that name in a NULL-terminated list; NULL when there is none. Borrowed. */
const struct exporter *exporter_find(const struct exporter *const *exporters, const char *name);

#endif
