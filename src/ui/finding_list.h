/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The findings of the whole article, for the lists of them: analysed at once where the article is
 * small, else in slices between keys.
 */
#ifndef ZHUPI_UI_FINDING_LIST_H
#define ZHUPI_UI_FINDING_LIST_H

#include "ui/correction_prompt.h"
#include "ui/session.h"
#include "ui/view.h"

#include <stdbool.h>
#include <stddef.h>

struct finding_list {
	struct session *session;
	bool complete;                   /* analysis_findings and analysis_persons may be asked */
	size_t generation;               /* analysis_generation when it became complete */
	struct correction_subject asked; /* the mark that finding_list_act asked about */
};

/* Begins; a text up to 1 MiB is complete afterwards. */
void finding_list_start(struct finding_list *list, struct session *session);

/* Begins anew where the analysis has changed since it was complete (a correction); true then: what
 * was taken from the findings has to be forgotten. */
bool finding_list_refresh(struct finding_list *list);

/* Does a slice; true while there is more. */
bool finding_list_work(struct finding_list *list);

/* Explains or corrects a row's mark (NULL: there is no row), undoes, or does again; true when the
 * rows have changed. For the lists' act. */
bool finding_list_act(struct finding_list *list, const struct finding *finding, enum action action,
	struct view_request *request);

/* Takes what the reader answers to finding_list_act's question. For the lists' answer. */
bool finding_list_answer(struct finding_list *list, const char *argument, const char *text,
	struct view_request *request);

#endif
