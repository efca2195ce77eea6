/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a screen: for screen.c and keyboard.c only. */
#ifndef ZHUPI_TERM_CURSES_SCREEN_H
#define ZHUPI_TERM_CURSES_SCREEN_H

#include "base/buffer.h"
#include "term/screen.h"

#include <curses.h>
#include <signal.h>
#include <stdio.h>
#include <term.h>

/* term.h's macros that are words of ours. */
#undef columns
#undef lines

enum {
	SCREEN_PAIRS = 250 /* pairs of colours in use; more show without colour */
};

struct colour_pair {
	int foreground, background;
};

/* How cells of a role and flags look to curses. */
struct look {
	uint8_t role, flags;
	attr_t attributes;
	int pair;
};

struct screen {
	struct terminal terminal;
	const struct theme *theme;
	SCREEN *curses;
	FILE *input;  /* the keyboard as curses reads it */
	int keyboard; /* its descriptor */
	int watched;  /* another one that is waited for; -1: none */
	bool mouse;
	int colours; /* 0: attributes only */
	bool direct; /* colours are 0xRRGGBB */
	struct colour_pair pairs[SCREEN_PAIRS];
	int pair_count;
	struct frame shown; /* as curses was given it last */
	bool is_blank;      /* curses was given nothing yet */
	cchar_t *row;       /* characters for curses */
	size_t row_capacity;
	bool resized; /* a resize is still to be told */
	bool lost;    /* the terminal has gone */
	sigset_t former_mask;
};

/* Blocks the signals and sets the modes of the keyboard; and takes the signals back. */
void keyboard_start(struct screen *screen);
void keyboard_stop(struct screen *screen);

/* Switches what only this program wants of the terminal (mouse, bracketed paste) off and on, around
 * endwin. */
void keyboard_leave(struct screen *screen);
void keyboard_enter(struct screen *screen);

/* The functions of struct terminal. */
void keyboard_read(void *context, struct input *input, int milliseconds);
bool keyboard_pending(void *context);
void keyboard_watch(void *context, int descriptor);

#endif
