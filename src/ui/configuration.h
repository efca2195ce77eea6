/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines and words of a configuration file: what keys, theme and settings have in common. A # at
 * a word's start begins a comment, to the end of the line. */
#ifndef ZHUPI_UI_CONFIGURATION_H
#define ZHUPI_UI_CONFIGURATION_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* Takes the next line that has words from the front of *rest, trimmed and without its comment;
 * *number counts all lines from 1 (0 before the first call). False at the end. Borrowed. */
bool configuration_line(struct slice *rest, size_t *number, struct slice *line);

/* Takes the next word, up to a blank, from the front of *line; empty at the end. Borrowed. */
struct slice configuration_word(struct slice *line);

#endif
