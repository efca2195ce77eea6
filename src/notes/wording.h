/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be changed of a note: its body and its tags. */
#ifndef ZHUPI_NOTES_WORDING_H
#define ZHUPI_NOTES_WORDING_H

#include "base/attributes.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* All zero is one without words and tags; wording_clear frees what it came to hold. */
struct wording {
	char *body;  /* NULL is as good as "" */
	char **tags; /* sorted and distinct once they were cleaned */
	size_t tag_count;
};

/* Frees what it holds and makes it empty. */
void wording_clear(struct wording *wording);

/* A copy of its own; wording_clear frees. */
struct wording wording_copy(const char *body, const char *const *tags, size_t tag_count) MUST_USE;

/* Whether body and tags are the same. */
bool wording_same_body(const struct wording *one, const struct wording *other);
bool wording_same_tags(const struct wording *one, const struct wording *other);

/* A copy as it is kept: the tags cleaned, in order, each once. False with nothing in *clean for
 * ill-formed UTF-8. */
bool wording_clean(
	const struct wording *typed, struct wording *clean, struct error *error) MUST_USE;

/*
 * Joins two wordings that were both made from `seen`: what one has left as it was is taken from the
 * other; tags that one has put in or taken out are put in or taken out. Where both have changed
 * the body, and not to the same, the joined one has `own`, a line that says so, and then `other`'s:
 * true is returned then. wording_clear frees *joined.
 */
bool wording_join(const struct wording *seen, const struct wording *own,
	const struct wording *other, struct wording *joined);

#endif
