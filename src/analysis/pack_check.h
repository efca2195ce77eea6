/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking a pack over: all mistakes, and what is of no use though it is no mistake. */
#ifndef ZHUPI_ANALYSIS_PACK_CHECK_H
#define ZHUPI_ANALYSIS_PACK_CHECK_H

#include "analysis/pack.h"
#include "analysis/packs.h"

/*
 * Reads the pack into an empty one and adds its mistakes in the order of their places. Warnings are
 * words that stand in it twice, that beneath (the packs it will be laid over) have already, or that
 * it takes out although they don't have them.
 */
void pack_check(struct pack *pack, const char *name, struct slice text, const struct packs *beneath,
	struct pack_mistakes *mistakes);

#endif
