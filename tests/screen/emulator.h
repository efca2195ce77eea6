/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program in a real terminal emulator (libvterm) on a pseudo-terminal, in this process: type
 * keys, wait until the screen shows something, compare rows with their attributes.
 */
#ifndef ZHUPI_TESTS_SCREEN_EMULATOR_H
#define ZHUPI_TESTS_SCREEN_EMULATOR_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

struct emulator;

/* What a program is started with. */
struct start {
	int columns, rows;
	const char *home;         /* HOME; XDG variables are unset */
	const char *const *words; /* the program and its arguments, NULL at the end */
	const char *const
		*settings; /* NAME=VALUE for its environment, NULL at the end; may be NULL */
	const char *input; /* a file for standard input, or NULL for the terminal */
};

/* Starts it. Fails the test when it cannot. emulator_end frees. */
struct emulator *emulator_start(const struct start *start);

/* Types text: UTF-8, control characters as they are ("\r" is Enter, "\033" Escape). */
void emulator_type(struct emulator *emulator, const char *text);

/* Waits until a row of the screen holds text; fails the test with the screen when it does not come
 * in time. */
void emulator_expect(struct emulator *emulator, const char *text);

/* Waits until nothing has come for a while: for what must not happen. */
void emulator_settle(struct emulator *emulator);

/* The same, for a while of so many milliseconds. */
void emulator_pause(struct emulator *emulator, int milliseconds);

/* The number of the first row that holds text, from 0; -1 when none does. */
int emulator_find(struct emulator *emulator, const char *text);

/* Appends a row's text (blanks at the end cut), or the runs of its attributes: "4+1 bold fg203;
 * 13+9 underline". */
void emulator_text(struct emulator *emulator, int row, struct buffer *out);
void emulator_attributes(struct emulator *emulator, int row, struct buffer *out);

/* Fails the test unless that row is this text with these attributes. */
void emulator_expect_row(
	struct emulator *emulator, int row, const char *text, const char *attributes);

/*
 * Compares the whole screen, attributes too, with the file tests/screen/expected/NAME.txt, and
 * shows how they differ. With ZHUPI_RECORD=1 in the environment the file is written instead: git
 * diff then shows what has changed.
 */
void emulator_expect_screen(struct emulator *emulator, const char *name);

/* Gives the terminal another size. */
void emulator_resize(struct emulator *emulator, int columns, int rows);

/* Sends a signal to the program. */
void emulator_signal(struct emulator *emulator, int number);

/* Whether the alternate screen is shown: a program that has left gives the main one back. */
bool emulator_is_alternate(const struct emulator *emulator);

/* Every byte that the program has sent. Borrowed. */
struct slice emulator_sent(const struct emulator *emulator);

/* Takes the terminal away, as a lost connection does. */
void emulator_hang_up(struct emulator *emulator);

/* Waits until the program has left and returns its exit status (128 + signal when killed). */
int emulator_wait(struct emulator *emulator);

/* Frees it; a program that still runs is killed. */
void emulator_end(struct emulator *taken_emulator);

#endif
