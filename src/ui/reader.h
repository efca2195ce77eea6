/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader: one thread, one loop: wait, act, draw what is due; slices of long work between keys.
 * Keys and frames pass through struct terminal.
 */
#ifndef ZHUPI_UI_READER_H
#define ZHUPI_UI_READER_H

#include "base/error.h"
#include "ui/keymap.h"
#include "ui/session.h"
#include "ui/terminal.h"
#include "ui/view.h"

/* Reads until the reader leaves (true) or the terminal is lost (true too: everything is saved).
 * start is the paragraph number to open at, 0 for where the reader left it. */
bool reader_run(struct session *session, const struct keymap *keymap,
	const struct view_ops *const *views, const struct terminal *terminal, size_t start,
	struct error *error) MUST_USE;

#endif
