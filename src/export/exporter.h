/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An exporter writes annotations, and corrections where its format has room for them, in one
 * format. A const table of functions each; the list of them stands in main.c and is handed down.
 */
#ifndef ZHUPI_EXPORT_EXPORTER_H
#define ZHUPI_EXPORT_EXPORTER_H

#include "base/attributes.h"
#include "base/buffer.h"
#include "base/error.h"
#include "notes/annotation.h"
#include "notes/correction.h"
#include "notes/store.h"

#include <stdbool.h>
#include <stddef.h>

/* What an exporter is told of the article that notes belong to. Borrowed strings, "" when unknown.
 */
struct export_article {
	const char *title, *path, *date, *source;
};

struct exporter {
	const char *name;   /* "text", "markdown", "json" */
	const char *suffix; /* ".txt" */
	/* Each appends to out, and none fails. article is called before the notes of each article,
	 * note for each of them; indexes count articles, and the notes within their article, from
	 * 0. The same notes give the same bytes, in every locale and time zone: the few words
	 * are not translated. */
	void (*begin)(struct buffer *out, size_t articles, size_t notes);
	void (*article)(struct buffer *out, const struct export_article *article, size_t index);
	void (*note)(struct buffer *out, const struct export_article *article,
		const struct annotation *note, size_t index);
	/* NULL in a format for reading. For each correction that is bound to a place, behind the
	 * notes of its article, index counting on; notes counts them too then. */
	void (*correction)(struct buffer *out, const struct export_article *article,
		const struct correction *correction, size_t index);
	void (*end)(struct buffer *out, size_t articles);
};

/* The three formats of this floor. main.c makes the list of them. */
extern const struct exporter exporter_text;     /* for reading and mailing */
extern const struct exporter exporter_markdown; /* CommonMark */
extern const struct exporter exporter_json;     /* W3C Web Annotation, one JSON document */

/* The exporter of that name in a NULL-terminated list; NULL when there is none. Borrowed. */
const struct exporter *exporter_find(const struct exporter *const *exporters, const char *name);

/*
 * Appends all of the notes (as annotation_list gives them: one article's side by side, or notes of
 * one article), and the corrections of places where the format has them (as correction_list gives
 * them, or NULL), to out, with what store knows of their articles. False with the error set when
 * that cannot be read; out is as it was then.
 */
bool exporter_run(const struct exporter *exporter, struct store *store,
	const struct annotations *notes, const struct corrections *corrections, struct buffer *out,
	struct error *error) MUST_USE;

/* Takes the next part of what goes out; borrowed. False with the error ends it all. */
typedef bool export_writer(void *context, struct slice text, struct error *error);

/*
 * The same of all notes that fit, however many: an article's at a time are in memory, and what is
 * written of it goes to write. The notes file is seen as it is at one moment. False with the error
 * when something cannot be read, or write refused; what went out before is no whole document then.
 */
bool exporter_stream(const struct exporter *exporter, struct store *store,
	const struct annotation_filter *filter, const struct corrections *corrections,
	export_writer *write, void *context, struct error *error) MUST_USE;

#endif
