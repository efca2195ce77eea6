/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long somebody is ready to wait for a search: it is asked while that goes on. */
#ifndef ZHUPI_TEXT_PATIENCE_H
#define ZHUPI_TEXT_PATIENCE_H

#include <stdbool.h>
#include <stddef.h>

/* is_over is asked with the context; NULL: it never is. */
struct patience {
	bool (*is_over)(void *context);
	void *context;
};

static inline bool
patience_is_over(const struct patience *patience)
{
	return patience->is_over && patience->is_over(patience->context);
}

#endif
