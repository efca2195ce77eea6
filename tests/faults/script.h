/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader does to a notes file, a step at a time, and what the file holds after each: for
 * tests that make a step fail. */
#ifndef ZHUPI_TESTS_FAULTS_SCRIPT_H
#define ZHUPI_TESTS_FAULTS_SCRIPT_H

#include "notes/correction.h"
#include "notes/store.h"
#include "text/article.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SCRIPT_STEPS = 18
};

struct script {
	const char *path;
	int64_t clock_step; /* what each look at the clock adds to the time; may be negative */
	int64_t time;
	struct store *store;
	struct article *article;
	int64_t number;
	char notes[4][ANNOTATION_ID_BYTES];
	char correction[ANNOTATION_ID_BYTES];
};

/* Begins with no file at path, which is borrowed. */
void script_start(struct script *script, const char *path);

/* Does a step (from 0, in order); one that failed may be done again. The store is opened by step 0,
 * and again by any step that finds it closed. */
bool script_step(struct script *script, size_t step, struct error *error);

/* Closes the store, as when the program ends; the article stays. */
void script_close(struct script *script);

/* Ends. */
void script_end(struct script *script);

/* Everything that the notes file holds but ids and times, as one string that the caller frees: ""
 * when it is empty or not there. Reads by a connection and a VFS of its own. */
char *script_dump(const char *path);

#endif
