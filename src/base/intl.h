/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names under which sentences for the reader are translated by gettext. */
#ifndef ZHUPI_BASE_INTL_H
#define ZHUPI_BASE_INTL_H

#include <config.h>

#if ENABLE_NLS
#include <libintl.h>
#define _(SENTENCE) gettext(SENTENCE)
#else
#define _(SENTENCE) (SENTENCE)
#define ngettext(ONE, MANY, COUNT) ((COUNT) == 1 ? (ONE) : (MANY))
#endif

/* Marks a sentence in a table; it is translated where it is used. */
#define N_(SENTENCE) SENTENCE

#endif
