/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article: UTF-8 text cut into paragraphs, plus what the text says of itself. It never changes
 * after it is opened, but for what comes behind its end; everything else refers into it by byte
 * span, so a slice or span out of it lives as long as it does.
 *
 * Paragraphs are the non-blank lines of the text, in order. A line ends with LF, CR LF or CR, and
 * with nothing else (U+2028 and form feed are characters within it): numbers must be those that any
 * other program finds by splitting lines. It is blank when it has nothing but space, tab, U+00A0,
 * U+3000 and U+FEFF. A paragraph's span is its line without the line end, leading and trailing
 * blanks included; its index counts from 0, its number (what people see) from 1.
 *
 * The end of a large text may not have been looked at yet: article_extend goes on, in slices, and
 * until article_is_complete the count is of those found so far. A long line (tens of kilobytes) is
 * found before its end is: the last paragraph may be open, and ends where the article was looked
 * at.
 *
 * In pieces (article_options) the text itself is not all there, either: article_text grows, but
 * what is there stays where it is. A file of another encoding is decoded as far as somebody asks,
 * by article_extend or article_lengthen. What is no file is taken as it comes, by article_receive:
 * as long as article_awaits, article_extend gives false where no more has come, and the last line
 * is an open paragraph until its end has.
 *
 * A large file may have grown since it was opened: article_grow takes up what was added. Then the
 * article is not complete any more, and goes on as if that had been there from the start: the last
 * line, if it had no line end, becomes longer.
 *
 * A large file that begins as UTF-8 is mapped and not copied. Should bytes further on be no UTF-8,
 * then article_text holds them as they are: who walks through the text by unicode_decode sees
 * U+FFFD there, and article_undecodable counts them as they are found. Everywhere else the text is
 * well-formed.
 *
 * A saved page of HTML (recognised by its beginning or its name), and Markdown (by its name),
 * becomes the article that it holds: its paragraphs, a line each. All positions are in that text;
 * the markup is kept aside only so that the whole page can be shown instead. So does an EPUB
 * (recognised by its content), chapter behind chapter.
 */
#ifndef ZHUPI_TEXT_ARTICLE_H
#define ZHUPI_TEXT_ARTICLE_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/decode.h"
#include "text/filter.h"
#include "text/fold.h"
#include "text/heading.h"
#include "text/link.h"
#include "text/source.h"

#include <stdbool.h>
#include <stddef.h>

struct article;

/* What a paragraph is in the text's own layout. */
enum paragraph_kind {
	PARAGRAPH_PROSE,
	PARAGRAPH_TITLE,    /* headline or a line of it: before the first prose */
	PARAGRAPH_HEADING,  /* a short line inside that names what follows: 一、总体要求 */
	PARAGRAPH_DATELINE, /* place, date, agency: a line of its own */
	PARAGRAPH_SOURCE,   /* 來源:重慶日報 */
	PARAGRAPH_BYLINE,   /* （記者 …）, 責任編輯：… */
	PARAGRAPH_KINDS
};

/* What the text says of itself; empty spans where it says nothing. */
struct article_imprint {
	struct span title;  /* the headline (its first full line) */
	struct span date;   /* a date in the dateline, byline or first prose */
	struct span source; /* the name behind 來源： */
	struct span byline;
};

/* How a text is to be read; all zero is the usual way. */
struct article_options {
	const char *encoding; /* NULL detects; "mixed": each part's, also of a large file */
	bool whole_page;      /* of a saved page all that it shows, not its article alone */
	bool in_pieces;       /* large texts of any encoding, and what comes by a pipe, see above */
	const struct filters *filters; /* for files of other kinds; NULL: none. Borrowed */
};

/*
 * Opens the file at path, or standard input for "-" (read to its end). encoding NULL detects. NULL
 * with an error naming the file for: missing, unreadable, a directory, no text (binary). An empty
 * file is an article without paragraphs. article_close frees.
 */
struct article *article_open(const char *path, const char *encoding, struct error *error) MUST_USE;

/* The same with all options. */
struct article *article_open_as(
	const char *path, const struct article_options *options, struct error *error) MUST_USE;

/* The same from bytes in memory, which are copied; name is what path would be. For tests and for
 * texts that are no file. */
struct article *article_from_bytes(
	struct slice bytes, const char *name, const char *encoding, struct error *error) MUST_USE;

/*
 * A copy of the lines about byte offset at of the text (SIZE_MAX: of its end), about around_bytes
 * on each side, as an article of its own; *start is where it begins in the text. Of a text that is
 * decoded in pieces also the end that has not been decoded so far (then *start is 0). NULL where
 * there are none, or they cannot be told without all that lies before. article_close frees.
 */
struct article *article_open_part(
	const struct article *article, size_t at, size_t around_bytes, size_t *start) MUST_USE;

/* What a saved page says of itself in its head; creator: of a book. */
struct article_page {
	const char *title, *date, *source, *address, *creator;
	bool extracted; /* the text is that of a page or a book, not all that was decoded */
};

/* That of the text's page: NULL where it says nothing, and for other texts (not extracted).
 * Borrowed. */
struct article_page article_page(const struct article *article);

/* The links of a saved page in their order, *count of them; borrowed. */
const struct link *article_links(const struct article *article, size_t *count);

/* The headings that a saved page, Markdown or a book marks as such, in their order; *count of them,
 * none of other texts. Their paragraphs are PARAGRAPH_HEADING (in the head PARAGRAPH_TITLE, too).
 * Borrowed. */
const struct heading *article_headings(const struct article *article, size_t *count);

/* Whether the text is all that a saved page shows, not its article alone. */
bool article_is_whole_page(const struct article *article);

/* The same saved page the other way: all that it shows, or the article alone. NULL with an error
 * when the text is no such page. article_close frees. */
struct article *article_turn_page(const struct article *article, struct error *error) MUST_USE;

/* What its reader should know: a page had to be shown as markup. Empty as a rule; borrowed. */
const struct error *article_remark(const struct article *article);

/* Frees it and everything borrowed from it. NULL is allowed. */
void article_close(struct article *taken_article);

/* The path as it was given ("-" for standard input); borrowed. */
const char *article_path(const struct article *article);

/* The encoding it was decoded from, by iconv's name; of a text that changes it midway all of them:
 * "UTF-8+GB18030". Borrowed. */
const char *article_encoding(const struct article *article);

/* The parts of a text that changes its encoding midway, in their order, *count of them; none of
 * other texts. Borrowed. */
const struct decoded_part *article_parts(const struct article *article, size_t *count);

/* Places that could not be decoded and show as U+FFFD. */
size_t article_undecodable(const struct article *article);

/* The whole text in UTF-8 without BOM; borrowed. */
struct slice article_text(const struct article *article);

/* What has become of the file since it was opened: see enum source_change; one stat. */
enum source_change article_look(const struct article *article);

/* Whether article_grow may be able to do something when the file grows. */
bool article_can_grow(const struct article *article);

/*
 * Takes up what was added to a file that has only grown (article_look). What is there stays where
 * it is; only what follows from the last line, if that had no line end, may be different. False
 * when that cannot be done: then the file is to be opened anew, and the article stays what it was.
 */
bool article_grow(struct article *article) MUST_USE;

/*
 * Whether the text is still the one in which the paragraphs were found. A large file is mapped:
 * what others write into it, or cut off it, changes the text under us (what was cut off reads as
 * NULs). False with an error that names the file then; nothing must be made of such a text that
 * lasts. Costs two looks at the file's state, and a pass through the text only where that differs
 * (a file that has only grown is intact).
 */
bool article_is_intact(const struct article *article, struct error *error) MUST_USE;

/* Looks for paragraphs in slice_bytes more bytes (all that is left for SIZE_MAX); true while there
 * is more to look at. A paragraph counts as found when its end was seen, or much of it. Memory
 * gone: alloc.h's handler. */
bool article_extend(struct article *article, size_t slice_bytes);

/* Whether the whole text has been looked at. */
bool article_is_complete(const struct article *article);

/* Decodes about so many bytes more, of a text that is decoded in pieces; true when article_text has
 * grown. Such a text's paragraphs are still to be looked for. */
bool article_lengthen(struct article *article, size_t bytes);

/* How long article_text will be: an estimate while it is decoded in pieces; of what comes, so far.
 */
size_t article_size(const struct article *article);

/* Whether article_text is all that there is so far: nothing of it is still to be decoded. */
bool article_has_all_text(const struct article *article);

/* Whether article_text is known to be all, and to have so many bytes at most. */
bool article_is_short(const struct article *article, size_t bytes);

/* Whether more may come: see article_receive. The descriptor that it comes by, to wait for; -1:
 * none.
 */
bool article_awaits(const struct article *article);
int article_incoming(const struct article *article);

/* Whether nothing is shown before all has come: of a saved page, a book, or nothing yet; and how
 * many bytes have. */
bool article_waits_for_all(const struct article *article);
size_t article_received(const struct article *article);

enum article_news {
	ARTICLE_NO_NEWS,
	ARTICLE_MORE, /* article_extend finds more, or knows that there is none */
	ARTICLE_OTHER /* what has come shows that it is something else: article_renew */
};

/* Takes about so many bytes of what has come, and never waits. */
enum article_news article_receive(struct article *article, size_t at_most_bytes);

/* What has come, opened anew with the options; article gives it away, and is to be closed. NULL
 * with an error: then article keeps what it has, and nothing more comes. */
struct article *article_renew(struct article *article, const struct article_options *options,
	struct error *error) MUST_USE;

/* Why the rest of the text cannot be had; empty as a rule. Borrowed. */
const struct error *article_failure(const struct article *article);

/* The paragraphs found so far, and one of them: its bytes' span in article_text, its text, its
 * kind. index < count. */
size_t article_count(const struct article *article);
struct span article_span(const struct article *article, size_t index);
struct slice article_paragraph(const struct article *article, size_t index);

/* Whether the end of a paragraph was not seen yet: its span grows as article_extend goes on, or as
 * more comes. */
bool article_is_open(const struct article *article, size_t index);

/* How many paragraphs, of those found, stand before the first prose. */
size_t article_head_count(const struct article *article);

/* Says that the paragraphs before index will not be asked for any more, which gives their memory
 * back by and by: for who goes through a huge text once. Their count stays. */
void article_forget(struct article *article, size_t index);
enum paragraph_kind article_kind(const struct article *article, size_t index);

/* The index of the paragraph in which byte offset at lies, or of the next one behind it; the last
 * one at the end. count > 0. */
size_t article_index_at(const struct article *article, size_t at);

/* What the text says of itself; looks at its beginning and end only. */
struct article_imprint article_imprint(const struct article *article);

/* The hash of the whole folded text, or of what has come of it; call article_extend first. What has
 * been hashed is kept. */
struct fold_hash article_hash(struct article *article);

/* Goes on with that hash through about so many bytes of those paragraphs that have ended; true
 * while there is more to do. */
bool article_hash_advance(struct article *article, size_t bytes);

#endif
