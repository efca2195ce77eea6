/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a session: for the files session*.c only. */
#ifndef ZHUPI_UI_SESSION_STATE_H
#define ZHUPI_UI_SESSION_STATE_H

#include "notes/likeness.h"
#include "ui/change.h"
#include "ui/session.h"

/* Standard input while another file is open: it cannot be opened twice. */
struct aside {
	struct article *article; /* owned; NULL: none */
	bool awaited;            /* more was to come when it was left; and what was known of it: */
	bool entered, ties, told, told_faults;
	int64_t number, came;
	size_t entered_length;
	struct progress progress;
};

struct session {
	char **paths; /* owned */
	size_t path_count, path_capacity;
	size_t file;
	char *encoding; /* NULL detects */
	char **chosen;  /* of the first chosen_count files: the encoding that the reader chose, or
			   NULL */
	size_t chosen_count, chosen_capacity;
	struct article_options reading;
	char *notes_path;
	struct error notes_error;
	struct error mistake;
	struct settings settings;
	const struct packs *packs;
	const struct exporter *const *exporters;

	enum source_change seen; /* what was said already of the file */
	bool follows;
	bool told_faults; /* that some of the text cannot be decoded */

	struct article *article;
	struct analysis *analysis;
	struct aside aside;

	struct store *store;
	bool writable;
	bool warned; /* the notes file is gone, and the reader was told when he wrote */
	bool looked_for_drafts;
	bool followed; /* another notes file was opened instead, and the reader was not told yet */
	int64_t version; /* store_version when the notes were read */
	int64_t number;  /* the article's in the notes file; 0 when it is not known there */
	bool entered;    /* the notes file has this very version of it */
	int64_t turned;  /* the number that the page had when it was shown the other way; 0: none */
	size_t entered_length; /* of the text that it has */
	int64_t came;          /* the number under which what had come was entered; 0: none */
	bool ties;             /* all has come, and is to be entered under it */
	bool told;             /* why no more comes */
	bool grown;            /* a followed file, which was not gone through since then: */
	size_t grown_from;     /* so much of the text was as it is now */
	bool looked_up;        /* number, progress and notes are up to date */
	bool shows_first;      /* nothing was looked up yet, since the first screen comes first */
	struct likeness *likeness;   /* a search under way; NULL: none */
	bool sought;                 /* it was begun for this article */
	int64_t sought_for;          /* the article's number then */
	struct library_entry *alike; /* what it found; NULL: nothing */
	struct progress progress;
	bool progress_changed;
	size_t place;   /* the byte of the progress' paragraph where one reads, if its start is */
	bool uncounted; /* not counted from it so far */
	struct annotations notes;
	size_t notes_epoch; /* of their reading */
	struct corrections corrections;
	size_t corrections_epoch;

	struct changes changes; /* what session_undo can take back */
	struct changes undone;  /* what session_redo can do again */
	struct history searches;
	struct patience patience; /* ends with a key */
};

/* Reads number, progress and notes of the open article anew, where the article is complete. */
void session_look_up(struct session *session);

/* Reads notes and corrections of the open article, whose number is known or 0, and finds their
 * places. */
void session_place_notes(struct session *session, struct error *error);

/* Takes up what the followed file has grown by; false when it is to be opened anew. */
bool session_grow(struct session *session);

/* Goes on through that, and sees to the notes that it concerns; true while there is more. */
bool session_go_through_growth(struct session *session);

/* How a file is read: as the options say, but for an encoding that the reader chose for it. */
struct article_options session_reading(const struct session *session, size_t file);

/* The reader chooses an encoding for the open file. */
void session_choose(struct session *session, const char *encoding);

/* Says, once for a text, why the rest of it cannot be had; false when there is nothing to say. */
bool session_tell_failure(struct session *session, char *sentence, size_t size) MUST_USE;

/* Says, once for a text, that some of it cannot be decoded; false when there is nothing to say. */
bool session_tell_faults(struct session *session, char *sentence, size_t size) MUST_USE;

/* Takes an opened article over. */
void session_enter(struct session *session, struct article *taken_article, size_t file);

/* Adds a path behind the others. */
void session_add_path(struct session *session, const char *path);

/* Puts standard input aside, where it is open, before another file is entered. */
void session_put_aside(struct session *session);

/* Takes standard input up again, as the file; false when it was not put aside. */
bool session_take_up(struct session *session, size_t file) MUST_USE;

/* Does so after a change; completes the article first. */
void session_look_again(struct session *session);

/* The notes file, ready for writing about the open article; NULL with the error. */
struct store *session_store_for_change(struct session *session, struct error *error) MUST_USE;

/* Reads the corrections of the open article (those that hold everywhere while its number is not
 * known), and tells the analysis when they have changed. */
void session_load_corrections(struct session *session, struct error *error);

/* Takes a change of a correction back. */
bool session_uncorrect(
	struct store *store, const struct change *change, struct error *error) MUST_USE;

/* A slice of the search for an article that the open one is like; true while there is more. */
bool session_seek_alike(struct session *session);

/* Forgets the search and what it found. */
void session_forget_alike(struct session *session);
/* Makes it again. */
bool session_correct_again(
	struct store *store, const struct change *change, struct error *error) MUST_USE;

/* Notes a change of the open article's session for session_undo, and forgets what could have been
 * done again. Borrowed until the next call; the caller fills in the rest. */
struct change *session_record(struct session *session, enum change_kind kind, const char *id);

/* The path of words that session_keep_draft has kept, NULL when there are none; the caller frees.
 */
char *session_draft(const struct session *session) MUST_USE;

/* Looks for them; true when there are some, of which sentence tells. */
bool session_tell_draft(struct session *session, char *sentence, size_t size);

#endif
