/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second look at an alignment, while it is made. */
#ifndef ZHUPI_NOTES_ALIGNMENT_REVIEW_H
#define ZHUPI_NOTES_ALIGNMENT_REVIEW_H

#include "notes/alignment.h"

#include <stddef.h>

enum {
	REVIEW_NO_BLOCK = 12 /* of a character without a pair; blocks are less */
};

/* The block of an old character's pair. */
size_t review_block(const struct alignment *alignment, size_t old);

/* Makes pairs of moved blocks that are in order with those about them what they are: in order. */
void review_rejoin(struct alignment *alignment);

/* Marks as doubtful what could as well be a copy of it that was put in right beside it. */
void review_doubt(struct alignment *alignment);

#endif
