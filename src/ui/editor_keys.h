/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys that mean the same wherever text is written: in a prompt and in the note editor. */
#ifndef ZHUPI_UI_EDITOR_KEYS_H
#define ZHUPI_UI_EDITOR_KEYS_H

#include "ui/editor_text.h"
#include "ui/input.h"

#include <stdbool.h>

/*
 * Does what the input says to the text: characters and pasted text go in; Backspace, Delete, <C-d>,
 * <C-w>, <C-u>, <C-k> take out; <Left> <Right> <C-b> <C-f>, with Ctrl or Alt by words, <C-a> <C-e>
 * move; <C-z> and <C-y> undo and do again. False when the input means something else.
 */
bool editor_keys_apply(struct editor_text *text, const struct input *input);

#endif
