/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Display in the other script by OpenCC, which is loaded when first asked for. For the eye only:
 * never for names, search or anchors.
 */
#ifndef ZHUPI_TEXT_SCRIPT_H
#define ZHUPI_TEXT_SCRIPT_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"

enum script {
	SCRIPT_AS_IS,
	SCRIPT_SIMPLIFIED,
	SCRIPT_TRADITIONAL
};

struct script_converter;

/* Opens OpenCC for a script other than SCRIPT_AS_IS. NULL with an error when it is not installed.
 * script_close frees. */
struct script_converter *script_open(enum script script, struct error *error) MUST_USE;

/* Frees it. NULL is allowed. */
void script_close(struct script_converter *taken_converter);

/*
 * text (UTF-8) in the converter's script, with exactly as many code points as text has, so that the
 * n-th shown character stands for the n-th real one: where OpenCC would change the number, the
 * stretch between two punctuation marks is left as it is. The caller frees; *length (bytes).
 */
char *script_convert(
	struct script_converter *converter, struct slice text, size_t *length) MUST_USE;

#endif
