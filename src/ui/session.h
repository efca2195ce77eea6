/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the views show and the commands change: the open article with its analysis and notes, the
 * list of files, the notes file. Commands change the session; views only read it.
 *
 * The notes file is opened lazily and may be missing or unusable: then the reader reads on, a
 * message says why, and writing a note is refused with that sentence.
 */
#ifndef ZHUPI_UI_SESSION_H
#define ZHUPI_UI_SESSION_H

#include "analysis/analysis.h"
#include "base/attributes.h"
#include "base/error.h"
#include "export/exporter.h"
#include "notes/annotation.h"
#include "notes/correction.h"
#include "notes/library.h"
#include "notes/store.h"
#include "text/article.h"
#include "text/patience.h"
#include "ui/history.h"
#include "ui/note_edit.h"
#include "ui/settings.h"

#include <stdbool.h>
#include <stddef.h>

struct session;

struct session_options {
	char *const *paths; /* the files; borrowed */
	size_t path_count;
	struct article_options reading; /* of all files; the encoding's name is borrowed */
	bool follow;                    /* the first file */
	bool shows_first;               /* the notes file waits for session_work */
	const char *notes_path;         /* NULL: no notes file (notes_error says why) */
	struct error notes_error;
	struct error mistake; /* in the reader's configuration or packs: told at the start */
	struct settings settings;
	const struct packs *packs; /* NULL: the shipped ones; borrowed while the session lives */
	const struct exporter *const *exporters;
};

/* Opens the first file that can be read; the articles that cannot are skipped with a message when
 * there are several. NULL with the error when none can. session_close frees. */
struct session *session_open(const struct session_options *options, struct error *error) MUST_USE;

/* Saves the progress and frees everything. NULL is allowed. */
void session_close(struct session *taken_session);

/* The open article, its analysis, the settings; borrowed until another file is opened. */
struct article *session_article(struct session *session);
struct analysis *session_analysis(struct session *session);
struct settings *session_settings(struct session *session);

/* Tells the session how to ask whether a key waits; until then none does. Borrowed. */
void session_listen(struct session *session, bool (*key_waits)(void *context), void *context);

/* That, for finders of what a reader searches for. */
struct patience session_patience(const struct session *session);

/* What was searched for since the start. Borrowed. */
struct history *session_searches(struct session *session);

/* The packs of its analyses; NULL: the shipped ones. Borrowed. */
const struct packs *session_packs(const struct session *session);

/* Which file is open, from 0, of how many; and opens another one (progress saved first). Standard
 * input is kept until the session is closed, and goes on coming. */
size_t session_file(const struct session *session, size_t *count);
bool session_go_to_file(struct session *session, size_t file, struct error *error) MUST_USE;

/* Whether the article of that number in the notes file is what came by standard input. */
bool session_has_input(const struct session *session, int64_t number);

/* Shows of a saved page all that it shows, or its article alone again. False with the error when
 * the open text is no such page. */
bool session_turn_page(struct session *session, struct error *error) MUST_USE;

/* Opens an article by path (library, list of all notes): it is added behind the others when it is
 * not among them. */
bool session_go_to_path(struct session *session, const char *path, struct error *error) MUST_USE;

/*
 * Reads the open file again as it is on disk now; place, marks and notes are found again in it.
 * False with the error when it cannot be read: then the former text stays.
 */
bool session_read_again(struct session *session, struct error *error) MUST_USE;

/*
 * Reads the open file again in another encoding ("mixed": each part in its own), which then holds
 * for it in this session; place, marks and notes as above, by their share of the text where it has
 * other paragraphs now. False with the error: then the former text and encoding stay.
 */
bool session_read_as(struct session *session, const char *encoding, struct error *error) MUST_USE;

/* The filters by which files are read. Borrowed. */
const struct filters *session_filters(const struct session *session);

/* Whether the open file is followed: what it grows by is taken up, and it is read again when
 * something else has become of it, or it is small. Another file is not. */
bool session_follows(const struct session *session);
void session_follow(struct session *session, bool follows);

/*
 * Looks what has become of the open file. True when there is something new to say: sentence (size
 * bytes; 512 are enough) says it. With a file that is followed more is done, and *changed is true
 * then, where may_read allows it (nobody stands in a list of the former text).
 */
bool session_watch(
	struct session *session, bool may_read, char *sentence, size_t size, bool *changed);

/*
 * Takes up what has come of a text that is read while it comes, and never waits. True when
 * something has. Where it turns out to be another text than it seemed (its encoding, a saved page)
 * that one is opened, where may_change allows it (nobody stands in a list of the former one). What
 * was noted on the part that had come is tied to the whole when that is there.
 */
bool session_receive(struct session *session, bool may_change);

/* The descriptor that more may come by, to wait for; -1: none does. */
int session_incoming(const struct session *session);

/*
 * Does a slice of long work: goes on through a large text, then looks its notes and its progress up
 * (of a text up to 1 MiB both are there at once). True while there is more to do.
 */
bool session_work(struct session *session);

/* Whether even a short text's notes wait for session_work, so that a screen can be shown first. */
bool session_shows_first(const struct session *session);

/* Whether notes and progress of the open article are known. */
bool session_is_looked_up(const struct session *session);

/*
 * Progress and marks, as they were when the article was opened or as session_set_progress left
 * them; paragraph is 0 when it was never read. Saved by session_save_progress, at the latest when
 * the session closes or opens another file; not for standard input. Borrowed.
 */
const struct progress *session_progress(struct session *session);
void session_set_progress(struct session *session, const struct progress *progress);
void session_save_progress(struct session *session);

/* Takes byte offset at of the open article's text for the place where one reads; cheap however long
 * the paragraph is, which the next session_progress is not. The article has paragraphs. */
void session_set_place(struct session *session, size_t at);

/* The paragraph numbers of the marks a to z, 0 where none is set; and sets one of them, from 0.
 * Borrowed. */
const size_t *session_marks(const struct session *session);
void session_set_mark(struct session *session, size_t number, size_t paragraph);

/* What went wrong with the notes file where nobody waited for an answer; empty when nothing did. */
const struct error *session_notes_error(const struct session *session);

/* The mistake of the options; empty when there is none. */
const struct error *session_mistake(const struct session *session);

/*
 * The notes of the open article, placed (anchor_resolve), in the order of their places, unattached
 * ones last. Looked up again when somebody else has changed the notes file (asked at most once a
 * second, or after every key). Borrowed until the next session call that changes notes.
 */
const struct annotations *session_notes(struct session *session);

/* A number that is another one whenever the notes were read anew. */
size_t session_notes_epoch(const struct session *session);

/* Looks whether the notes file has changed under us; true when session_notes has changed. */
bool session_refresh(struct session *session);

/*
 * The article with notes that the open one is like, found by session_work when the notes file knows
 * neither the text nor its path, or knew it before the other one had notes, and this one has none;
 * NULL: none, or it was answered. Borrowed until the session
 * changes.
 */
const struct library_entry *session_alike(const struct session *session);

/* Fills in the notes of that article as they would be placed in the open one. The caller clears. */
bool session_alike_notes(
	struct session *session, struct annotations *notes, struct error *error) MUST_USE;

/* Answers: the open text is a version of that article, and has its notes; or it is an article of
 * its own. On disk when true; the first is kept for session_undo. */
bool session_answer_alike(struct session *session, bool is_same, struct error *error) MUST_USE;

/*
 * Keeps words that could not be saved, when the terminal is lost with the editor open: in a file
 * beside the notes file, or where that cannot be, in /tmp. The next session tells of it.
 */
void session_keep_draft(struct session *session, const char *words);

/* What there is to tell, each once: words that an earlier session has kept, another notes file, or
 * why the rest of the text cannot be had; false when there is nothing (any more). */
bool session_take_news(struct session *session, char *sentence, size_t size) MUST_USE;

/* The notes file; NULL with the error that says why there is none. Opens it for writing when create
 * is true. Borrowed. */
struct store *session_store(struct session *session, bool create, struct error *error) MUST_USE;

/*
 * Adds a note or tags on place (bytes of article_text). All of these return true only when the
 * change is on disk; they keep what is needed for session_undo.
 */
bool session_add(struct session *session, enum target_kind kind, struct span place,
	const char *body, const char *const *tags, size_t tag_count, struct error *error) MUST_USE;
/*
 * Changes the note that was being edited to what is wanted. What somebody else has changed since
 * that began is kept: *notice says then what has become of it, else it is NULL (translated,
 * static). A note that is in the file no more is written anew at its place.
 */
bool session_change(struct session *session, const struct note_edit *edit,
	const struct wording *wanted, const char **notice, struct error *error) MUST_USE;

/* Puts a note, of whichever article, into the trash, as it was seen: one that was changed or
 * deleted elsewhere since then is left as it is, and *notice says so (NULL otherwise, static). */
bool session_delete(struct session *session, const char *id, const struct wording *seen,
	const char **notice, struct error *error) MUST_USE;

/* Takes a note out of the trash again. */
bool session_restore(struct session *session, const char *id, struct error *error) MUST_USE;

/* Attaches a note to place by hand; what it was on stays in its history. As with session_add. */
bool session_attach(struct session *session, const struct annotation *note, enum target_kind kind,
	struct span place, struct error *error) MUST_USE;

/* The corrections that hold in the open article: its own, placed (correction_resolve), and those of
 * names everywhere. The analysis knows them. *epoch changes when they do. Borrowed until then. */
const struct corrections *session_corrections(const struct session *session, size_t *epoch);

/*
 * Corrects what is marked at place (bytes of article_text, within a paragraph), or everywhere the
 * name that stands there. value is an official's office, or a directive's modality; NULL for the
 * other kinds. session_take_back puts a correction into the trash. Both as with notes: on disk when
 * true, and kept for session_undo; the analysis knows at once.
 */
bool session_correct(struct session *session, enum correction_kind kind, bool everywhere,
	struct span place, const char *value, struct error *error) MUST_USE;
bool session_take_back(struct session *session, const char *id, struct error *error) MUST_USE;

/* Takes the last change of the session back, or does again what was taken back last; sentence (at
 * least 256 bytes) says what was done, or that there was nothing, or that somebody else has changed
 * the note since and nothing was done. */
bool session_undo(
	struct session *session, char *sentence, size_t size, struct error *error) MUST_USE;
bool session_redo(
	struct session *session, char *sentence, size_t size, struct error *error) MUST_USE;

/* Writes the open article's notes with the exporter that path's suffix names (text when none does);
 * an existing file only with overwrite. *written notes. */
bool session_export(struct session *session, const char *path, bool overwrite, size_t *written,
	struct error *error) MUST_USE;

#endif
