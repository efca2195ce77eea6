/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A reader's corrections of marks; they outrank every rule.
 *
 *      official, not official      of one place, or of a name in all articles
 *      directive, not directive    of one place
 *
 * Of what is said about the same (officials or directives; the same name everywhere, or the same
 * place in an article) only what was said last holds: it sends the former into the trash. Names are
 * the same when their folds are: 張三, 张三 and 張三(zhāng sān) are one.
 */
#ifndef ZHUPI_NOTES_CORRECTION_H
#define ZHUPI_NOTES_CORRECTION_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "notes/annotation.h"
#include "notes/store.h"
#include "text/article.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum correction_kind {
	CORRECTION_OFFICIAL,
	CORRECTION_NOT_OFFICIAL,
	CORRECTION_DIRECTIVE,
	CORRECTION_NOT_DIRECTIVE
};

struct correction {
	char id[ANNOTATION_ID_BYTES]; /* UUID version 7, filled in by correction_add */
	enum correction_kind kind;
	bool everywhere;         /* officials only: holds for the name in all articles */
	int64_t article;         /* library_article's number; 0 when everywhere */
	char *name;              /* officials: as the reader saw it, without residue and blanks
				    (correction_add takes them out); "" else */
	char *office;            /* official: may be "" */
	char *modality;          /* directive: "obligation" …; "" else */
	struct target target;    /* the place (anchor_describe, its version by library_keep); empty
				    when everywhere */
	int64_t created;         /* milliseconds since 1970 UTC */
	int64_t deleted;         /* 0 while it is not in the trash */
	enum anchor_state state; /* filled in by correction_resolve; ANCHOR_EXACT before */
	struct span place;       /* bytes of article_text; filled in by correction_resolve */
};

struct corrections {
	struct correction *items;
	size_t count, capacity;
};

/* The kind's name in data: official, not-official, directive, not-directive. Static. */
const char *correction_kind_name(enum correction_kind kind);

/* The kind of that name; false when there is none. */
bool correction_kind_parse(const char *name, enum correction_kind *kind) MUST_USE;

/* Whether the kind is about officials, not about directives. */
bool correction_is_about_officials(enum correction_kind kind);

/* Makes an empty list, and frees all that is in one. */
void corrections_init(struct corrections *list);
void corrections_clear(struct corrections *list);

/* Frees what one correction holds (not itself). */
void correction_clear(struct correction *correction);

/*
 * Stores a new correction; id and created are filled in here, and name and office are cleaned.
 * Refused: an official without a name, a directive without a modality, a directive everywhere,
 * neither everywhere nor in an article, invalid UTF-8. On disk when it returns true; a former one
 * about the same is in the trash then.
 */
bool correction_add(
	struct store *store, struct correction *correction, struct error *error) MUST_USE;

/* Finds the one correction whose id begins with prefix, in the trash or out of it. None or several
 * are an error that says so. */
bool correction_find(struct store *store, const char *prefix, bool trash,
	char id[ANNOTATION_ID_BYTES], struct error *error) MUST_USE;

/* Puts it into the trash, or takes it out again (what was said about the same meanwhile goes into
 * the trash instead). An id that is not there is an error. */
bool correction_undo(struct store *store, const char *id, struct error *error) MUST_USE;
bool correction_restore(struct store *store, const char *id, struct error *error) MUST_USE;

/*
 * Appends the corrections that are not in the trash: for an article's number its own and those that
 * hold everywhere, for 0 those alone, for -1 all. Those that hold everywhere come first, then by
 * article, each in the order in which they were made: where several bear on a mark, the last one
 * outranks the others.
 *
 * An article's number costs a look at its whole text (library_find): of a huge one ask only when
 * the list of all (-1) has one that is bound to a place.
 */
bool correction_list(struct store *store, int64_t article, struct corrections *list,
	struct error *error) MUST_USE;

/* Fills in state and place of those that are bound to a place in this article, by the same means as
 * annotations (anchor_resolve); the others stay as they are. Completes the article when there is
 * one to place. */
void correction_resolve(struct article *article, struct corrections *list, struct store *store);

#endif
