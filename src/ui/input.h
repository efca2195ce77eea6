/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes from the keyboard, the mouse and the system. Names as in the key configuration: j,
 * <Space>, <C-d>, <PgDn>, <A-x>. */
#ifndef ZHUPI_UI_INPUT_H
#define ZHUPI_UI_INPUT_H

#include "base/attributes.h"
#include "base/buffer.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum input_code {
	INPUT_NONE,      /* the time was up */
	INPUT_CHARACTER, /* character; control characters come as <C-…> with the letter in character
			    and control set */
	INPUT_ENTER,
	INPUT_TAB,
	INPUT_BACK_TAB,
	INPUT_ESCAPE,
	INPUT_BACKSPACE,
	INPUT_DELETE,
	INPUT_UP,
	INPUT_DOWN,
	INPUT_LEFT,
	INPUT_RIGHT,
	INPUT_HOME,
	INPUT_END,
	INPUT_PAGE_UP,
	INPUT_PAGE_DOWN,
	INPUT_FUNCTION, /* character is the number */
	INPUT_WHEEL_UP, /* column, row */
	INPUT_WHEEL_DOWN,
	INPUT_CLICK,  /* left button pressed */
	INPUT_PASTE,  /* text: bracketed paste, whole */
	INPUT_RESIZE, /* the terminal has another size now */
	INPUT_HANGUP, /* SIGHUP, SIGTERM or a lost terminal: save what is to be saved and leave */
	INPUT_CODES
};

struct input {
	enum input_code code;
	uint32_t character;
	bool control, alt;
	int column, row; /* cells from 0 */
	char *text;      /* owned by who gets the input: input_clear frees */
};

/* Frees what it holds and makes it INPUT_NONE. */
void input_clear(struct input *input);

/* Reads one key's name at the start of text; *length becomes the bytes read. False when it is no
 * name. */
bool input_parse(struct slice text, struct input *input, size_t *length) MUST_USE;

/* Appends the key's name. */
void input_print(const struct input *input, struct buffer *out);

/* Whether both are the same key (column, row and text not looked at). */
bool input_same(const struct input *one, const struct input *other);

#endif
