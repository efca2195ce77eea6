/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/correction.h"

#include <string.h>

static const char *const kinds[] = {
	[CORRECTION_OFFICIAL] = "official",
	[CORRECTION_NOT_OFFICIAL] = "not-official",
	[CORRECTION_DIRECTIVE] = "directive",
	[CORRECTION_NOT_DIRECTIVE] = "not-directive",
};

const char *
correction_kind_name(enum correction_kind kind)
{
	return kinds[kind];
}

bool
correction_kind_parse(const char *name, enum correction_kind *kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		*kind = (enum correction_kind)i;
		if (strcmp(name, kinds[i]) == 0)
			return true;
	}
	return false;
}

bool
correction_is_about_officials(enum correction_kind kind)
{
	return kind == CORRECTION_OFFICIAL || kind == CORRECTION_NOT_OFFICIAL;
}
