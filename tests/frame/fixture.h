/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader without a terminal: keys go in by their names, the last frame comes out. Texts and
 * notes lie in a folder of their own, so a second run finds what the first one wrote.
 */
#ifndef ZHUPI_TESTS_FRAME_FIXTURE_H
#define ZHUPI_TESTS_FRAME_FIXTURE_H

#include "ui/frame.h"
#include "ui/settings.h"

#include <stdbool.h>
#include <stddef.h>

struct fixture {
	char folder[64];
	char *paths[4];
	size_t path_count;
	int columns, rows;
	bool typed_ahead; /* all keys are there at once, as if typed before the first frame */
	size_t start;     /* the paragraph to open at */
	const char *keys; /* bindings over the default ones; NULL: none */
	struct settings settings;
	struct frame frame;     /* as shown last */
	size_t shown;           /* how many frames were shown */
	const char *awaited[2]; /* whether these were in one of them is noted; NULL: nothing */
	bool was_shown;
	void (*when_busy)(struct fixture *fixture); /* called once, while work goes on; NULL */
	struct buffer text;                         /* the frame as text */
};

/* Makes the folder, with 80x24 cells and the default settings. fixture_clear deletes it. */
void fixture_init(struct fixture *fixture);
void fixture_clear(struct fixture *fixture);

/* The same for the tests of a group, which get it as their state: one without a text, with one. */
int fixture_set_up(void **state);
int fixture_set_up_text(void **state, const char *name, const char *text);
int fixture_tear_down(void **state);

/* Writes a text into the folder and adds it to the files that are read. */
void fixture_add_text(struct fixture *fixture, const char *name, const char *text);

/*
 * Opens the files, types the keys ("jj<Space>/"; <Size 40x10> changes the terminal's size;
 * <Work> waits until all work is done), waits
 * until all work is done, and hangs up.
 */
void fixture_run(struct fixture *fixture, const char *keys);

/* Notes the first file as the program does: on the first place where quote stands, or on that
 * paragraph for NULL; tag may be NULL. */
void fixture_note(struct fixture *fixture, size_t paragraph, const char *quote, const char *body,
	const char *tag);

/* Row of the last frame as text; borrowed until the next call. */
const char *fixture_row(struct fixture *fixture, int row);

/* The first row (from 0) of the last frame that contains text, or -1. */
int fixture_find(struct fixture *fixture, const char *text);

/* The cell where text begins in the last frame; fails the test when it is not there. */
const struct cell *fixture_cell(struct fixture *fixture, const char *text);

#endif
