/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the reader needs of a terminal. term/ fills it in with curses; a test fills it in with an
 * array of keys and a frame to compare.
 */
#ifndef ZHUPI_UI_TERMINAL_H
#define ZHUPI_UI_TERMINAL_H

#include "base/error.h"
#include "ui/frame.h"
#include "ui/input.h"

#include <stdbool.h>

struct terminal {
	void *context;
	/* Waits for an input at most milliseconds (-1: for ever, 0: not at all). Fills in input. */
	void (*read)(void *context, struct input *input, int milliseconds);
	/* From now on read also comes back, with no input, when there is something to be read from
	 * the descriptor; -1: from none. */
	void (*watch)(void *context, int descriptor);
	/* Whether an input is waiting: long work is then put off, and a frame need not be shown. */
	bool (*pending)(void *context);
	/* The size in cells. */
	void (*size)(void *context, int *columns, int *rows);
	/* Shows the frame and keeps it, to compare the next one with it; the one that was kept so
	 * far is given back in its place (to be reset before it is drawn in). */
	void (*show)(void *context, struct frame *frame);
	/* Hands the terminal to a program (an editor; arguments end in NULL), waits for it and
	 * takes it back. False with the error when it could not be run or failed. */
	bool (*run)(void *context, const char *const *arguments, struct error *error);
	/* Stops the program as ^Z does, and comes back with fg. */
	void (*suspend)(void *context);
	/* Throws away what is on the screen, so that the next show draws all (^L). */
	void (*forget)(void *context);
};

#endif
