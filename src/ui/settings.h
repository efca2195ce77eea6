/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader chose: configuration file, then options. Values, handed down; nothing looks them
 * up. Parsed by settings_read (key = value, a line each, # comments). */
#ifndef ZHUPI_UI_SETTINGS_H
#define ZHUPI_UI_SETTINGS_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/filter.h"

#include <stdbool.h>

struct settings {
	int width;              /* width = 76: the measure in columns */
	bool light;             /* theme = dark | light */
	bool paragraph_motions; /* motions = rows | paragraphs: what j and k do */
	bool show_marks;        /* marks = on | off */
	bool show_notes;        /* notes = on | off */
	bool mouse;             /* mouse = on | off */
	unsigned packs;         /* packs = zh en: shipped packs, CHOICE_ bits */
	struct filters filters; /* filter.pdf = pdftotext -layout %s - */
	const char *editor;     /* $VISUAL or $EDITOR, words for the shell; NULL: vi. Borrowed */
};

/* The defaults. */
void settings_init(struct settings *settings);

/* Lays the lines of a configuration file over settings; a mistake names file, line and way out, and
 * the lines before hold. */
bool settings_read(struct settings *settings, struct slice text, const char *name,
	struct error *error) MUST_USE;

#endif
