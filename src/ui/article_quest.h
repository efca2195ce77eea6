/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was asked for and may take long in a large text: a hit, the next directive, the end. It is
 * sought in slices, between which a key can stop it. What is near comes in the first one, before
 * the key that asked for it is done with.
 *
 * Who was stopped and asks for the same from the same place goes on where he was.
 */
#ifndef ZHUPI_UI_ARTICLE_QUEST_H
#define ZHUPI_UI_ARTICLE_QUEST_H

#include "base/attributes.h"
#include "ui/article_state.h"

/* About how much is looked at in a slice, as finder_go_on counts. */
#ifndef QUEST_EFFORT
#define QUEST_EFFORT ((size_t)64 << 20)
#endif

enum {
	QUEST_EXTEND_BYTES = 1 << 20, /* of the article, at a time */
	QUEST_EXTEND_EFFORT = 8 << 20 /* what that counts as */
};

/* Begins; any other one ends. The step and what it needs is filled in. */
void article_quest_begin(
	struct article_view *view, const struct quest *quest, struct view_request *request);

/* Does a slice; none when nothing is under way. */
enum pursuit article_quest_go_on(struct article_view *view, struct view_request *request);

/* An input stops it and says where it was, or lets it come to its end when it is of that kind. True
 * when the input means nothing else (Esc, ^C, ^G). */
bool article_quest_stop(struct article_view *view, const struct input *input,
	struct view_request *request) MUST_USE;

/* Forgets it, as another text has come. */
void article_quest_clear(struct article_view *view);

/* Appends how far it is; nothing when nothing is under way. */
void article_quest_append(const struct article_view *view, struct buffer *out);

/* Extends the article by a part towards byte offset at; true when it reached that before. */
bool article_quest_reach(struct article_view *view, size_t at);

#endif
