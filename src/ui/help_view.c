/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows: the groups of actions with the keys of the page, the keys in lists, the fixed keys where
 * text is written, and the actions that have no key.
 */
#include <config.h>

#include "ui/help_view.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "ui/list_view.h"

#include <stdlib.h>

enum {
	COLUMN_KEYS,
	COLUMN_SENTENCE,
	COLUMN_NAME,
	COLUMNS
};

struct help_row {
	const char *heading; /* translated; NULL for an action's or a fixed key's row */
	const char *keys;    /* of a fixed key; NULL for an action's row */
	const char *sentence;
	enum action action;
	enum key_context context;
};

struct help {
	const struct keymap *keymap;
	struct help_row *rows;
	size_t count, capacity;
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_KEYS] = {.columns = 22, .role = ROLE_KEY},
	[COLUMN_SENTENCE] = {.share = 1, .role = ROLE_LIST},
	[COLUMN_NAME] = {.columns = 18, .drop = 1, .from = 100, .role = ROLE_LIST_META},
};

/* Where text is written, keys cannot be bound. */
static const struct {
	const char *keys, *sentence;
} fixed_keys[] = {
	{"<C-s> <A-Enter>", N_("Save the note")},
	{"<Enter>", N_("Begin a new line in a note; take a prompt's words")},
	{"<Esc> <C-c>", N_("Leave; what is not saved is asked about")},
	{"<Tab> <S-Tab>", N_("Complete a tag: the next, the previous one in use")},
	{"<Up> <Down>", N_("Bring back what was searched for before")},
	{"<C-z> <C-y>", N_("Undo, do again")},
	{"<C-a> <C-e>", N_("Go to the line's start, end")},
	{"<C-Left> <C-Right>", N_("Go a word left, right")},
	{"<C-w> <C-u> <C-k>", N_("Take out the word, the line before, the line behind")},
};

static struct help_row *
add(struct help *help)
{
	help->rows = array_grow(help->rows, &help->capacity, help->count + 1, sizeof *help->rows);
	help->rows[help->count] = (struct help_row){.action = ACTION_NONE};
	return &help->rows[help->count++];
}

static bool
has_key(const struct help *help, enum key_context context, enum action action)
{
	struct buffer keys;
	bool has;

	buffer_init(&keys);
	keymap_print(help->keymap, context, action, &keys);
	has = keys.length > 0;
	buffer_clear(&keys);
	return has;
}

/* Adds the actions that have keys in the context, those of one group, or all of them for GROUPS,
 * beneath a heading. */
static void
add_actions(struct help *help, const char *heading, enum key_context context, size_t group)
{
	bool begun = false;

	for (int i = ACTION_NONE + 1; i < ACTIONS; i++) {
		enum action action = (enum action)i;
		struct help_row *row;

		if ((group != GROUPS && action_group(action) != group) ||
			!has_key(help, context, action))
			continue;
		if (!begun)
			add(help)->heading = heading;
		begun = true;
		row = add(help);
		row->action = action;
		row->context = context;
	}
}

static void
add_without_keys(struct help *help)
{
	bool begun = false;

	for (int i = ACTION_NONE + 1; i < ACTIONS; i++) {
		enum action action = (enum action)i;

		if (has_key(help, CONTEXT_ARTICLE, action) || has_key(help, CONTEXT_LIST, action))
			continue;
		if (!begun)
			add(help)->heading = _("Without a key");
		begun = true;
		add(help)->action = action;
	}
}

static void
fill(struct help *help)
{
	for (size_t group = 0; group < GROUPS; group++)
		add_actions(
			help, action_group_name((enum action_group)group), CONTEXT_ARTICLE, group);
	add_actions(help, _("In lists"), CONTEXT_LIST, GROUPS);
	add(help)->heading = _("Where text is written");
	for (size_t i = 0; i < sizeof fixed_keys / sizeof *fixed_keys; i++) {
		struct help_row *row = add(help);

		row->keys = fixed_keys[i].keys;
		row->sentence = _(fixed_keys[i].sentence);
	}
	add_without_keys(help);
}

static void
title(void *data, struct buffer *out)
{
	(void)data;
	buffer_append_string(out, _("Keys: / looks for one, q goes back"));
}

static size_t
count(void *data)
{
	return ((struct help *)data)->count;
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct help *help = data;
	const struct help_row *line = &help->rows[row];

	if (line->heading) {
		if (column == COLUMN_KEYS)
			buffer_append_string(out, line->heading);
	} else if (line->keys) {
		if (column != COLUMN_NAME)
			buffer_append_string(
				out, column == COLUMN_KEYS ? line->keys : line->sentence);
	} else if (column == COLUMN_KEYS) {
		keymap_print(help->keymap, line->context, line->action, out);
	} else {
		buffer_append_string(out,
			column == COLUMN_NAME ? action_name(line->action)
					      : action_sentence(line->action));
	}
}

static enum role
role(void *data, size_t row, size_t column)
{
	return ((struct help *)data)->rows[row].heading ? ROLE_HEADING : columns[column].role;
}

static void
free_data(void *taken_data)
{
	struct help *help = taken_data;

	free(help->rows);
	free(help);
}

static const struct list_source source = {
	.empty = N_("There are no keys."),
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.role = role,
	.free = free_data,
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct help *help = alloc_zeroed(1, sizeof *help);

	(void)session;
	(void)request;
	(void)error;
	help->keymap = keymap;
	fill(help);
	return list_view_new(&source, help);
}

const struct view_ops help_view_ops = {.name = "help", .open = open_view, LIST_VIEW_FUNCTIONS};
