/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ZIP container of a book (EPUB 3.3, Open Container Format), read by libarchive, which is
 * loaded for this only. Inside the text floor: epub.h calls it. Nothing is ever written to a disk:
 * a name is but a name, whatever stands in it.
 */
#ifndef ZHUPI_TEXT_CONTAINER_H
#define ZHUPI_TEXT_CONTAINER_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* What is unpacked at most, of all parts of one container_read. */
#ifndef CONTAINER_AT_MOST_BYTES
#define CONTAINER_AT_MOST_BYTES ((size_t)64 << 20)
#endif

struct container_part {
	const char *name;   /* the full path inside; borrowed */
	bool found;         /* it is there */
	bool encrypted;     /* but only with a password */
	bool broken;        /* but cannot be unpacked to its end */
	struct slice bytes; /* malloc's; container_part_clear frees */
};

/* Unpacks the parts that names tell of. False with an error, which calls the container what `name`
 * says, when it is no ZIP, larger than CONTAINER_AT_MOST_BYTES unpacked, or libarchive is not there
 * (at ./configure, or now). A part that is missing is no error. */
bool container_read(struct slice container, const char *name, struct container_part *parts,
	size_t count, struct error *error) MUST_USE;

/* The name of the first part that ends in suffix; NULL: none, or an error. The caller frees. */
char *container_find(
	struct slice container, const char *name, const char *suffix, struct error *error) MUST_USE;

/* Frees its bytes. */
void container_part_clear(struct container_part *part);

#endif
