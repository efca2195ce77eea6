/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was searched for, the last one at the end; each only once. */
#ifndef ZHUPI_UI_HISTORY_H
#define ZHUPI_UI_HISTORY_H

#include <stddef.h>

/* All zero is an empty one; history_clear frees what it came to hold. */
struct history {
	char **items;
	size_t count, capacity;
};

/* Puts a copy of text at the end, and takes out where it stood before. */
void history_add(struct history *history, const char *text);

/* Frees what it holds and makes it empty. */
void history_clear(struct history *history);

#endif
