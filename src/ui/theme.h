/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Role → colour and attributes. The default themes are written in the same language as the reader's
 * (data/theme.conf, built in):
 *
 *      [dark]
 *      official    = bold, fg yellow, fg256 179, fgrgb d7af5f
 *      obligation  = fg red, mono underline …
 *
 * Colour says kind, attributes say strength: with NO_COLOR or one colour, bold, underline, reverse
 * and dim are kept, and `mono underline` says what colour said.
 */
#ifndef ZHUPI_UI_THEME_H
#define ZHUPI_UI_THEME_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "ui/frame.h"

#include <stdbool.h>
#include <stdint.h>

enum style_attribute {
	STYLE_BOLD = 1,
	STYLE_DIM = 2,
	STYLE_UNDERLINE = 4,
	STYLE_REVERSE = 8,
	STYLE_ITALIC = 16
};

enum {
	COLOUR_DEFAULT = -1
};

/* A colour for terminals of 8 (0 to 7), 256 (0 to 255) and 16 million colours (0xRRGGBB);
 * COLOUR_DEFAULT is the terminal's own. */
struct colour {
	int basic, indexed, direct;
};

struct style {
	unsigned attributes; /* enum style_attribute */
	unsigned mono;       /* those that come to them where there is no colour */
	struct colour foreground, background;
};

struct theme {
	struct style roles[ROLES];
	struct style hit, selected,
		noted; /* laid over a role's style: attributes added, colours replaced where set */
};

/* The built-in theme: dark or light. */
void theme_default(struct theme *theme, bool light);

/* Lays the lines of a theme file (the section [dark] or [light] that fits) over theme. name is for
 * messages: file, line, way out. */
bool theme_read(struct theme *theme, bool light, struct slice text, const char *name,
	struct error *error) MUST_USE;

/* The style of a cell: its role's with the flags' laid over. */
struct style theme_style(const struct theme *theme, const struct cell *cell);

#endif
