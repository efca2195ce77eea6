/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader's actions, from action.def. */
#ifndef ZHUPI_UI_ACTION_H
#define ZHUPI_UI_ACTION_H

#include "base/attributes.h"
#include "base/slice.h"

#include <stdbool.h>

enum action {
	ACTION_NONE,
#define ACTION(ENUM, NAME, GROUP, SENTENCE) ACTION_##ENUM,
#include "ui/action.def"
#undef ACTION
	ACTIONS
};

enum action_group {
	GROUP_MOVE,
	GROUP_FIND,
	GROUP_NOTE,
	GROUP_LIST,
	GROUP_FILE,
	GROUP_SHOW,
	GROUPS
};

/* Its name in the configuration, its sentence (translated), its group. Static. action is not
 * ACTION_NONE. */
const char *action_name(enum action action);
const char *action_sentence(enum action action);
enum action_group action_group(enum action action);

/* The group's heading in the help (translated). Static. */
const char *action_group_name(enum action_group group);

/* The action of that name; ACTION_NONE when there is none. */
enum action action_find(struct slice name);

#endif
