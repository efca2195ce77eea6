/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line at the bottom that asks for words: to search, to filter, tags, a path, yes or no. */
#ifndef ZHUPI_UI_PROMPT_VIEW_H
#define ZHUPI_UI_PROMPT_VIEW_H

#include "ui/view.h"

/*
 * "prompt". The first word of the request's argument says what for: "search", "search-back",
 * "paragraphs", "filter", "tag", "export", "office"; the rest is handed back with the answer. text
 * stands in it at first. Enter answers, Esc closes. For "confirm" text is a question that names the
 * keys: y answers "yes", other keys close. For "choice" and "alike" it is one too, and the
 * argument's second word has the keys that answer, each with itself; other keys close.
 */
extern const struct view_ops prompt_view_ops;

#endif
