/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates as texts write them: 2020年2月3日, 二〇二〇年二月三日, 2月3日, 2020-02-03, 3 February 2020,
 * Feb. 3. Inside the text floor.
 */
#ifndef ZHUPI_TEXT_DATE_H
#define ZHUPI_TEXT_DATE_H

#include "text/glimpse.h"

#include <stddef.h>

/* Where the first date stands; *length becomes its folded characters, 0 when there is none. */
size_t date_find(const struct glimpse *glimpse, size_t *length);

#endif
