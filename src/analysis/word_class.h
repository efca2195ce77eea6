/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of words that packs know, as bits of a set. */
#ifndef ZHUPI_ANALYSIS_WORD_CLASS_H
#define ZHUPI_ANALYSIS_WORD_CLASS_H

#include "base/slice.h"

#include <stdint.h>

enum word_class {
#define WORD_CLASS(NAME, STRING) CLASS_##NAME,
#include "analysis/word_class.def"
#undef WORD_CLASS
	WORD_CLASSES
};

/* A set of classes: the bit of each. */
typedef uint64_t word_set;

#define SET(NAME) ((word_set)1 << CLASS_##NAME)

/* The class with that name in the packs; WORD_CLASSES when there is none. */
enum word_class word_class_from_name(struct slice name);

/* The name of a class: static. */
const char *word_class_name(enum word_class class);

#endif
