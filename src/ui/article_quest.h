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

#endif
