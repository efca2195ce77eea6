/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shipped configuration, linked in: what data/keys.conf and data/theme.conf say, read by the
 * same parsers as the reader's own files. The build makes builtin_keys.c and builtin_theme.c.
 */
#ifndef ZHUPI_UI_BUILTIN_H
#define ZHUPI_UI_BUILTIN_H

#include <stddef.h>

/* data/keys.conf: UTF-8, NUL-terminated; builtin_keys_bytes counts without the NUL. */
extern const char builtin_keys[];
extern const size_t builtin_keys_bytes;

/* data/theme.conf, likewise. */
extern const char builtin_theme[];
extern const size_t builtin_theme_bytes;

#endif
