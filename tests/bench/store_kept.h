/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the versions of texts take that a notes file keeps. */
#ifndef ZHUPI_TESTS_BENCH_STORE_KEPT_H
#define ZHUPI_TESTS_BENCH_STORE_KEPT_H

#include <stddef.h>

/* Notes on each text and on four edited versions of it, in a new notes file at path, and prints
 * what the kept versions take beside the files. Leaves when it cannot. */
void store_kept(const char *path, char *const *texts, size_t count);

#endif
