/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys → actions, by context. The defaults are written in the reader's own language
 * (data/keys.conf, built in) and read by the same parser:
 *
 *      bind article  j        next-row
 *      bind article  :n       next-file
 *      bind list     <Enter>  open
 *      unbind article q
 *
 * Contexts: article (also while selecting), list (all lists and the help).
 */
#ifndef ZHUPI_UI_KEYMAP_H
#define ZHUPI_UI_KEYMAP_H

#include "base/attributes.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"
#include "ui/action.h"
#include "ui/input.h"

#include <stdbool.h>
#include <stddef.h>

enum key_context {
	CONTEXT_ARTICLE,
	CONTEXT_LIST,
	CONTEXTS
};

struct keymap;

/* The default keys. keymap_free frees. */
struct keymap *keymap_new(void) MUST_USE;
void keymap_free(struct keymap *taken_keymap);

/* Lays the bindings of a text over the map. On a mistake: false, the error names name, line and way
 * out; the lines before hold. */
bool keymap_read(
	struct keymap *keymap, struct slice text, const char *name, struct error *error) MUST_USE;

/*
 * The action of the keys typed so far (count of them) in the context; ACTION_NONE when none; *more
 * tells whether a longer sequence begins so.
 */
enum action keymap_find(const struct keymap *keymap, enum key_context context,
	const struct input *keys, size_t count, bool *more);

/* Appends the names of all keys of an action in the context, with blanks between; nothing when it
 * has none. */
void keymap_print(const struct keymap *keymap, enum key_context context, enum action action,
	struct buffer *out);

/* The same of the first of them only. */
void keymap_print_first(const struct keymap *keymap, enum key_context context, enum action action,
	struct buffer *out);

#endif
