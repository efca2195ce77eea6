/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/action.h"

#include "base/intl.h"

static const struct action_row {
	const char *name;
	size_t length;
	enum action_group group;
	const char *sentence;
} action_rows[ACTIONS] = {
#define ACTION(ENUM, NAME, GROUP, SENTENCE)                                                        \
	[ACTION_##ENUM] = {NAME, sizeof(NAME) - 1, GROUP_##GROUP, SENTENCE},
#include "ui/action.def"
#undef ACTION
};

static const char *const group_names[GROUPS] = {
	[GROUP_MOVE] = N_("Moving"),
	[GROUP_FIND] = N_("Finding"),
	[GROUP_NOTE] = N_("Tags and notes"),
	[GROUP_LIST] = N_("Lists"),
	[GROUP_FILE] = N_("Files"),
	[GROUP_SHOW] = N_("Showing"),
};

const char *
action_name(enum action action)
{
	return action_rows[action].name;
}

const char *
action_sentence(enum action action)
{
	return _(action_rows[action].sentence);
}

enum action_group
action_group(enum action action)
{
	return action_rows[action].group;
}

const char *
action_group_name(enum action_group group)
{
	return _(group_names[group]);
}

enum action
action_find(struct slice name)
{
	for (size_t i = ACTION_NONE + 1; i < ACTIONS; i++) {
		const struct action_row *row = &action_rows[i];

		if (slice_equal(name, (struct slice){row->name, row->length}))
			return (enum action)i;
	}
	return ACTION_NONE;
}
