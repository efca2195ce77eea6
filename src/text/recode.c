/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One walk through the bytes as they are read now finds the faults; then one for each other
 * encoding counts. The order of the encodings and their samples come from a few kilobytes at the
 * first fault.
 */
#include "text/recode.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "text/convert.h"
#include "text/decode.h"
#include "text/detect.h"
#include "text/epub.h"
#include "text/mixed.h"
#include "text/source.h"
#include "text/unicode.h"
#include "text/walk.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	FAULTS_AT_MOST = 5000,
	CLOSE_BYTES = 4, /* between places that are one fault */
	READINGS = 12,
	AT_ONCE_BYTES = 4 << 20, /* so large a file is looked at as a whole when it is opened */
	AHEAD_BYTES = 3 * AT_ONCE_BYTES, /* what these are as text, at most */
	STEP_BYTES = 1 << 20,
	SAMPLE_BYTES = 4096, /* by which encodings are compared */
	LINE_BYTES = 240,    /* a line's beginning is not looked for further back */
	SHOWN_BYTES = 160,   /* of a sample */
	BEFORE_BYTES = 24    /* of them before the fault */
};

static const char mixed_name[] = "mixed";

/* One encoding that is offered. */
struct candidate_reading {
	struct recode_reading reading;
	int score;
	struct decoded_part whole, *parts; /* the parts are owned when they are not the whole */
	struct walk walk;
};

struct recode {
	struct article *article;
	struct source source;
	bool by_text; /* the faults are found in the article's text */
	struct decoded_part whole;
	struct walk walk; /* through the bytes as they are read */
	struct convert_listener listener;
	struct recode_fault *faults;
	size_t fault_count, fault_capacity;
	struct candidate_reading readings[READINGS];
	size_t count, counting;
};

/* --- faults -------------------------------------------------------------------------------- */

static bool
is_within_line(struct slice bytes, struct span span)
{
	struct slice between = slice_at(bytes, span);

	return !memchr(between.bytes, '\n', between.length) &&
		!memchr(between.bytes, '\r', between.length);
}

static void
hear(void *context, struct span source, size_t at)
{
	struct recode *recode = context;
	struct slice bytes = recode->walk.bytes;
	struct recode_fault *last = NULL;
	size_t shown = recode->walk.is_raw ? source.end - source.start : 3, end;

	if (recode->fault_count > 0)
		last = &recode->faults[recode->fault_count - 1];
	end = last ? (size_t)(last->bytes.bytes - bytes.bytes) + last->bytes.length : 0;
	if (last && source.start - end <= CLOSE_BYTES &&
		is_within_line(bytes, (struct span){end, source.start})) {
		last->text.end = at + shown;
		last->bytes.length += source.end - end;
		last->places++;
		return;
	}
	if (recode->fault_count == FAULTS_AT_MOST)
		return;
	recode->faults = array_grow(recode->faults, &recode->fault_capacity,
		recode->fault_count + 1, sizeof *recode->faults);
	recode->faults[recode->fault_count++] =
		(struct recode_fault){{at, at + shown}, slice_at(bytes, source), 1};
}

/* Lets the walk know the parts that were found since. */
static void
take_parts(struct recode *recode)
{
	size_t count;
	const struct decoded_part *parts = article_parts(recode->article, &count);

	if (recode->by_text)
		return;
	recode->walk.parts = count > 0 ? parts : &recode->whole;
	recode->walk.part_count = count > 0 ? count : 1;
}

/* The walk through the file's bytes, or through the text, where each U+FFFD is taken for a fault.
 */
static void
begin_walk(struct recode *recode)
{
	struct slice text = article_text(recode->article);
	struct slice bytes = recode->by_text ? text : recode->source.bytes;

	recode->whole.encoding = recode->by_text ? "UTF-8" : article_encoding(recode->article);
	recode->listener = (struct convert_listener){hear, recode};
	recode->walk = (struct walk){.bytes = bytes,
		.parts = &recode->whole,
		.part_count = 1,
		.replacements = recode->by_text,
		.listener = &recode->listener};
	take_parts(recode);
	recode->walk.is_raw = recode->by_text || text.length == bytes.length ||
		(detect_mark(bytes) && text.length + 3 == bytes.length);
}

/* --- other encodings ----------------------------------------------------------------------- */

/* Where the line of a byte begins, or some bytes before it; even, as UTF-16 wants it. */
static size_t
line_start(struct slice bytes, size_t at)
{
	size_t start = at, least = at > LINE_BYTES ? at - LINE_BYTES : 0;

	while (start > least && bytes.bytes[start - 1] != '\n' && bytes.bytes[start - 1] != '\r')
		start--;
	return start - start % 2;
}

/* The bytes of the first fault, or of the first character that is no ASCII. */
static size_t
focus_of(const struct recode *recode)
{
	struct slice bytes = recode->source.bytes, sample;

	if (!recode->by_text && recode->fault_count > 0)
		return (size_t)(recode->faults[0].bytes.bytes - bytes.bytes);
	sample = detect_sample(bytes);
	return sample.length > 0 ? (size_t)(sample.bytes - bytes.bytes) : 0;
}

/* What the bytes before the focus and behind it look like in the encoding, in one line. */
static char *
sample_of(struct slice bytes, size_t focus, const char *encoding)
{
	size_t from = line_start(bytes, focus), start = 0, end;
	struct conversion before, around;
	struct slice text;
	char *sample;

	if (convert_to_utf8(slice_at(bytes, (struct span){from, focus}), encoding, true, &before) !=
		CONVERT_DONE)
		return alloc_string(slice_from_string(""));
	if (before.length > BEFORE_BYTES)
		start = before.length - BEFORE_BYTES;
	free(before.bytes);
	if (convert_to_utf8(slice_at(bytes, (struct span){from, focus + SHOWN_BYTES}), encoding,
		    true, &around) != CONVERT_DONE)
		return alloc_string(slice_from_string(""));
	text = (struct slice){around.bytes, around.length};
	if (start > 0 && start < text.length)
		start = unicode_previous(text, start + 1);
	text = slice_trim(slice_at(text, (struct span){start, text.length}));
	end = text.length < SHOWN_BYTES ? text.length : unicode_previous(text, SHOWN_BYTES + 1);
	text.length = end;
	for (end = 0; end < text.length && text.bytes[end] != '\n' && text.bytes[end] != '\r';)
		end++;
	sample = alloc_string((struct slice){text.bytes, end});
	free(around.bytes);
	return sample;
}

/* The encoding in which the part is that a byte lies in. */
static const char *
encoding_at(const struct walk *walk, size_t at)
{
	size_t part = walk->part_count;

	while (part > 1 && walk->parts[part - 1].source > at)
		part--;
	return walk->parts[part - 1].encoding;
}

/* Offers an encoding; taken_parts: those of a mixed text, or NULL. */
static void
offer(struct recode *recode, const char *encoding, struct decoded_part *taken_parts, size_t count)
{
	struct candidate_reading *candidate = &recode->readings[recode->count];
	struct slice bytes = recode->source.bytes;
	size_t focus = focus_of(recode), from = line_start(bytes, focus), characters;

	if (recode->count == READINGS) {
		free(taken_parts);
		return;
	}
	recode->count++;
	snprintf(candidate->reading.encoding, sizeof candidate->reading.encoding, "%s", encoding);
	candidate->parts = taken_parts;
	candidate->whole.encoding = candidate->reading.encoding;
	candidate->walk = (struct walk){.bytes = bytes,
		.parts = taken_parts ? taken_parts : &candidate->whole,
		.part_count = taken_parts ? count : 1};
	if (strcmp(encoding, mixed_name) == 0) {
		candidate->score = INT_MAX;
		candidate->reading.sample = alloc_string(slice_from_string(""));
		if (!taken_parts)
			return;
		encoding = encoding_at(&candidate->walk, focus);
		free(candidate->reading.sample);
	} else {
		candidate->score =
			detect_score(slice_at(bytes, (struct span){from, from + SAMPLE_BYTES}),
				encoding, &characters);
	}
	candidate->reading.sample = sample_of(bytes, focus, encoding);
}

/* The text cut into parts is the first offer where it is not read so: found at once in a file that
 * is not large, and to be tried in another one. */
static void
offer_mixed(struct recode *recode, const char *detected)
{
	struct decoded_part *parts;
	size_t count;

	(void)article_parts(recode->article, &count);
	if (count > 0)
		return;
	if (!detected) {
		if (article_undecodable(recode->article) > 0)
			offer(recode, mixed_name, NULL, 0);
		return;
	}
	count = mixed_find(recode->source.bytes, detected, &parts);
	if (count > 0)
		offer(recode, mixed_name, parts, count);
}

static int
compare_scores(const void *one, const void *other)
{
	const struct candidate_reading *first = one, *second = other;

	return (first->score < second->score) - (first->score > second->score);
}

static void
offer_all(struct recode *recode)
{
	static const char *const names[] = {"UTF-8", "GB18030", "BIG5-HKSCS", "UTF-16LE",
		"UTF-16BE", "EUC-JP", "SHIFT_JIS", "EUC-KR", "WINDOWS-1252"};
	const char *now = article_encoding(recode->article);
	bool small = recode->source.bytes.length <= AT_ONCE_BYTES, known = false;
	char detected[32] = "UTF-8";

	if (small)
		decode_detect(recode->source.bytes, detected, sizeof detected);
	offer_mixed(recode, small ? detected : NULL);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		known = known || strcmp(names[i], detected) == 0;
		if (strcmp(names[i], now) != 0 && convert_knows(names[i]))
			offer(recode, names[i], NULL, 0);
	}
	if (!known && strcmp(detected, now) != 0)
		offer(recode, detected, NULL, 0);
	qsort(recode->readings, recode->count, sizeof *recode->readings, compare_scores);
	for (size_t i = 0; i < recode->count; i++) {
		struct candidate_reading *candidate = &recode->readings[i];

		candidate->whole.encoding = candidate->reading.encoding; /* it was moved */
		if (!candidate->parts)
			candidate->walk.parts = &candidate->whole;
	}
}

/* --- the whole ----------------------------------------------------------------------------- */

/* Reads the file; false with the remark when that gives not the bytes of the article. */
static bool
read_again(struct recode *recode, const struct filters *filters, struct error *remark)
{
	const char *path = article_path(recode->article);
	struct stat state;

	if (strcmp(path, "-") == 0) {
		error_set(remark, ERROR_INPUT,
			_("standard input cannot be read twice: save it in a file"));
		return false;
	}
	if (filters && filters_find(filters, path)) {
		error_set(remark, ERROR_INPUT,
			_("what a filter makes of a file is not read in another encoding"));
		return false;
	}
	if (stat(path, &state) == 0 && !S_ISREG(state.st_mode)) {
		error_set(remark, ERROR_INPUT, _("%s is no file that can be read twice"), path);
		return false;
	}
	if (!source_open(&recode->source, path, remark))
		return false;
	if (epub_is(recode->source.bytes)) {
		error_set(remark, ERROR_INPUT, _("a book says itself which encoding it is in"));
		return false;
	}
	if (article_look(recode->article) == SOURCE_SAME)
		return true;
	error_set(remark, ERROR_INPUT, _("the file was changed meanwhile: R reads it again"));
	return false;
}

struct recode *
recode_open(struct article *article, const struct filters *filters, struct error *remark)
{
	struct recode *recode = alloc_zeroed(1, sizeof *recode);
	bool readable;

	recode->article = article;
	readable = read_again(recode, filters, remark);
	recode->by_text = !readable || article_page(article).extracted;
	while (article_text(article).length < AHEAD_BYTES && article_lengthen(article, STEP_BYTES))
		;
	begin_walk(recode);
	while (walk_on(&recode->walk) && recode->fault_count == 0 &&
		recode->walk.at < AT_ONCE_BYTES)
		;
	if (readable)
		offer_all(recode);
	return recode;
}

bool
recode_work(struct recode *recode)
{
	struct candidate_reading *candidate;

	/* The walk must not pass by where a part begins that nobody knows yet. */
	if (article_lengthen(recode->article, STEP_BYTES))
		return true;
	take_parts(recode);
	if (walk_on(&recode->walk))
		return true;
	if (recode->counting == recode->count)
		return false;
	candidate = &recode->readings[recode->counting];
	if (strcmp(candidate->reading.encoding, mixed_name) == 0 && !candidate->parts) {
		recode->counting++;
		return true;
	}
	candidate->reading.counted = !walk_on(&candidate->walk);
	candidate->reading.undecodable = candidate->walk.undecodable;
	recode->counting += candidate->reading.counted;
	return true;
}

size_t
recode_count(const struct recode *recode)
{
	return recode->count;
}

const struct recode_reading *
recode_reading(const struct recode *recode, size_t index)
{
	return &recode->readings[index].reading;
}

bool
recode_knows_bytes(const struct recode *recode)
{
	return !recode->by_text;
}

const struct recode_fault *
recode_faults(const struct recode *recode, size_t *count)
{
	*count = recode->fault_count;
	return recode->faults;
}

void
recode_close(struct recode *taken_recode)
{
	if (!taken_recode)
		return;
	for (size_t i = 0; i < taken_recode->count; i++) {
		free(taken_recode->readings[i].reading.sample);
		free(taken_recode->readings[i].parts);
	}
	free(taken_recode->faults);
	source_release(&taken_recode->source);
	free(taken_recode);
}
