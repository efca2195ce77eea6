/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times as they are written to files: always UTC, so that the same note gives the same bytes. */
#ifndef ZHUPI_EXPORT_STAMP_H
#define ZHUPI_EXPORT_STAMP_H

#include "base/buffer.h"

#include <stdint.h>

/* Appends milliseconds since 1970 as 2020-02-03 04:05 UTC, or by ISO 8601 as
 * 2020-02-03T04:05:06.789Z. */
void stamp_append(struct buffer *out, int64_t milliseconds);
void stamp_append_iso(struct buffer *out, int64_t milliseconds);

#endif
