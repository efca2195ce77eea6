/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader does to a notes file, a step at a time, and what the file holds after each: for
 * tests that make a step fail. */
#ifndef ZHUPI_TESTS_FAULTS_STORY_H
#define ZHUPI_TESTS_FAULTS_STORY_H

#include "notes/correction.h"
#include "notes/store.h"
#include "text/article.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	STORY_STEPS = 18
};

struct story {
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
void story_start(struct story *story, const char *path);

/* Does a step (from 0, in order); one that failed may be done again. The store is opened by step 0,
 * and again by any step that finds it closed. */
bool story_step(struct story *story, size_t step, struct error *error);

/* Closes the store, as when the program ends; the article stays. */
void story_close(struct story *story);

/* Ends. */
void story_end(struct story *story);

/* Everything that the notes file holds but ids and times, as one string that the caller frees: ""
 * when it is empty or not there. Reads by a connection and a VFS of its own. */
char *story_dump(const char *path);

#endif
