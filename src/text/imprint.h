/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a paragraph is in the text's own layout, judged by its wording alone; and the date, source
 * and byline in it. Inside the text floor: others ask the article.
 *
 * All of it is judged on the fold, so both scripts and both widths of punctuation are one.
 */
#ifndef ZHUPI_TEXT_IMPRINT_H
#define ZHUPI_TEXT_IMPRINT_H

#include "base/slice.h"
#include "text/article.h"

#include <stdbool.h>

/* Whether the line has nothing but blanks: it is no paragraph. */
bool imprint_is_blank(struct slice line);

/* Whether the paragraph is running text: a sentence that ends, a salutation, or a long line. Before
 * the first prose stands the head: titles, dateline, source. */
bool imprint_is_prose(struct slice paragraph);

/* What the paragraph is; in_head tells that no prose stands before it. A signature (an organ's name
 * above the date at the end) looks like a heading: the article knows what follows. */
enum paragraph_kind imprint_kind(struct slice paragraph, bool in_head);

/* The first date in the paragraph's first bytes, as a span from the paragraph's start; empty when
 * there is none. 2020年2月3日, 二〇二〇年二月三日, 2月3日, 2020-02-03, 3 February 2020. */
struct span imprint_date(struct slice paragraph);

/* The name behind 来源: or Source: in a paragraph of PARAGRAPH_SOURCE; empty when there is none. */
struct span imprint_source(struct slice paragraph);

/* Whether the paragraph is no title by itself: a label such as 【权威发布】, a document's number
 * such as 国办发〔2019〕3号. */
bool imprint_is_label(struct slice paragraph);

#endif
