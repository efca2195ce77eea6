/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal by ncurses: the only room that knows curses. Fills in struct terminal.
 */
#ifndef ZHUPI_TERM_SCREEN_H
#define ZHUPI_TERM_SCREEN_H

#include "base/attributes.h"
#include "base/error.h"
#include "ui/terminal.h"
#include "ui/theme.h"

#include <stdbool.h>

struct screen;

struct screen_options {
	const struct theme *theme; /* borrowed */
	bool mouse;
	bool no_colour; /* NO_COLOR is set and not empty */
	int keyboard; /* descriptor of the keyboard: 0, or /dev/tty's when the text came by standard
			 input */
};

/*
 * Takes the terminal. NULL with an error that says what is missing for: no terminal, TERM unknown
 * or too dumb (cannot move the cursor), a locale that is not UTF-8. Nothing was written to the
 * terminal then.
 */
struct screen *screen_open(const struct screen_options *options, struct error *error) MUST_USE;

/* Gives the terminal back as it was. NULL is allowed. */
void screen_close(struct screen *taken_screen);

/* The functions for the reader; borrowed, as long as the screen is open. */
const struct terminal *screen_terminal(struct screen *screen);

/* Restores the terminal from anywhere (out of memory), without freeing anything. */
void screen_restore(void);

#endif
