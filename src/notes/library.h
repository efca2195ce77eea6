/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The articles that were read: known by the hash of their folded text, whatever their path. */
#ifndef ZHUPI_NOTES_LIBRARY_H
#define ZHUPI_NOTES_LIBRARY_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/store.h"
#include "text/article.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The number of the article in the notes file: by the folded text's hash, then by path. 0 when it
 * is not known. Completes the article.
 */
int64_t library_find(struct store *store, struct article *article, struct error *error) MUST_USE;

/* The same, but makes it known (path, title, hash, date) when it is not; keeps a new path or hash
 * of a known one. Negative on failure. */
int64_t library_enter(struct store *store, struct article *article, struct error *error) MUST_USE;

/*
 * Keeps this version of the text, so that a changed file can be compared with what the reader saw
 * when noting something on it: the whole text, or of a huge one (more than 1 MiB) the paragraph
 * (number from 1) and its neighbours. Writes nothing when it is kept already. Returns the version's
 * number for struct target; negative on failure. Called before annotation_add.
 */
int64_t library_keep(struct store *store, int64_t number, struct article *article, size_t paragraph,
	struct error *error) MUST_USE;

/*
 * Makes the complete article's text a version of the article of that number, whose notes it has
 * from then on: what looks like it, when the reader has said so. When the text was an article of
 * its own, all that was noted on that comes along.
 */
bool library_adopt(
	struct store *store, int64_t number, struct article *article, struct error *error) MUST_USE;

/* Makes the text known as an article of its own, like another one or not: library_is_older tells no
 * from then on, for all that had notes by then. */
bool library_set_apart(struct store *store, struct article *article, struct error *error) MUST_USE;

/* *older: whether the article of that number was made known before the other one had a note. */
bool library_is_older(struct store *store, int64_t number, int64_t other, bool *older,
	struct error *error) MUST_USE;

/*
 * Takes that back: the text becomes an article of its own, with what was noted on just this version
 * of it. False with an error when it is no version of an article that has others. Returns the new
 * article's number; negative on failure.
 */
int64_t library_part(struct store *store, struct article *article, struct error *error) MUST_USE;

/* The number of the article whose id is this, or begins so, or that was seen at this path last; 0
 * when there is none, or more than one; negative on failure. */
int64_t library_named(struct store *store, const char *name, struct error *error) MUST_USE;

/* Where the reader left an article, and the marks set with m. */
struct progress {
	size_t paragraph; /* number from 1; 0 when never read */
	size_t start;     /* code points from its start */
	size_t marks[26]; /* paragraph numbers of a to z; 0 unset */
};

/* Reads what is kept of the article's progress; all zero when it was never read. Or keeps it in the
 * place of what was there. */
bool library_progress(struct store *store, int64_t article, struct progress *progress,
	struct error *error) MUST_USE;
bool library_save_progress(struct store *store, int64_t article, const struct progress *progress,
	struct error *error) MUST_USE;

struct library_entry {
	int64_t article;
	char *id;                    /* UUID version 7 */
	char *path;                  /* where it was seen last, absolute; "-" for standard input */
	char *title, *date, *source; /* as the text says, "" where it does not */
	size_t paragraphs;           /* how many it had */
	size_t progress;             /* paragraph number */
	size_t annotations;          /* not deleted */
	int64_t read;                /* when it was opened last, ms */
};

struct library_entries {
	struct library_entry *items;
	size_t count, capacity;
};

/* All articles, the last read first. library_entries_clear frees. */
bool library_list(
	struct store *store, struct library_entries *entries, struct error *error) MUST_USE;

/* The same, but of each entry only the number is read: library_look_up reads the rest. */
bool library_order(
	struct store *store, struct library_entries *entries, struct error *error) MUST_USE;

/* The entry of one article, for its title, path, date and source. False with an error also when
 * there is none. library_entry_clear frees what it holds. */
bool library_look_up(struct store *store, int64_t article, struct library_entry *entry,
	struct error *error) MUST_USE;
void library_entry_clear(struct library_entry *entry);

/* Frees what library_list gave. */
void library_entries_clear(struct library_entries *entries);

#endif
