/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/settings.h"

#include "analysis/overlay.h"
#include "base/intl.h"
#include "ui/configuration.h"

#include <stddef.h>
#include <string.h>

/* Settings that are one of two words. */
static const struct switch_row {
	const char *key, *off, *on;
	size_t offset;
} switch_rows[] = {
	{"theme", "dark", "light", offsetof(struct settings, light)},
	{"motions", "rows", "paragraphs", offsetof(struct settings, paragraph_motions)},
	{"marks", "off", "on", offsetof(struct settings, show_marks)},
	{"notes", "off", "on", offsetof(struct settings, show_notes)},
	{"mouse", "off", "on", offsetof(struct settings, mouse)},
};

enum {
	WIDTH_LEAST = 10,
	WIDTH_MOST = 1000
};

void
settings_init(struct settings *settings)
{
	*settings = (struct settings){.width = 76,
		.show_marks = true,
		.show_notes = true,
		.mouse = true,
		.packs = CHOICE_DEFAULT};
}

static bool
read_width(struct settings *settings, struct slice value)
{
	int width = 0;

	for (size_t i = 0; i < value.length; i++) {
		if (value.bytes[i] < '0' || value.bytes[i] > '9' || width > WIDTH_MOST)
			return false;
		width = width * 10 + (value.bytes[i] - '0');
	}
	if (width < WIDTH_LEAST || width > WIDTH_MOST)
		return false;
	settings->width = width;
	return true;
}

/* What a key may be set to, for a message; NULL when there is no such key. */
static const char *
read_switch(struct settings *settings, struct slice key, struct slice value, bool *right)
{
	static const char *const choices[] = {
		"dark | light", "rows | paragraphs", "off | on", "off | on", "off | on"};

	for (size_t i = 0; i < sizeof switch_rows / sizeof *switch_rows; i++) {
		const struct switch_row *row = &switch_rows[i];
		bool *target = (bool *)((char *)settings + row->offset);

		if (!slice_equal(key, slice_from_string(row->key)))
			continue;
		*right = true;
		if (slice_equal(value, slice_from_string(row->on)))
			*target = true;
		else if (slice_equal(value, slice_from_string(row->off)))
			*target = false;
		else
			*right = false;
		return choices[i];
	}
	return NULL;
}

/* filter.SUFFIX = COMMAND */
static bool
read_filter(struct settings *settings, struct slice key, struct slice value)
{
	struct slice suffix = slice_at(key, (struct span){strlen("filter."), key.length});

	return filters_set(&settings->filters, suffix, value);
}

bool
settings_read(struct settings *settings, struct slice text, const char *name, struct error *error)
{
	size_t number = 0;
	struct slice line;

	while (configuration_line(&text, &number, &line)) {
		struct slice value;
		struct slice key = slice_trim(slice_split(line, '=', &value));
		const char *choices = "10 … 1000";
		bool right = false;

		value = slice_trim(value);
		if (slice_equal(key, slice_from_string("width"))) {
			right = read_width(settings, value);
		} else if (slice_equal(key, slice_from_string("packs"))) {
			right = choice_read(value, &settings->packs);
			choices = CHOICE_NAMES;
		} else if (slice_starts_with(key, slice_from_string("filter."))) {
			right = read_filter(settings, key, value);
			choices = _("a command of 1 to 239 bytes, for at most 16 suffixes");
		} else {
			choices = read_switch(settings, key, value, &right);
		}
		if (right)
			continue;
		if (choices)
			error_set(error, ERROR_CONFIG, _("%s, line %zu: %.*s may be %s"), name,
				number, (int)key.length, key.bytes, choices);
		else
			error_set(error, ERROR_CONFIG,
				_("%s, line %zu: there is no setting %.*s: width, theme, motions, "
				  "marks, notes, mouse, packs, filter.SUFFIX"),
				name, number, (int)key.length, key.bytes);
		return false;
	}
	return true;
}
