/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts as a person reads them: without what converters left in them. */
#ifndef ZHUPI_EXPORT_RESIDUE_H
#define ZHUPI_EXPORT_RESIDUE_H

#include "base/attributes.h"
#include "base/slice.h"

/* A copy of text without the residue that the fold sees in it: 調(diào)度 gives 調度. The caller
 * frees. */
char *residue_remove(struct slice text) MUST_USE;

#endif
