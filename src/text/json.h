/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings of JSON (RFC 8259). */
#ifndef ZHUPI_TEXT_JSON_H
#define ZHUPI_TEXT_JSON_H

#include "base/buffer.h"
#include "base/slice.h"

/*
 * Appends text as a JSON string, quotes included. Bytes that are no UTF-8 become U+FFFD, and what
 * must not reach a terminal (unicode_is_unsafe) is escaped, so that the result can be looked at.
 */
void json_append_string(struct buffer *out, struct slice text);

#endif
