/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Books (EPUB) for the tests, put together by libarchive. */
#ifndef ZHUPI_TESTS_STRANGE_BOOK_H
#define ZHUPI_TESTS_STRANGE_BOOK_H

#include <stddef.h>

struct book_part {
	const char *name;
	const char *bytes;
	size_t length; /* 0: bytes is a string */
};

/* The container of these parts, in order, the mimetype before them; *length bytes, which the caller
 * frees. With password all of it is encrypted. Aborts when it cannot be made. */
char *book_pack(const struct book_part *parts, size_t count, const char *password, size_t *length);

#endif
