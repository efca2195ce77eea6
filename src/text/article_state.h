/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of an article: for the files article*.c only.
 *
 * Where the bytes come from: a file of up to MAP_FROM_BYTES is read and decoded whole, and so is
 * all that is not asked for in pieces. A larger file is mapped; when its beginning looks like UTF-8
 * it stays as it is and is looked at only as far as somebody asks (article_extend). In pieces,
 * other encodings are decoded as far as somebody asks, too, and standard input is taken as it
 * comes.
 *
 *      source   |###############################|...........|  bytes that are there, or will come
 *               0                  decoder_at  length
 *      text     |#########|#########|...............|
 *               0      line_start  scanned        length
 *
 * Up to scanned all line ends are known and the bytes are checked; the line that begins at
 * line_start has not ended before scanned. Where it is long it is the last paragraph already, which
 * grows with scanned. So it is where nothing more has come: then it is taken back (tail) before the
 * next look, so that what comes out is what the whole text gives. And so is the last line of a file
 * that had no line end, when the file has grown (last_line).
 */
#ifndef ZHUPI_TEXT_ARTICLE_STATE_H
#define ZHUPI_TEXT_ARTICLE_STATE_H

#include "text/article.h"
#include "text/decode.h"
#include "text/relay.h"
#include "text/saved_page.h"
#include "text/source.h"
#include "text/span_table.h"

enum {
	KNOWN_KINDS = 64, /* more than a screen has paragraphs, mostly */
	UTF8_AT_MOST = 3  /* bytes of a text for each one of the source */
};

/* A paragraph's kind, kept since a page asks for it several times. */
struct known_kind {
	size_t number; /* of the paragraph, from 1; 0: none */
	enum paragraph_kind kind;
};

struct article {
	char *path;
	char *asked;            /* the encoding that somebody has named; NULL: none */
	struct decoded decoded; /* its text may point into source */
	struct source source;   /* the bytes as they were; empty when decoded owns others */
	bool unchecked;         /* the text is the source's UTF-8 and checked as it is looked at */
	struct relay *decoder;  /* has not come to the source's end; what it makes is */
	struct relay *resting;  /* that one, when it has come to the end of a file that may grow */
	struct growing *grown;  /* here, and stays here; NULL: decoded's text lies elsewhere */
	size_t part_capacity;   /* of decoded's parts */
	bool starved;           /* it can make no more of what has come */
	bool waits;             /* what it is will be known, or made, when all has come */
	bool settled;           /* what it is does not change with what comes */
	bool other;             /* but it has come to be something else: see article_renew */
	bool looks;             /* for another encoding that may follow on this UTF-8 */
	bool sampled;           /* far down, too */
	size_t looked;          /* times that it did so in vain */
	bool changes;           /* one does: no more can be taken as it is */
	size_t weighed;         /* so much had come when that was looked at last */
	struct error failure;   /* why the rest of the text cannot be had */
	struct saved_page page; /* where it is one, decoded's text is its text */

	struct span_table paragraphs;
	size_t line_start, scanned;
	bool open;        /* the last paragraph is the line that has not ended */
	bool tail;        /* it is that only until more comes */
	size_t last_line; /* where the line that has ended with the text begins */
	bool has_grown;
	size_t blank_end; /* up to there that line has nothing but blanks, if it is longer */

	size_t head_count; /* paragraphs before the first prose */
	bool head_ended;   /* the first prose was found, or so much else that it is no head */
	size_t head_count_before; /* without the last paragraph */
	bool head_ended_before;
	struct known_kind *kinds; /* KNOWN_KINDS of them, by the index's remainder */
	size_t hashed;            /* paragraphs that are in the hash */
	struct fold_hash hash;
	struct fold_hash hash_before; /* without the last paragraph, when that is in it */
};

/* Whether article_text is all that there will be. */
bool article_is_whole(const struct article *article);

/* The text, which was complete, goes on behind its end: takes back what follows from that end, to
 * go on from byte offset sure, behind which characters may be others now. */
void article_reopen(struct article *article, size_t sure);

/* Looks at the source's bytes, all UTF-8, as the text. */
void article_take_as_utf8(struct article *article);

/* Goes on decoding a source that had ended at a byte offset: *sure bytes of the text stay what they
 * are. False when there is no room for it, or the decoder has taken that end for one. */
bool article_resume_decoding(struct article *article, size_t ended_at, size_t *sure) MUST_USE;

#endif
