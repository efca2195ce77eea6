/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Correcting marks from the article view. The first question asks for a key, some answers ask on:
 *
 *      at an official      n not here, N nowhere, o another office: asks for it
 *      at a directive      n none, o p r m: the modality
 *      at both             as at an official; d asks as at a directive
 *      on a selection      p an official here, P everywhere: asks for the office; d asks on
 *
 * The prompts' arguments: "choice KEYS mark", "choice KEYS directive", "choice KEYS selection",
 * "office here", "office everywhere". What is meant is looked up again at each answer: neither
 * cursor nor selection moves meanwhile.
 */
#ifndef ZHUPI_UI_ARTICLE_CORRECT_H
#define ZHUPI_UI_ARTICLE_CORRECT_H

#include "base/buffer.h"
#include "ui/article_state.h"

/* Asks what is right at the cursor, or about the selection. */
void article_ask_correction(struct article_view *view, struct view_request *request);

/* Take the answer to a choice (its argument, and the key) and an office. False with a message when
 * it could not be kept. */
bool article_take_choice(
	struct article_view *view, const char *argument, char key, struct view_request *request);
bool article_take_office(struct article_view *view, bool everywhere, const char *office,
	struct view_request *request);

/* Attaches the correction of that id, whose words are gone from the text, to the selection. */
bool article_attach_correction(
	struct article_view *view, const char *id, struct view_request *request);

/* Appends the day of the correction that made a finding; nothing where none did. */
void article_append_correction(
	const struct article_view *view, const struct finding *finding, struct buffer *out);

#endif
