/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking at a whole notes file: does SQLite find its pages and indices sound, are the tables those
 * of its version, does each row belong to something, has each note a place, does the full-text
 * index agree with the notes, do the kept texts come back as they were. What is found is told in
 * sentences; nothing is changed.
 */
#ifndef ZHUPI_NOTES_CHECK_H
#define ZHUPI_NOTES_CHECK_H

#include "base/attributes.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a fault is in; what mends it is in repair.h. */
enum check_kind {
	CHECK_PAGES, /* the file's pages or rows themselves: only a salvage helps */
	CHECK_TABLE, /* a table is missing: the same */
	CHECK_LABEL, /* not marked as a notes file */
	CHECK_INDEX, /* an index is missing, or disagrees with its table */
	CHECK_TIES,  /* rows that belong to something that is not there */
	CHECK_PLACE, /* notes without a place in a text */
	CHECK_TEXT,  /* a kept text is damaged */
	CHECK_WORDS  /* the full-text index */
};

struct check_fault {
	enum check_kind kind;
	char *sentence;
};

struct check_report {
	struct check_fault *items; /* none: the file is sound */
	size_t count, capacity;
	int64_t version;   /* 0: there is nothing in the file yet; -1: it cannot be read */
	bool is_old;       /* a later step of the schema is missing; the next change takes it */
	bool words_unseen; /* it cannot be written: the full-text index was looked at from outside
			    */
	int64_t articles, notes, trash, corrections; /* -1: cannot be counted */
};

/*
 * Looks at the notes file at path. True when that could be done, whatever was found. False with an
 * error when there is no file, when it is locked, and when it is another program's or of a later
 * version. check_clear follows in either case.
 */
bool check_file(const char *path, struct check_report *report, struct error *error) MUST_USE;

/* Whether the report has a fault of that kind. */
bool check_has(const struct check_report *report, enum check_kind kind);

/* Frees what is in the report. */
void check_clear(struct check_report *report);

#endif
