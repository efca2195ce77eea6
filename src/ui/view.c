/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/view.h"

#include <string.h>

const struct view_ops *
view_find(const struct view_ops *const *views, const char *name)
{
	for (; *views; views++) {
		if (strcmp((*views)->name, name) == 0)
			return *views;
	}
	return NULL;
}
