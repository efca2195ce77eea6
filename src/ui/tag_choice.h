/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags in use that a typed word may become. */
#ifndef ZHUPI_UI_TAG_CHOICE_H
#define ZHUPI_UI_TAG_CHOICE_H

#include "base/slice.h"
#include "notes/tag.h"
#include "ui/session.h"

#include <stddef.h>

struct tag_choice {
	struct session *session;
	struct tag_counts tags; /* all in use; counted when they are drawn */
	size_t *found;          /* indices of those that fit, best first */
	size_t found_count;
};

/* Reads the tags in use; none where there is no notes file. tag_choice_clear frees. */
void tag_choice_init(struct tag_choice *choice, struct session *session);
void tag_choice_clear(struct tag_choice *choice);

/* Finds the tags that begin with word, or one of whose levels does, then those that hold it;
 * simplified and traditional are one. All of them for the empty word. */
void tag_choice_find(struct tag_choice *choice, struct slice word);

/* The name of one that was found, and how many notes have it, which is counted when it is first
 * asked for; index < found_count. Borrowed. */
const char *tag_choice_name(const struct tag_choice *choice, size_t index);
size_t tag_choice_count(const struct tag_choice *choice, size_t index);

/* The word of text that ends at byte offset at, as tags are parted in a prompt. */
struct span tag_choice_word(struct slice text, size_t at);

#endif
