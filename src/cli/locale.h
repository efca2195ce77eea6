/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The locale, chosen once at the start. */
#ifndef ZHUPI_CLI_LOCALE_H
#define ZHUPI_CLI_LOCALE_H

#include <stdbool.h>

/*
 * Sets the locale that the environment names, for characters and messages only: numbers and dates
 * are data here, and each further category costs a file at the start. Where it names none, or one
 * that is not installed, C.UTF-8 serves (the messages keep the wanted language). Returns whether
 * the locale's encoding is UTF-8: a locale that was named and is of another encoding (LC_ALL=C) is
 * obeyed.
 */
bool locale_choose(void);

#endif
