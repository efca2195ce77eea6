/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The package document of a book: which parts are its chapters, in which order, and what it says of
 * itself. (EPUB 3.3, Package document; Open Container Format.) Inside the text floor: epub.h calls
 * it.
 */
#ifndef ZHUPI_TEXT_PACKAGE_H
#define ZHUPI_TEXT_PACKAGE_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

struct package_chapter {
	char *path;     /* of the part, from the container's root; "" names none */
	bool encrypted; /* not by a password, but by rights management */
	bool repeated;  /* the spine has named it before: it is shown once */
};

enum package_fact {
	PACKAGE_TITLE,
	PACKAGE_CREATOR, /* several with 、 between them */
	PACKAGE_DATE,
	PACKAGE_PUBLISHER,
	PACKAGE_FACTS
};

struct package {
	struct package_chapter *chapters;
	size_t chapter_count;
	char *facts[PACKAGE_FACTS]; /* NULL where it says nothing */
};

/* The package document's path as container.xml tells it; NULL when it does not, or with an error
 * when it could not be parsed at all. The caller frees. */
char *package_path(struct slice container_xml, struct error *error) MUST_USE;

/* Reads the document, which lies at path. A chapter's path that leads out of the container is "".
 * False with an error when it could not be parsed at all. package_clear frees. */
bool package_read(struct package *package, struct slice document, const char *path,
	struct error *error) MUST_USE;

/* Marks the chapters that encryption.xml names. */
bool package_mark_encrypted(
	struct package *package, struct slice encryption_xml, struct error *error) MUST_USE;

/* Frees what package_read gave. */
void package_clear(struct package *package);

#endif
