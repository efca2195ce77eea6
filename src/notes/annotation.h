/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Annotations: what the reader wrote about a paragraph or a phrase, and tags.
 *
 * Outside positions are paragraph numbers from 1 and code points from the paragraph's start
 * (text/position.h). Targets follow the W3C Web Annotation Data Model
 * (https://www.w3.org/TR/annotation-model/): TextQuoteSelector (exact, prefix, suffix) and
 * TextPositionSelector.
 */
#ifndef ZHUPI_NOTES_ANNOTATION_H
#define ZHUPI_NOTES_ANNOTATION_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "notes/store.h"
#include "notes/wording.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ANNOTATION_ID_BYTES = 37
}; /* 36 characters of a UUID version 7, and NUL */

enum target_kind {
	TARGET_PARAGRAPH,
	TARGET_PHRASE
};

/* How sure the place is in the text that lies before the reader. */
enum anchor_state {
	ANCHOR_EXACT,       /* the same words at a place that is certain */
	ANCHOR_APPROXIMATE, /* found again, but the words or the place have changed */
	ANCHOR_UNATTACHED   /* not found; the note is kept and shown as unattached */
};

struct target {
	enum target_kind kind;
	size_t paragraph;  /* number from 1 */
	size_t start, end; /* code points from the paragraph's start, half open; a paragraph target
			      covers all of it */
	char *quote;       /* the exact text (source text with residue as it stands) */
	char *prefix; /* up to 64 code points before it in the article, paragraph borders as LF */
	char *suffix; /* up to 64 code points behind it */
	size_t folded_start,
		folded_end;    /* start and end in folded characters (FOLD_ALL) from the
				  paragraph's start: the same in every encoding and script */
	int64_t version;       /* of the text it was made on (library_keep); 0: the one seen last */
	struct fold_hash hash; /* that version's, filled in by annotation_list; 0, 0 unknown */
};

/* Frees what a target holds and makes it empty. */
void target_clear(struct target *target);

struct annotation {
	char id[ANNOTATION_ID_BYTES]; /* sortable by time of creation */
	int64_t article;              /* library_article's number */
	struct target target;
	char *body;  /* UTF-8, may be empty when there are tags */
	char **tags; /* sorted, distinct; a/b is a hierarchy */
	size_t tag_count;
	int64_t created, modified; /* milliseconds since 1970 UTC */
	int64_t deleted;           /* 0 while it is not in the trash */
	enum anchor_state state;   /* filled in by anchor_resolve; ANCHOR_EXACT before */
	struct span place;         /* byte span in article_text; filled in by anchor_resolve */
};

struct annotations {
	struct annotation *items;
	size_t count, capacity;
};

/* Makes an empty list, and frees all that is in one. */
void annotations_init(struct annotations *list);
void annotations_clear(struct annotations *list);

/* Frees what one annotation holds (not itself). */
void annotation_clear(struct annotation *annotation);

/*
 * Stores a new annotation with the target, body and tags that are filled in; id, created, modified
 * are filled in here. Invalid UTF-8 is refused. On disk when it returns true.
 */
bool annotation_add(
	struct store *store, struct annotation *annotation, struct error *error) MUST_USE;

/* What became of a change. */
struct annotation_revision {
	struct wording before; /* as the file had it */
	struct wording after;  /* as it has it now */
	bool joined;           /* both bodies are in it: see wording_join */
	bool revived;          /* it was in the trash */
};

/* Frees what a revision holds and makes it empty. */
void annotation_revision_clear(struct annotation_revision *revision);

/*
 * Changes a note from `seen`, as it was when the change was begun, to `wanted`; the former body and
 * tags go into the history. What somebody else has changed since then stays (wording_join), and one
 * that was deleted comes out of the trash. seen NULL: as it is now. revision (may be NULL) is
 * filled in on success; annotation_revision_clear frees. An id that is not there (any more) is an
 * error.
 */
bool annotation_change(struct store *store, const char *id, const struct wording *seen,
	const struct wording *wanted, struct annotation_revision *revision,
	struct error *error) MUST_USE;

/* A step back or forth between two states of a note. */
struct annotation_step {
	const struct wording *was;    /* what it has to be, NULL: anything */
	const struct wording *wanted; /* what it becomes, NULL: it stays */
	bool was_hidden, hidden;      /* likewise, whether in the trash */
};

/* Takes a step, unless the note is not as it has to be, since somebody else has changed it: *stale,
 * and nothing is done. An id that is not there is an error. */
bool annotation_take_step(struct store *store, const char *id, const struct annotation_step *step,
	bool *stale, struct error *error) MUST_USE;

/* Hides it in the trash, or takes it out again. */
bool annotation_delete(struct store *store, const char *id, struct error *error) MUST_USE;
bool annotation_restore(struct store *store, const char *id, struct error *error) MUST_USE;

/* What annotation_list looks for; zero values mean no condition. */
struct annotation_filter {
	int64_t article;   /* 0: all articles */
	const char *tag;   /* this tag or one below it (a finds a/b) */
	int64_t since;     /* modified at or after */
	const char *words; /* full text over bodies, tags and quotes, folded; one and two ideographs
			      work */
	const char *id;    /* this one, or those that begin so */
	bool trash;        /* deleted ones only, instead of the others */
};

/* Appends the annotations that fit, by article, then paragraph, start, id. */
bool annotation_list(struct store *store, const struct annotation_filter *filter,
	struct annotations *list, struct error *error) MUST_USE;

/* How many annotations each article has. */
struct annotation_counts {
	struct {
		int64_t article;
		size_t count;  /* not 0 */
		size_t before; /* those of the articles before it */
	} * items;             /* by article */
	size_t count, capacity;
	size_t total;
};

/* Counts those that fit, without reading them. annotation_counts_clear frees. */
bool annotation_count(struct store *store, const struct annotation_filter *filter,
	struct annotation_counts *counts, struct error *error) MUST_USE;

/* Frees what annotation_count gave. */
void annotation_counts_clear(struct annotation_counts *counts);

/* Takes the notes of one article; may change and place them, but not keep them. False with the
 * error ends it all. */
typedef bool annotation_taker(void *context, struct annotations *notes, struct error *error);

/* Hands the annotations that fit to take, an article's at a time, in the order of annotation_list:
 * never more of them are in memory. take may ask the store for anything but annotations. */
bool annotation_each_article(struct store *store, const struct annotation_filter *filter,
	annotation_taker *take, void *context, struct error *error) MUST_USE;

#endif
