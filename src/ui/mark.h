/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How findings and paragraphs look: one place for the page, the lists and the printed text. */
#ifndef ZHUPI_UI_MARK_H
#define ZHUPI_UI_MARK_H

#include "analysis/finding.h"
#include "text/article.h"
#include "ui/frame.h"

/* The role of the words of a directive. */
enum role mark_role(enum modality modality);

/* The sign in the gutter: ! x ~ + in ASCII, told apart without colour. */
char mark_sign(enum modality modality);

/* Which of several signs stands where there is room for one: the highest; 0 for a blank. */
int mark_rank(char sign);

/* The role of a paragraph's text where nothing is found in it. */
enum role mark_base_role(enum paragraph_kind kind);

#endif
