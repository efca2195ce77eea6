/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes decoded and opened piece by piece, against the same bytes as a whole: by the decoder,
 * by the relay that lets the encoding change midway, as a file of which a part is looked at, as
 * what comes by a pipe, and as a file that grows. Built with tiny windows (see Makefile.am), so
 * that borders fall everywhere. The input's first byte chooses the way, the second the encoding,
 * and the others of its head say where it is cut.
 */
#include <config.h>

#include "fuzz.h"

#include "pieces.h"
#include "text/article.h"
#include "text/decode.h"
#include "text/decoder.h"
#include "text/relay.h"
#include "text/unicode.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	HEAD_BYTES = 12,
	STEPS_AT_MOST = 16, /* of a file that grows: each is opened anew */
	GROWN_AT_MOST = 1 << 20
};

/* As iconv calls them; the first names none. */
static const char *const encodings[] = {NULL, "UTF-8", "GB18030", "BIG5-HKSCS", "UTF-16LE",
	"UTF-16BE", "EUC-JP", "SHIFT_JIS", "UTF-32LE", "ISO-2022-JP", "UTF-7", "EUC-KR",
	"ISO-8859-1"};

/* Numbers that the input's head gives, again and again. */
struct cuts {
	struct slice head;
	size_t at;
};

static size_t
next(struct cuts *cuts, size_t most)
{
	size_t byte = fuzz_byte(cuts->head, 2 + cuts->at % (HEAD_BYTES - 2));

	/* Each time round they are others. */
	byte += cuts->at / (HEAD_BYTES - 2) * 7;
	cuts->at++;
	return 1 + byte % most;
}

/* The first bytes for themselves, so that a sanitizer sees what reads beyond them. */
static struct slice
copy_to(struct slice bytes, size_t end)
{
	char *copy = malloc(end > 0 ? end : 1);

	require(copy != NULL, "memory");
	if (end > 0)
		memcpy(copy, bytes.bytes, end);
	return (struct slice){copy, end};
}

static void
drop(struct slice copy)
{
	free((char *)(uintptr_t)copy.bytes);
}

static size_t
smaller(size_t one, size_t other)
{
	return one < other ? one : other;
}

/* --- the decoder --------------------------------------------------------------------------- */

static void
check_decoder(struct slice bytes, const char *encoding, struct cuts *cuts)
{
	struct decoder *decoder = decoder_open(encoding);
	struct growing *text = growing_open(GROWN_AT_MOST);
	struct decoded whole;
	struct slice decoded;

	require(decoder && text, "known encodings are opened");
	for (size_t come = 0; come < bytes.length;) {
		struct slice piece;

		come = smaller(bytes.length, come + next(cuts, 40));
		piece = copy_to(bytes, come);
		require(decoder_go_on(decoder, piece, false, next(cuts, 30), text, NULL),
			"a piece is decoded");
		require(decoder_at(decoder) <= come, "no further than it has come");
		if (next(cuts, 8) == 1 && decoder_can_resume(decoder)) {
			/* It had an end there, and has none after all. */
			while (!decoder_is_done(decoder, piece))
				require(decoder_go_on(decoder, piece, true, 1, text, NULL),
					"an end is decoded");
			(void)decoder_resume(decoder, text);
		}
		drop(piece);
	}
	while (!decoder_is_done(decoder, bytes))
		require(decoder_go_on(decoder, bytes, true, next(cuts, 30), text, NULL),
			"the end is decoded");
	require(decode_text(bytes, encoding, &whole, NULL), "the whole is decoded");
	decoded = growing_bytes(text);
	if (slice_starts_with(decoded, slice_from_string("\xEF\xBB\xBF")))
		decoded = slice_at(decoded, (struct span){3, decoded.length});
	require(slice_equal(decoded, whole.text), "pieces decode to the whole");
	require(decoder_undecodable(decoder) == whole.undecodable, "with as many faults");
	decoded_clear(&whole);
	growing_close(text);
	decoder_close(decoder);
}

/* --- encodings that change ----------------------------------------------------------------- */

/* The parts rise. That they begin with a line is not required: the relay cuts within one now and
 * then, where UTF-16 ends (not mended so far). */
static void
check_parts(const struct decoded_part *parts, size_t count, struct slice bytes, struct slice text)
{
	require(count != 1 || parts[0].source == 0, "one part is the whole");
	for (size_t i = 0; i < count; i++) {
		size_t source = parts[i].source, start = parts[i].start;

		require(i > 0 || (source == 0 && start == 0), "the first is the start");
		require(source <= bytes.length && start <= text.length, "parts lie inside");
		require(i == 0 || (source > parts[i - 1].source && start >= parts[i - 1].start),
			"parts rise");
		require(i == 0 || strcmp(parts[i].encoding, parts[i - 1].encoding) != 0,
			"each is another encoding");
	}
}

/* All of the bytes through a relay; they come in pieces, or all are there. */
static struct relay *
relay_through(struct slice bytes, const char *encoding, struct growing *text, struct cuts *cuts,
	bool comes, size_t wanted)
{
	struct relay *relay = relay_open(encoding, true);
	const struct decoded_part *parts;
	size_t count;

	require(relay && text, "known encodings are opened");
	for (size_t come = 0; comes && come < bytes.length;) {
		struct slice piece;

		come = smaller(bytes.length, come + next(cuts, 200));
		piece = copy_to(bytes, come);
		require(relay_go_on(relay, piece, false, next(cuts, 200), text, NULL),
			"a piece is decoded");
		require(relay_at(relay) <= come, "no further than it has come");
		parts = relay_parts(relay, &count);
		check_parts(parts, count, piece, growing_bytes(text));
		require(unicode_is_valid(growing_bytes(text)), "what is there is well-formed");
		drop(piece);
	}
	while (!relay_is_done(relay, bytes))
		require(relay_go_on(relay, bytes, true, wanted > 0 ? wanted : next(cuts, 200), text,
				NULL),
			"the end is decoded");
	parts = relay_parts(relay, &count);
	check_parts(parts, count, bytes, growing_bytes(text));
	require(unicode_is_valid(growing_bytes(text)), "all is well-formed");
	return relay;
}

static void
check_relay(struct slice bytes, const char *encoding, struct cuts *cuts)
{
	struct growing *text[3];
	struct relay *relays[3];
	const struct decoded_part *parts, *others;
	size_t count, other;

	for (size_t i = 0; i < 3; i++) {
		text[i] = growing_open(GROWN_AT_MOST);
		relays[i] = relay_through(
			bytes, encoding, text[i], cuts, i == 2, i == 0 ? SIZE_MAX : 0);
	}
	require(slice_equal(growing_bytes(text[0]), growing_bytes(text[1])),
		"what is wanted at a time changes no text");
	require(relay_undecodable(relays[0]) == relay_undecodable(relays[1]), "and no faults");
	parts = relay_parts(relays[0], &count);
	others = relay_parts(relays[1], &other);
	require(count == other, "and no number of parts");
	for (size_t i = 0; i < count; i++)
		require(parts[i].source == others[i].source && parts[i].start == others[i].start &&
				strcmp(parts[i].encoding, others[i].encoding) == 0,
			"and no part");
	for (size_t i = 0; i < 3; i++) {
		relay_close(relays[i]);
		growing_close(text[i]);
	}
}

/* --- articles ------------------------------------------------------------------------------ */

static bool
has_parts(const struct article *article)
{
	size_t count;

	(void)article_parts(article, &count);
	return count > 0;
}

/* Takes what is open for what it has come to be, where that is another text. NULL where that is no
 * text. */
static struct article *
renew(struct article *article, const struct article_options *options)
{
	struct article *renewed = article_renew(article, options, NULL);

	require(renewed || error_is_set(article_failure(article)), "it is said why not");
	article_close(article);
	return renewed;
}

/* Reads on to the end of what is there. */
static struct article *
read_on(struct article *article, const struct article_options *options, size_t slice_bytes)
{
	while (article) {
		while (article_extend(article, slice_bytes))
			;
		if (article_receive(article, 0) != ARTICLE_OTHER)
			break;
		article = renew(article, options);
	}
	return article;
}

static void
require_same_span(struct span one, struct span other, const char *what)
{
	require(one.start == other.start && one.end == other.end, what);
}

/* Whether a line was opened before its end was seen. What it is was judged then, and so little of
 * it may not show that it is prose. */
static bool
has_long_line(const struct article *article)
{
	for (size_t i = 0; i < article_count(article); i++)
		if (article_paragraph(article, i).length >= OPEN_FROM_BYTES)
			return true;
	return false;
}

/* What the text says of itself. */
static void
require_same_head(const struct article *article, const struct article *other)
{
	struct article_imprint imprint = article_imprint(article), wanted = article_imprint(other);

	require(article_head_count(article) == article_head_count(other), "as long a head");
	for (size_t i = 0; i < article_count(other); i++)
		require(article_kind(article, i) == article_kind(other, i), "the same kinds");
	require_same_span(imprint.title, wanted.title, "the same title");
	require_same_span(imprint.date, wanted.date, "the same date");
	require_same_span(imprint.source, wanted.source, "the same source");
	require_same_span(imprint.byline, wanted.byline, "the same byline");
}

static void
require_same(struct article *article, struct article *other)
{
	struct fold_hash hash = article_hash(article), another = article_hash(other);

	require(slice_equal(article_text(article), article_text(other)), "the same text");
	require(article_undecodable(article) == article_undecodable(other), "as many faults");
	require(article_count(article) == article_count(other), "as many paragraphs");
	for (size_t i = 0; i < article_count(other); i++)
		require_same_span(
			article_span(article, i), article_span(other, i), "the same paragraphs");
	if (!has_long_line(article))
		require_same_head(article, other);
	require(hash.high == another.high && hash.low == another.low, "the same hash");
}

/* What holds of any text, also of one whose encoding changes. */
static void
check_article(struct article *article, struct slice bytes)
{
	struct slice text = article_text(article);
	const struct decoded_part *parts;
	struct article *again;
	size_t count;

	require(article_is_complete(article), "it comes to an end");
	require(!error_is_set(article_failure(article)), "without a failure");
	parts = article_parts(article, &count);
	check_parts(parts, count, bytes, text);
	if (!unicode_is_valid(text) || slice_starts_with(text, slice_from_string("\xEF\xBB\xBF")))
		return;
	again = article_from_bytes(text, "again", "UTF-8", NULL);
	if (!again || article_page(again).extracted || article_page(article).extracted) {
		article_close(again);
		return;
	}
	again = read_on(again, &(struct article_options){.encoding = "UTF-8"}, SIZE_MAX);
	require(article_count(article) == article_count(again), "its paragraphs are its lines");
	for (size_t i = 0; i < article_count(again); i++)
		require_same_span(article_span(article, i), article_span(again, i),
			"they lie where its lines do");
	require(article_hash(article).high == article_hash(again).high, "its hash is its text's");
	article_close(again);
}

/* Of one encoding both are the same; and of one that was named they must be. Where the one has
 * found reason to look for another one it is mended, and the other may stay as it is: whether there
 * is reason depends on where the slices ended. */
static void
compare(struct article *article, struct article *whole, const char *named)
{
	if (article_page(article).extracted || article_page(whole).extracted)
		return;
	if (!named &&
		(has_parts(article) || has_parts(whole) ||
			strcmp(article_encoding(article), article_encoding(whole)) != 0 ||
			unicode_is_valid(article_text(article)) !=
				unicode_is_valid(article_text(whole))))
		return;
	require(strcmp(article_encoding(article), article_encoding(whole)) == 0,
		"the same encoding");
	require_same(article, whole);
}

/* A part is some of the lines. */
static void
check_part(const struct article *article, struct cuts *cuts)
{
	size_t length = article_text(article).length, start;
	size_t at = next(cuts, 4) == 1 ? SIZE_MAX : next(cuts, 256) * length / 256;
	bool known = article_has_all_text(article) || at < length;
	struct article *part = article_open_part(article, at, next(cuts, 100), &start);
	struct slice lines;

	if (!part)
		return;
	lines = article_text(part);
	require(start <= length, "a part begins inside");
	if (known && unicode_is_valid(article_text(article)) && !article_page(part).extracted)
		require(slice_starts_with(
				slice_at(article_text(article), (struct span){start, length}),
				lines) ||
				slice_starts_with(slice_at(article_text(article),
							  (struct span){start + 3, length}),
					lines),
			"a part is some of the lines");
	article_close(part);
}

/* A file that lies in memory; its path. Made once. */
static int
open_file(char *path, size_t size)
{
	static int file = -1;

#ifdef MFD_CLOEXEC
	if (file < 0)
		file = memfd_create("fuzz", MFD_CLOEXEC);
#endif
	if (file >= 0)
		snprintf(path, size, "/proc/self/fd/%d", file);
	return file;
}

static void
put(int file, struct slice bytes, size_t from, size_t to)
{
	require(pwrite(file, bytes.bytes + from, to - from, (off_t)from) == (ssize_t)(to - from),
		"the file's bytes");
}

/* Does some of what a reader may ask for before the end is read. */
static void
look_around(struct article *article, struct cuts *cuts)
{
	size_t wish = next(cuts, 256);

	if (wish & 1)
		(void)article_hash(article);
	if (wish & 2)
		check_part(article, cuts);
	if (wish & 4)
		(void)article_extend(article, next(cuts, 100));
	if (wish & 8)
		(void)article_lengthen(article, next(cuts, 100));
	if (wish & 16)
		(void)article_hash_advance(article, next(cuts, 60));
	if ((wish & 32) && article_count(article) > 0)
		(void)article_kind(article, article_count(article) - 1);
	if (wish & 64)
		while (article_extend(article, next(cuts, 100)))
			;
}

/* A file of which a part is looked at. */
static void
check_file(struct slice bytes, const char *named, struct cuts *cuts)
{
	const struct article_options options = {.encoding = named, .in_pieces = true};
	struct article *article, *whole = article_from_bytes(bytes, "whole", named, NULL);
	char path[64];
	int file = open_file(path, sizeof path);

	if (file >= 0 && whole) {
		require(ftruncate(file, 0) == 0, "no bytes");
		put(file, bytes, 0, bytes.length);
		article = article_open_as(path, &options, NULL);
		for (int i = 0; article && i < 3; i++)
			look_around(article, cuts);
		article = article ? read_on(article, &options, next(cuts, 60)) : NULL;
		while (article_extend(whole, SIZE_MAX))
			;
		if (article) {
			check_article(article, bytes);
			compare(article, whole, named);
			check_part(article, cuts);
			require(article_is_intact(article, NULL), "nobody has changed it");
		}
		article_close(article);
	}
	article_close(whole);
}

/* What comes by a pipe. */
static void
check_stream(struct slice bytes, const char *named, struct cuts *cuts)
{
	const struct article_options options = {.encoding = named, .in_pieces = true};
	struct article *article, *whole = article_from_bytes(bytes, "whole", named, NULL);
	size_t at = smaller(bytes.length, next(cuts, 256) - 1);
	int ends[2];
	char path[64];

	require(pipe(ends) == 0, "a pipe");
	snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
	require(write(ends[1], bytes.bytes, at) == (ssize_t)at, "its first bytes");
	article = article_open_as(path, &options, NULL);
	while (article && at < bytes.length) {
		size_t length = smaller(bytes.length - at, next(cuts, 120));

		require(write(ends[1], bytes.bytes + at, length) == (ssize_t)length, "its bytes");
		at += length;
		if (article_receive(article, next(cuts, 200)) == ARTICLE_OTHER)
			article = renew(article, &options);
		if (article)
			look_around(article, cuts);
	}
	close(ends[1]);
	while (article && article_awaits(article))
		if (article_receive(article, SIZE_MAX) == ARTICLE_OTHER)
			article = renew(article, &options);
	article = article ? read_on(article, &options, next(cuts, 60)) : NULL;
	if (article && !article_page(article).extracted)
		check_article(article, bytes);
	if (article && whole) {
		while (article_extend(whole, SIZE_MAX))
			;
		compare(article, whole, named);
	}
	close(ends[0]);
	article_close(article);
	article_close(whole);
}

/* Both read to the end, the one after growth and the one that is opened now. */
static struct article *
compare_with_fresh(struct article *article, const char *path, const struct article_options *options,
	struct slice bytes, struct cuts *cuts)
{
	struct article *fresh = article_open_as(path, options, NULL);

	fresh = fresh ? read_on(fresh, options, SIZE_MAX) : NULL;
	article = read_on(article, options, next(cuts, 60));
	if (article)
		check_article(article, bytes);
	if (article && fresh)
		compare(article, fresh, options->encoding);
	article_close(fresh);
	return article;
}

static void
check_growth(struct slice bytes, const char *named, struct cuts *cuts)
{
	const struct article_options options = {.encoding = named, .in_pieces = true};
	size_t at = bytes.length * next(cuts, 256) / 256;
	struct article *article;
	char path[64];
	int file = open_file(path, sizeof path);

	if (file < 0)
		return;
	require(ftruncate(file, 0) == 0, "no bytes");
	put(file, bytes, 0, at);
	article = article_open_as(path, &options, NULL);
	for (int step = 0; article && at < bytes.length; step++) {
		const char *text = article_text(article).bytes;
		size_t to = step < STEPS_AT_MOST ? smaller(bytes.length, at + next(cuts, 80))
						 : bytes.length;

		look_around(article, cuts);
		put(file, bytes, at, to);
		at = to;
		if (article_grow(article)) {
			require(article_text(article).bytes == text, "what is there stays there");
			require(article_look(article) == SOURCE_SAME, "all is taken up");
		} else {
			article_close(article);
			article = article_open_as(path, &options, NULL);
		}
		if (article && next(cuts, 2) == 1)
			article = compare_with_fresh(article, path, &options,
				slice_at(bytes, (struct span){0, at}), cuts);
	}
	if (article)
		article = compare_with_fresh(
			article, path, &options, slice_at(bytes, (struct span){0, at}), cuts);
	article_close(article);
}

/* --- all of them --------------------------------------------------------------------------- */

static void
check(struct slice input)
{
	static const size_t count = sizeof encodings / sizeof *encodings;
	struct slice bytes = fuzz_behind(input, HEAD_BYTES);
	struct cuts cuts = {slice_at(input, (struct span){0, HEAD_BYTES}), 0};
	unsigned number = fuzz_byte(input, 1);

	switch (fuzz_byte(input, 0) % 6) {
	case 0:
		check_decoder(bytes, encodings[1 + number % (count - 1)], &cuts);
		break;
	case 1:
		check_relay(bytes, encodings[1 + number % 7], &cuts);
		break;
	case 2:
		check_file(bytes, encodings[number % count], &cuts);
		break;
	case 3:
		check_stream(bytes, encodings[number % count], &cuts);
		break;
	case 4:
		check_growth(bytes, encodings[number % count], &cuts);
		break;
	default:
		check_growth(bytes, NULL, &cuts);
		break;
	}
}

/* Others, of the same. */
#define UTF8_LINE "會議強調，要加強管理，不得拖延。\n"
#define SMALL_LINE "\x03\x67\x70\x8B\x37\x5F\xBF\x8A\x0C\xFF\x81\x89\xA0\x52\x02\x30\n\0"
#define BIG_LINE "\x67\x03\x8B\x70\x5F\x37\x8A\xBF\xFF\x0C\x89\x81\x52\xA0\x30\x02\0\n"

static const struct slice pieces[] = {
	TEXT_PIECES,
	PIECE(UTF8_LINE),
	PIECE(UTF8_LINE UTF8_LINE UTF8_LINE UTF8_LINE),
	PIECE(GB_LINE),
	PIECE(GB_LINE GB_LINE GB_LINE GB_LINE GB_LINE GB_LINE),
	PIECE(BIG5_LINE),
	PIECE(BIG5_LINE BIG5_LINE BIG5_LINE BIG5_LINE BIG5_LINE BIG5_LINE),
	PIECE(SMALL_LINE),
	PIECE(SMALL_LINE SMALL_LINE SMALL_LINE SMALL_LINE),
	PIECE(BIG_LINE),
	PIECE(BIG_LINE BIG_LINE BIG_LINE BIG_LINE),
	PIECE("\x89\xEF\x8B\x63\x82\xC5\x8B\xAD\x92\xB2\x82\xB5\x82\xBD\x81\x42\n"),
	PIECE("\xB2\xF1\xB5\xC4\xA4\xC7\xB6\xAF\xC4\xB4\xA4\xB7\xA4\xBF\xA1\xA3\n"),
	PIECE("                                        "),
	PIECE("\033$B2q5D\033(B\n"),
};

const struct fuzz_target fuzz_target = {
	.sentence = "made texts are decoded and opened in pieces",
	.rounds = 2000,
	.head_bytes = HEAD_BYTES,
	.pieces = pieces,
	.piece_count = sizeof pieces / sizeof *pieces,
	.pieces_at_most = 50,
	.check = check,
};
