/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Correcting marks, from the page and from the lists of them. The first question asks for a key,
 * some answers ask on:
 *
 *      at an official      n not here, N nowhere, o another office here, O everywhere: asks for it
 *      at a directive      n none, o p r m: the modality
 *      at both             as at the one that is meant; d or c asks as at the other
 *      on a selection      p an official here, P everywhere: asks for the office, unless the
 *                          words are no name (name_check); d asks on
 *
 * The prompts' arguments: "choice KEYS mark", "choice KEYS directive", "choice KEYS selection",
 * "confirm official", "office here", "office everywhere". What is meant is looked up again at each
 * answer.
 */
#ifndef ZHUPI_UI_CORRECTION_PROMPT_H
#define ZHUPI_UI_CORRECTION_PROMPT_H

#include "notes/correction.h"
#include "ui/session.h"
#include "ui/view.h"

#include <stdbool.h>

/* What is asked about. */
struct correction_subject {
	struct session *session;
	struct span place; /* bytes of article_text, not empty: what touches it */
	bool selected;     /* its words were selected: they are to become a mark */
	bool listed;       /* a list's row: the mark that has just this span, and no other */
	struct span meant; /* the mark that is asked about first; empty: the official */
};

/* Asks what is right. */
void correction_prompt_ask(const struct correction_subject *subject, struct view_request *request);

/* Takes the answer to a question: argument "choice …" with the key, "confirm official" with "yes",
 * or "office …" with the office. False with a message when it could not be kept; *kept where
 * something was. */
bool correction_prompt_take(const struct correction_subject *subject, const char *argument,
	const char *text, struct view_request *request, bool *kept) MUST_USE;

/* Keeps one without asking, as session_correct does, and says what was kept. */
bool correction_prompt_keep(const struct correction_subject *subject, enum correction_kind kind,
	bool everywhere, struct span place, const char *value,
	struct view_request *request) MUST_USE;

#endif
