/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of the article view: for the files article_*.c, selection.c and note_card.c only.
 *
 * The page is told by two values: the byte at which the cursor stands, and the screen row on which
 * that is shown. All else follows from the width, so a resize, hidden residue or another script
 * keeps the cursor's text in its place.
 *
 *      article ─► paragraph ─► chunk ─► block: rows of text with roles, notes beneath
 *      page: lines of blocks, one after the other; `row` of them above the cursor's
 */
#ifndef ZHUPI_UI_ARTICLE_STATE_H
#define ZHUPI_UI_ARTICLE_STATE_H

#include "analysis/finding.h"
#include "text/find.h"
#include "text/script.h"
#include "ui/frame.h"
#include "ui/layout.h"
#include "ui/session.h"
#include "ui/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ARTICLE_CARD_INDENT = 4 /* columns of notes beneath the text */
};

/* A note as it is shown beside or beneath the text. */
struct note_card {
	struct frame frame; /* as wide as its place; rows are used */
	int rows;
	size_t at; /* the byte of the text that it belongs to */
};

/* A chunk as it stands on the page: `gap` empty lines, its rows, the lines of notes beneath. */
struct block {
	size_t paragraph; /* index */
	struct span chunk;
	struct layout layout;
	uint8_t *roles; /* enum role of each glyph */
	char *signs;    /* gutter sign of each row, or ' ' */
	size_t role_capacity, sign_capacity;
	struct span *noted; /* phrases of notes */
	size_t noted_count, noted_capacity;
	struct span *hits; /* of the search */
	size_t hit_count, hit_capacity;
	struct note_card *cards;
	size_t card_count, card_capacity;
	int gap, beneath;  /* lines */
	bool marked;       /* roles were made with marks */
	size_t generation; /* analysis_generation of the roles */
	size_t search;     /* article_view.search of the hits */
	size_t epoch;      /* article_view.epoch of the notes */
};

/* Where things stand on the page, in columns. */
struct geometry {
	int gutter;        /* the gutter's first column */
	int gutter_digits; /* of the paragraph number; 0: no room for it */
	int text;          /* the text's first column */
	int measure;
	int side, side_columns; /* of the notes beside the text; side_columns 0: beneath */
};

/* A part of the text in which hits were counted. */
struct counted_part {
	size_t start; /* byte */
	size_t hits;  /* before it */
};

/* How many hits the search has, see article_search.c. */
struct hit_count {
	size_t search, length; /* of which search, in a text how long */
	size_t limit; /* so much of it can be counted: what may reach further is not there */
	struct counted_part *parts;
	size_t count, capacity;
	size_t at;             /* counted so far, a byte */
	size_t part_bytes;     /* of the next one */
	size_t total;          /* hits */
	size_t known, ordinal; /* of the byte asked for last */
};

/* What was there before a search is typed; its hits are shown meanwhile. */
struct preview {
	bool on;
	bool seeks; /* the hit to show; it has not come so far */
	bool backwards, wrapped;
	bool found; /* the hit, of which the paragraph is not known so far */
	struct span hit;
	struct finder_search search;
	struct finder *finder;
	size_t at;
	int row, goal;
};

struct article_view;

/* A slice of a quest: what it has come to. Looks at view->quest. */
typedef enum pursuit quest_step(struct article_view *view, struct view_request *request);

/* What was asked for and takes long, see article_quest.h. What makes two the same: */
struct quest {
	quest_step *step; /* NULL: there is none */
	size_t from;      /* where the cursor stood */
	bool backwards;
	enum finding_type type; /* of a finding */
	size_t search_number;   /* of a hit: article_view.search */
	size_t goal;            /* of a place: the paragraph's index, or the byte */

	bool under_way; /* else it was stopped */
	bool begun;     /* a slice of it was done */
	bool settles;   /* a key lets it come to its end */
	long count;     /* of hits still to go */
	struct finder_search search;
	bool wrapped, has_wrapped; /* went on at the other end: for this hit, for one of them */
	bool found;                /* the hit, of which the paragraph is not known so far */
	struct span hit;
	size_t index; /* of the paragraph looked at */
	struct span section;
	struct finder *finder; /* owned: of a filter that has not begun */
	size_t place;          /* how far it has come, a byte */
	size_t effort;         /* in this slice, apart from the finder's */
};

struct article_view {
	struct session *session;
	const struct keymap *keymap;
	struct article *article;
	struct analysis *analysis;    /* of a glimpse; NULL: the session's */
	struct article_view *glimpse; /* shown instead, see article_glimpse.h; NULL: none */
	size_t file;

	size_t at; /* the cursor: a byte of the article's text */
	int row;   /* its screen row */
	int goal;  /* the column of the measure that going up and down aims at */
	int rows;  /* of the page, as it was drawn last */
	int columns;
	struct area area;
	struct geometry geometry;
	int digits;         /* of a paragraph number, as they stand in the gutter; 0: not known */
	size_t before_jump; /* '' */
	bool empty;         /* no paragraph was found so far */
	size_t received;    /* of a text that is coming, or grows: when it was looked at last, */
	size_t length;      /* and how long it was then */
	bool started;       /* the cursor was moved, or the kept place was taken up */
	bool at_last;       /* it stands in the last paragraph */
	bool looked_up;     /* the session has looked progress and notes up */
	bool prepared;      /* the next page is laid out */

	bool asked; /* whether the text is one that it is like */

	bool selecting;
	size_t selection; /* the other end */

	bool show_residue;
	enum script script;
	struct script_converter *converter; /* NULL for SCRIPT_AS_IS */

	struct finder *finder; /* NULL: nothing was searched for yet */
	char *pattern;
	bool backwards;
	size_t search; /* changes with the finder */
	struct hit_count hits;
	struct preview preview;
	struct quest quest;
	struct paragraph_filter *filter; /* NULL: all paragraphs are shown */

	/* Several marks can stand where the cursor is. */
	size_t meant_at;   /* the cursor's place for which the next three hold */
	struct span meant; /* the mark that was gone to; empty: none was */
	struct span told;  /* the mark that was explained last; empty: none was */
	size_t turn;       /* in which it was explained, from 0 */

	struct block **blocks; /* the cache */
	size_t block_count, block_capacity;
	size_t epoch; /* changes with every input and frame */

	struct note_edit edit; /* the note that an editor or a prompt was opened for */

	char *export_path; /* asked whether to write over it; NULL: none */

	char *draft; /* path of the file that an editor writes a note into; NULL: none */
	char draft_argument[64];
	char *editor_command;
	const char *editor_arguments[6];
};

#endif
