/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Frames: 会议强调， 他要求各级干部… What follows is said by somebody, and often an order.
 */
#ifndef ZHUPI_ANALYSIS_FRAME_H
#define ZHUPI_ANALYSIS_FRAME_H

#include "analysis/passage.h"
#include "analysis/segment.h"

#include <stdbool.h>
#include <stddef.h>

enum frame_kind {
	FRAME_NONE,
	FRAME_IS_ORDER,  /* 强调 */
	FRAME_IS_POINT,  /* 指出 */
	FRAME_IS_OWN,    /* 表示 */
	FRAME_IS_OBJECT, /* 要求 + whom */
	FRAME_IS_WISH    /* 希望 + whom */
};

struct frame {
	enum frame_kind kind;
	size_t verb, verb_end; /* folded characters */
	size_t body;           /* where what is said begins */
	size_t issuer;         /* where the subject begins; verb when none is named */
	bool announced;        /* 提出三点意见：: a list of what is ordered follows */
	bool spoken;           /* a comma, colon or cue follows, not an object */
};

/* The first frame whose verb lies in [from, segment->end); false when there is none. */
bool frame_find(const struct passage *passage, const struct segment *segment, size_t from,
	struct frame *frame);

#endif
