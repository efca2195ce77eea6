/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/word_class.h"

#include <assert.h>

static const char *const names[WORD_CLASSES] = {
#define WORD_CLASS(NAME, STRING) [CLASS_##NAME] = (STRING),
#include "analysis/word_class.def"
#undef WORD_CLASS
};

static_assert(WORD_CLASSES <= 64, "the classes of a word are bits of one number");

enum word_class
word_class_from_name(struct slice name)
{
	enum word_class class = 0;

	while (class < WORD_CLASSES && !slice_equal(slice_from_string(names[class]), name))
		class ++;
	return class;
}

const char *word_class_name(enum word_class class)
{
	return names[class];
}
