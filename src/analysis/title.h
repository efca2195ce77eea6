/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Offices: from a head (书记, 总指挥长) leftwards to where the first office with its organ begins.
 *
 *      ，[市委书记、市疫情防控工作总指挥长]陈敏尔      left to the stop
 */
#ifndef ZHUPI_ANALYSIS_TITLE_H
#define ZHUPI_ANALYSIS_TITLE_H

#include "analysis/passage.h"

#include <stdbool.h>
#include <stddef.h>

struct title {
	size_t start, end; /* folded characters, half open */
	size_t head;       /* where the last head begins */
	word_set classes;  /* of the last head */
	bool foreign;      /* a country, or a head that only foreigners have, stands in it */
	bool state;        /* of a firm: something says that the state owns it */
};

/* All heads that may end an office before a name. */
#define HEADS                                                                                      \
	(SET(HEAD_STRONG) | SET(HEAD_WEAK) | SET(HEAD_FOREIGN) | SET(HEAD_GROUP) | SET(HEAD_FIRM))

/* The office whose last head ends before a position; false when none does. */
bool title_ending_at(const struct passage *passage, size_t end, struct title *title);

/* Whether a word for who is no official ends before a position (记者), and no office that ends in
 * it (总编辑, 总经理). */
bool title_is_civil(const struct passage *passage, size_t end);

/* Where the words of an office that ends before end begin, walking left from a position in it. */
size_t title_walk(const struct passage *passage, size_t from, size_t end);

/* The office text that stands right behind a name which ends at a position (总书记, 同志), or in
 * the next column; false when none does. */
bool title_behind(const struct passage *passage, size_t name_end, struct title *title);

#endif
