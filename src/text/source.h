/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes of a text as they lie in a file, a pipe or memory, before anything is made of them.
 * Inside the text floor: others open articles.
 */
#ifndef ZHUPI_TEXT_SOURCE_H
#define ZHUPI_TEXT_SOURCE_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/filter.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>

struct growing;
struct mapping;

/* A regular file longer than this is mapped, not read. */
#ifndef MAP_FROM_BYTES
#define MAP_FROM_BYTES ((size_t)1 << 20)
#endif

/* What is no file is kept in an unlinked temporary file beyond this. */
#ifndef SPOOL_FROM_BYTES
#define SPOOL_FROM_BYTES ((size_t)16 << 20)
#endif

/* And refused beyond this. */
#ifndef INPUT_AT_MOST_BYTES
#define INPUT_AT_MOST_BYTES ((size_t)1 << 30)
#endif

struct source {
	struct slice bytes;
	struct mapping *mapping; /* the bytes are its; or */
	struct growing *growing; /* its; both NULL: they are malloc's */
	bool comes;              /* there may be more: what source_receive takes from */
	int descriptor;
	bool lasts;    /* which is not closed: standard input */
	bool borrowed; /* the bytes are another source's */
	bool is_file;  /* a regular file, which was like this when it was opened: */
	dev_t device;
	ino_t number;
	off_t size;
	struct timespec changed;
};

/* What has become of a file since it was opened. */
enum source_change {
	SOURCE_SAME, /* nothing, or it was no file */
	SOURCE_GROWN,
	SOURCE_CUT,       /* it is shorter */
	SOURCE_REWRITTEN, /* as long, but written to */
	SOURCE_REPLACED,  /* another file lies at its path */
	SOURCE_GONE       /* nothing lies there */
};

/* What a text is called in a sentence: "-" is standard input, else its path. Borrowed. */
const char *source_name(const char *path);

/* The bytes of the file at path, or of standard input for "-". False with an error that names it
 * when it is missing, unreadable, a directory, or goes on for ever. source_release frees, also
 * after a failure. */
bool source_open(struct source *source, const char *path, struct error *error) MUST_USE;

/* The same, but of what is no regular file and no terminal only what has come so far, or comes
 * soon: a first screen, if not all. source->comes tells whether there may be more. */
bool source_open_coming(struct source *source, const char *path, struct error *error) MUST_USE;

/* Takes about so many bytes more, if so many have come, and never waits. True when bytes were
 * taken, or the end was seen (source->comes). error is filled when that was no good end: what came
 * before stays. */
bool source_receive(
	struct source *source, const char *path, size_t at_most_bytes, struct error *error);

/* Takes no more: what has come is all. */
void source_end(struct source *source);

/* What the filter makes of the file at path. False with an error that names both. source_release
 * frees. */
bool source_filter(struct source *source, const char *path, const struct filter *filter,
	struct error *error) MUST_USE;

/* A copy of bytes in memory; name is for the error. False when memory is gone. source_release
 * frees. */
bool source_copy(
	struct source *source, struct slice bytes, const char *name, struct error *error) MUST_USE;

/* Whether the bytes begin like a file of a well-known binary kind. */
bool source_has_magic(const struct source *source);

/* What has become of the file at path that source was opened from; one stat. */
enum source_change source_look(const struct source *source, const char *path);

/* Whether it is a file that source_grow can be asked for, and how many bytes it can come to have
 * so. */
bool source_can_grow(const struct source *source);
size_t source_room(const struct source *source);

/* Takes up what the file at path has grown by: what is there stays where it is. False, and nothing
 * has changed, when that cannot be done, or more has become of it. */
bool source_grow(struct source *source, const char *path) MUST_USE;

/* Gives memory back: such bytes are not looked at before it grows. */
void source_rest(struct source *source);

/* Remembers what the bytes up to end are, for source_is_intact; nothing to do where they are not
 * mapped. */
void source_watch(struct source *source, const char *end);

/* Whether the bytes that were watched are what they were: others write into what is mapped. False
 * with an error that names path. */
bool source_is_intact(const struct source *source, const char *path, struct error *error) MUST_USE;

/* Whether nothing was cut off what is mapped. False with an error that names path. */
bool source_is_whole(const struct source *source, const char *path, struct error *error) MUST_USE;

/* Frees the bytes. What source_look asks for stays. */
void source_release(struct source *source);

#endif
