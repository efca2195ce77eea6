/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a text is opened: what it is, where its bytes come from, and what becomes of it while more of
 * them come. What has not come to its end is weighed again as it grows, until it is as long as the
 * beginning by which a large text is judged: a few bytes tell neither the encoding nor the kind.
 */
#include <config.h>

#include "text/article.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "text/article_state.h"
#include "text/detect.h"
#include "text/epub.h"
#include "text/mixed.h"
#include "text/unicode.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#ifndef FIRST_SLICE_BYTES
#define FIRST_SLICE_BYTES ((size_t)64 << 10)
#endif
#define FIRST_SHOWN_BYTES (FIRST_SLICE_BYTES / 4) /* more than most screens show */
#ifndef SETTLED_FROM_BYTES
#define SETTLED_FROM_BYTES                                                                         \
	(((size_t)1 << 20) + ((size_t)128 << 10)) /* all that detection looks at */
#endif

enum {
	NAME_BYTES = sizeof((struct decoded *)NULL)->encoding,
	LEAST_BYTES = 64 /* more than a file of another kind needs to be known */
};

/* --- UTF-8 as it is ------------------------------------------------------------------------ */

/* The source's bytes without a character that is not all there. */
static struct slice
without_cut_character(const struct source *source)
{
	struct slice bytes = source->bytes;

	if (source->comes)
		bytes.length -= unicode_cut(bytes);
	return bytes;
}

void
article_take_as_utf8(struct article *article)
{
	struct decoded *decoded = &article->decoded;
	size_t undecodable = decoded->undecodable;

	*decoded = (struct decoded){.text = without_cut_character(&article->source),
		.encoding = "UTF-8",
		.undecodable = undecodable};
	if (slice_starts_with(decoded->text, (struct slice){"\xEF\xBB\xBF", 3})) {
		decoded->text.bytes += 3;
		decoded->text.length -= 3;
	}
	article->unchecked = true;
}

static bool
is_utf8_name(const char *encoding)
{
	return encoding &&
		(strcasecmp(encoding, "utf-8") == 0 || strcasecmp(encoding, "utf8") == 0);
}

/* --- other encodings in pieces ------------------------------------------------------------- */

static void
drop_decoder(struct article *article)
{
	relay_close(article->decoder);
	relay_close(article->resting);
	growing_close(article->grown);
	article->decoder = article->resting = NULL;
	article->grown = NULL;
	article->starved = false;
	article->part_capacity = 0;
	decoded_clear(&article->decoded);
	memcpy(article->decoded.encoding, "UTF-8", sizeof "UTF-8");
}

/* Room for what so many bytes become; NULL when there is none. */
static struct growing *
open_growing(size_t bytes)
{
	return bytes > SIZE_MAX / 2 / UTF8_AT_MOST
		? NULL
		: growing_open(bytes * UTF8_AT_MOST + LEAST_BYTES);
}

/* Begins to decode; false where that cannot be done in pieces. */
static bool
begin_decoding(struct article *article, const char *encoding)
{
	const struct source *source = &article->source;

	article->decoder = relay_open(encoding, !article->asked);
	article->grown = open_growing(source->comes ? INPUT_AT_MOST_BYTES : source_room(source));
	if (!article->grown)
		article->grown = open_growing(source->bytes.length);
	memcpy(article->decoded.encoding, encoding, NAME_BYTES);
	if (article->decoder && article->grown) {
		(void)article_lengthen(article, FIRST_SLICE_BYTES);
		if (!error_is_set(&article->failure))
			return true;
	}
	error_init(&article->failure);
	return false;
}

/* --- kinds --------------------------------------------------------------------------------- */

/* Makes the article of a saved page. Without libxml2 the text stays what it is. What is mapped is
 * checked as a whole before. */
static bool
take_page(struct article *article, struct error *error)
{
	struct decoded *decoded = &article->decoded;

	if (article->unchecked && !decode_text(article->source.bytes, "UTF-8", decoded, error))
		return false;
	article->unchecked = false;
	if (saved_page_read(&article->page, decoded->text, article->path)) {
		source_release(&article->source);
		decoded_replace(decoded,
			(struct slice){article->page.text.bytes, article->page.text.length});
	}
	return true;
}

/* Makes the article of a book. */
static bool
take_book(struct article *article, struct error *error)
{
	struct html_text *text = &article->page.text;

	if (!epub_read(article->source.bytes, source_name(article->path), text,
		    &article->page.remark, error) ||
		!source_is_whole(&article->source, article->path, error))
		return false;
	source_release(&article->source);
	article->page.whole = true;
	article->decoded =
		(struct decoded){.text = {text->bytes, text->length}, .encoding = "UTF-8"};
	article_extend(article, SIZE_MAX);
	return true;
}

static bool
refuse_binary(const struct article *article, struct error *error)
{
	error_set(error, ERROR_INPUT, _("%s is no text: it looks like a binary file"),
		source_name(article->path));
	return false;
}

/* Decodes the source, as a whole unless it is large and UTF-8, and looks at its first slice. */
static bool
begin_whole(struct article *article, struct error *error)
{
	struct slice bytes = article->source.bytes;
	bool large = bytes.length > MAP_FROM_BYTES;

	if (large &&
		(is_utf8_name(article->asked) ||
			(!article->asked && detect_begins_as_utf8(bytes, FIRST_SLICE_BYTES))))
		article_take_as_utf8(article);
	else if (!decode_text(bytes, article->asked, &article->decoded, error) ||
		!source_is_whole(&article->source, article->path, error))
		return false;
	if (article->decoded.owned)
		source_release(&article->source);
	if (detect_is_binary(article->decoded.text, FIRST_SLICE_BYTES))
		return refuse_binary(article, error);
	if (saved_page_is(article->decoded.text, article->path) && !take_page(article, error))
		return false;
	article_extend(article, large ? FIRST_SLICE_BYTES : SIZE_MAX);
	return true;
}

/* The encoding of what is there, as begin_whole would tell it; *as_is tells that it is UTF-8 which
 * is not mended, as nothing shows that another encoding follows. */
static bool
find_encoding(const struct article *article, char *name, bool *as_is, struct error *error)
{
	bool large = article->source.comes || article->source.bytes.length > MAP_FROM_BYTES;
	struct slice known = without_cut_character(&article->source);

	*as_is = large &&
		(is_utf8_name(article->asked) ||
			(!article->asked && detect_begins_as_utf8(known, FIRST_SLICE_BYTES)));
	if (!*as_is)
		return decode_name(known, article->asked, name, NAME_BYTES, error);
	memcpy(name, "UTF-8", sizeof "UTF-8");
	*as_is = article->asked || !article->changes;
	return true;
}

/* Nothing is shown before all has come. */
static bool
wait_for_all(struct article *article)
{
	drop_decoder(article);
	article->decoded.text = slice_at(article->source.bytes, (struct span){0, 0});
	article->unchecked = false;
	article->waits = true;
	return true;
}

/* Begins with a large text, or one that comes. */
static bool
begin_in_pieces(struct article *article, struct error *error)
{
	char encoding[NAME_BYTES] = "";
	bool as_is;

	if (!find_encoding(article, encoding, &as_is, error))
		return false;
	if (as_is) {
		article_take_as_utf8(article);
		article->looks = !article->asked;
	} else if (!begin_decoding(article, encoding)) {
		drop_decoder(article);
		return article->source.comes ? wait_for_all(article) : begin_whole(article, error);
	}
	if (article->decoded.text.length >= FIRST_SLICE_BYTES &&
		detect_is_binary(article->decoded.text, FIRST_SLICE_BYTES))
		return refuse_binary(article, error);
	if (saved_page_is(article->decoded.text, article->path)) {
		if (article->source.comes)
			return wait_for_all(article);
		drop_decoder(article);
		return begin_whole(article, error);
	}
	article_extend(article, FIRST_SHOWN_BYTES);
	return true;
}

/* Whether so few bytes, or such, tell not what will come: a book begins like other binary files. */
static bool
may_be_anything(const struct source *source)
{
	return source->comes &&
		(source->bytes.length == 0 ||
			slice_starts_with(source->bytes, slice_from_string("PK\003\004")));
}

/* Finds out what the source is, and begins with it. False with the error set when it is no text. */
static bool
begin(struct article *article, const struct article_options *options, struct error *error)
{
	const struct source *source = &article->source;
	bool large = source->bytes.length > MAP_FROM_BYTES;

	article->page.whole = options->whole_page;
	if (options->encoding)
		article->asked = alloc_string(slice_from_string(options->encoding));
	article->weighed = source->bytes.length;
	article->settled = !source->comes;
	if (may_be_anything(source))
		return wait_for_all(article);
	if (epub_is(source->bytes))
		return take_book(article, error);
	if (source_has_magic(source))
		return refuse_binary(article, error);
	if (decode_is_mixed(options->encoding))
		return source->comes ? wait_for_all(article) : begin_whole(article, error);
	if (options->in_pieces && (large || source->comes))
		return begin_in_pieces(article, error);
	return begin_whole(article, error);
}

/* --- opening ------------------------------------------------------------------------------- */

static struct article *
article_new(const char *path)
{
	struct article *article = alloc_zeroed(1, sizeof *article);

	article->kinds = alloc_zeroed(KNOWN_KINDS, sizeof *article->kinds);
	article->path = alloc_string(slice_from_string(path));
	return article;
}

/* Begins with the source when it was had, and gives up the article otherwise. */
static struct article *
begin_or_close(struct article *taken_article, bool had, const struct article_options *options,
	struct error *error)
{
	if (had && begin(taken_article, options, error))
		return taken_article;
	article_close(taken_article);
	return NULL;
}

struct article *
article_open_as(const char *path, const struct article_options *options, struct error *error)
{
	struct article *article = article_new(path);
	const struct filter *filter = filters_find(options->filters, path);
	bool had;

	if (filter)
		had = source_filter(&article->source, path, filter, error);
	else if (options->in_pieces)
		had = source_open_coming(&article->source, path, error);
	else
		had = source_open(&article->source, path, error);
	return begin_or_close(article, had, options, error);
}

struct article *
article_open(const char *path, const char *encoding, struct error *error)
{
	return article_open_as(path, &(struct article_options){.encoding = encoding}, error);
}

struct article *
article_from_bytes(struct slice bytes, const char *name, const char *encoding, struct error *error)
{
	struct article *article = article_new(name);
	bool had = source_copy(&article->source, bytes, name, error);

	return begin_or_close(article, had, &(struct article_options){.encoding = encoding}, error);
}

void
article_close(struct article *taken_article)
{
	if (!taken_article)
		return;
	relay_close(taken_article->decoder);
	relay_close(taken_article->resting);
	growing_close(taken_article->grown);
	decoded_clear(&taken_article->decoded);
	saved_page_clear(&taken_article->page);
	source_release(&taken_article->source);
	free(taken_article->kinds);
	span_table_clear(&taken_article->paragraphs);
	free(taken_article->asked);
	free(taken_article->path);
	free(taken_article);
}

struct article *
article_turn_page(const struct article *article, struct error *error)
{
	const struct saved_page *page = &article->page;
	struct article *turned;

	if (!page->markup) {
		error_set(error, ERROR_INPUT,
			_("%s is no saved page: all of its text is here already"),
			source_name(article->path));
		return NULL;
	}
	turned = article_new(article->path);
	turned->page.whole = !page->whole;
	turned->decoded = article->decoded;
	turned->decoded.owned = NULL;
	turned->source = article->source; /* released; what the file was like */
	turned->decoded.text = (struct slice){page->markup, page->markup_length};
	if (take_page(turned, error) && turned->page.markup) {
		article_extend(turned, SIZE_MAX);
		return turned;
	}
	*error = turned->page.remark;
	article_close(turned);
	return NULL;
}

/* --- what comes ---------------------------------------------------------------------------- */

/* Whether a short text, of which all is there, is another one when it is read as a whole: with
 * faults it is mended, or read in parts of several encodings. */
static bool
is_other_as_whole(const struct article *article)
{
	struct decoded whole;
	bool other;

	if (!decode_text(article->source.bytes, article->asked, &whole, NULL))
		return true;
	other = strcmp(whole.encoding, article->decoded.encoding) != 0 ||
		!slice_starts_with(whole.text, article->decoded.text) ||
		(article->unchecked && whole.text.length != article->decoded.text.length);
	decoded_clear(&whole);
	return other;
}

/* Whether what is there would be opened as something else than what is open. */
static bool
has_become_other(const struct article *article)
{
	const struct source *source = &article->source;
	const char *begun = article->decoded.part_count > 0 ? article->decoded.parts[0].encoding
							    : article->decoded.encoding;
	char encoding[NAME_BYTES] = "";
	struct error error;
	bool as_is;

	error_init(&error);
	if (source_has_magic(source) || saved_page_is(article->decoded.text, article->path))
		return true;
	if (!source->comes && source->bytes.length <= MAP_FROM_BYTES)
		return is_other_as_whole(article);
	return !find_encoding(article, encoding, &as_is, &error) || strcmp(encoding, begun) != 0 ||
		as_is != article->unchecked;
}

/* Looks anew at what is open when a good deal more, or the end, has come. */
static void
weigh(struct article *article)
{
	const struct source *source = &article->source;
	size_t length = source->bytes.length;

	if (article->waits)
		article->other = !source->comes || article->weighed == 0;
	else if (!source->comes || length - article->weighed >= article->weighed / 4)
		article->other = has_become_other(article);
	else
		return;
	article->weighed = length;
	article->settled = !source->comes || (!article->waits && length >= SETTLED_FROM_BYTES);
}

enum article_news
article_receive(struct article *article, size_t at_most_bytes)
{
	if (article->other)
		return ARTICLE_OTHER;
	if (!source_receive(&article->source, article->path, at_most_bytes, &article->failure))
		return ARTICLE_NO_NEWS;
	article->starved = false;
	if (article->unchecked)
		article_take_as_utf8(article);
	if (!article->settled)
		weigh(article);
	return article->other ? ARTICLE_OTHER : ARTICLE_MORE;
}

struct article *
article_renew(struct article *article, const struct article_options *options, struct error *error)
{
	struct article *renewed = article_new(article->path);
	struct error failure;

	renewed->source = article->source;
	renewed->source.borrowed = true;
	renewed->failure = article->failure;
	renewed->changes = article->changes;
	error_init(&failure);
	if (begin(renewed, options, &failure)) {
		if (renewed->source.bytes.bytes) {
			renewed->source.borrowed = false;
			article->source = (struct source){.comes = false};
		}
		return renewed;
	}
	article_close(renewed);
	source_end(&article->source);
	article->other = false;
	article->settled = true;
	article->failure = failure;
	if (error)
		*error = failure;
	return NULL;
}

bool
article_awaits(const struct article *article)
{
	return article->source.comes;
}

bool
article_waits_for_all(const struct article *article)
{
	return article->waits && article->source.comes;
}

int
article_incoming(const struct article *article)
{
	return article->source.comes && !article->other ? article->source.descriptor : -1;
}

size_t
article_received(const struct article *article)
{
	return article->source.bytes.length;
}

const struct error *
article_failure(const struct article *article)
{
	return &article->failure;
}

/* --- what becomes of the file -------------------------------------------------------------- */

enum source_change
article_look(const struct article *article)
{
	return source_look(&article->source, article->path);
}

/* Whether what was found out about the file from its beginning may be otherwise now. */
static bool
is_other_now(const struct article *article, size_t length_before)
{
	return length_before < SETTLED_FROM_BYTES && has_become_other(article);
}

bool
article_grow(struct article *article)
{
	size_t before = article->source.bytes.length, count = article->paragraphs.count;
	struct slice text = article->decoded.text;
	size_t sure = text.length - unicode_cut(text);
	bool complete = article_is_complete(article);

	if (error_is_set(&article->failure) || !article_can_grow(article) ||
		!source_grow(&article->source, article->path))
		return false;
	if (is_other_now(article, before) ||
		(!article->unchecked && !article_resume_decoding(article, before, &sure)))
		return false;
	if (complete)
		article_reopen(article, sure);
	if (article->unchecked)
		article_take_as_utf8(article);
	article->has_grown = true;
	while (article->paragraphs.count < count && article_extend(article, FIRST_SLICE_BYTES))
		; /* the last line is there again */
	return true;
}

bool
article_is_intact(const struct article *article, struct error *error)
{
	if (article->resting && !article->has_grown)
		return true; /* the text is a copy */
	if (!error_is_set(&article->failure))
		return source_is_intact(&article->source, article->path, error);
	*error = article->failure;
	return false;
}
