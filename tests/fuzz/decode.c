/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes decoded: by detection and from an encoding that somebody names; and what text there is
 * in UTF-8, written in that encoding, read again, whole and cut. The input's first byte chooses the
 * encoding, the second where it is cut.
 */
#include "fuzz.h"

#include "pieces.h"
#include "text/decode.h"
#include "text/unicode.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum {
	BYTES_A_CHARACTER = 4 /* at most, in any of them */
};

static const struct {
	const char *name;  /* as a reader types it */
	const char *iconv; /* NULL: glibc reads another backslash than it writes */
} encodings[] = {
	{"UTF-8", "UTF-8"},
	{"gb2312", "GB18030"},
	{"GB18030", "GB18030"},
	{"big5", "BIG5-HKSCS"},
	{"UTF-16LE", "UTF-16LE"},
	{"UTF-16BE", "UTF-16BE"},
	{"UTF-32LE", "UTF-32LE"},
	{"EUC-JP", "EUC-JP"},
	{"SHIFT_JIS", NULL},
	{"EUC-KR", "EUC-KR"},
	{"windows-1252", "WINDOWS-1252"},
};

static bool
begins_with_mark(struct slice bytes)
{
	static const struct slice marks[] = {{"\x84\x31\x95\x33", 4}, {"\xEF\xBB\xBF", 3},
		{"\xFF\xFE", 2}, {"\xFE\xFF", 2}, {"\0\0\xFE\xFF", 4}};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (slice_starts_with(bytes, marks[i]))
			return true;
	}
	return false;
}

static void
check_decoded(struct slice bytes, const char *encoding, struct decoded *decoded)
{
	struct error error;

	error_init(&error);
	require(decode_text(bytes, encoding, decoded, &error), "known encodings decode");
	require(unicode_is_valid(decoded->text), "decoded text is well-formed");
	require(decoded->undecodable <= bytes.length, "no more faults than bytes");
	require(strlen(decoded->encoding) < sizeof decoded->encoding, "a name ends");
}

/* Parts lie one behind the other, from line to line, and each is what it is alone. */
static void
check_parts(struct slice bytes, const struct decoded *decoded)
{
	size_t undecodable = 0;

	require(decoded->part_count != 1, "one part is none");
	for (size_t i = 0; i < decoded->part_count; i++) {
		const struct decoded_part *part = &decoded->parts[i];
		bool last = i + 1 == decoded->part_count;
		struct span source = {part->source, last ? bytes.length : part[1].source};
		struct span text = {part->start, last ? decoded->text.length : part[1].start};
		struct decoded alone;

		require(i > 0 || (source.start == 0 && text.start == 0), "the first is the start");
		require(source.start < source.end && source.end <= bytes.length, "parts rise");
		require(text.start <= text.end && text.end <= decoded->text.length, "in the text");
		require(i == 0 || strchr("\r\n", bytes.bytes[source.start - 1]),
			"they begin with a line");
		check_decoded(slice_at(bytes, source), part->encoding, &alone);
		require(slice_equal(alone.text, slice_at(decoded->text, text)), "decoded alone");
		undecodable += alone.undecodable;
		decoded_clear(&alone);
	}
	require(decoded->part_count == 0 || undecodable == decoded->undecodable,
		"their faults are all");
}

static void
check_mixed(struct slice bytes)
{
	struct decoded decoded;

	check_decoded(bytes, "mixed", &decoded);
	check_parts(bytes, &decoded);
	decoded_clear(&decoded);
}

/* What was detected is a name that gives the same when it is typed. */
static void
check_detection(struct slice bytes)
{
	struct decoded detected, named;
	char name[32];

	check_decoded(bytes, NULL, &detected);
	check_parts(bytes, &detected);
	if (detected.part_count > 0) {
		decoded_clear(&detected);
		return;
	}
	decode_detect(bytes, name, sizeof name);
	require(strcmp(name, detected.encoding) == 0, "detected alike");
	check_decoded(bytes, detected.encoding, &named);
	require(slice_equal(detected.text, named.text), "detected and named agree");
	require(detected.undecodable == named.undecodable, "their faults agree");
	decoded_clear(&named);
	decoded_clear(&detected);
}

static void
check_named(struct slice bytes, const char *encoding)
{
	struct decoded decoded;

	check_decoded(bytes, encoding, &decoded);
	if (strcmp(encoding, "UTF-8") == 0 && unicode_is_valid(bytes)) {
		require(decoded.undecodable == 0, "UTF-8 has no fault");
		require(slice_ends_with(bytes, decoded.text), "UTF-8 stays what it is");
		require(bytes.length - decoded.text.length <= 3, "but for its mark");
	}
	decoded_clear(&decoded);
}

/* Whether glibc writes something else when it writes what is not Unicode: it drops tag characters,
 * and makes \ and ~ of the yen sign and the overline in EUC-JP. */
static bool
is_written_otherwise(struct slice text)
{
	size_t length;

	for (size_t at = 0; at < text.length; at += length) {
		uint32_t character = unicode_decode(text, at, &length);

		if (character >> 7 == 0xE0000 >> 7 || character == 0xA5 || character == 0x203E)
			return true;
	}
	return false;
}

/* Writes text in the encoding. False when it has characters that the encoding has not, or iconv
 * knows it not. */
static bool
encode(struct slice text, size_t number, char *bytes, size_t *length)
{
	/* Opened once: iconv loads a table each time. */
	static iconv_t converters[sizeof encodings / sizeof *encodings];
	char *from = (char *)(size_t)text.bytes, *to = bytes;
	size_t from_left = text.length, to_left = BYTES_A_CHARACTER * (text.length + 1), result;

	if (!converters[number])
		converters[number] = iconv_open(encodings[number].iconv, "UTF-8");
	if (converters[number] == (iconv_t)-1)
		return false;
	iconv(converters[number], NULL, NULL, NULL, NULL);
	result = iconv(converters[number], &from, &from_left, &to, &to_left);
	if (result != 0 || is_written_otherwise(text) ||
		iconv(converters[number], NULL, NULL, &to, &to_left) != 0)
		return false;
	*length = (size_t)(to - bytes);
	return true;
}

/* The text without its last characters. */
static struct slice
without_last(struct slice text, int characters)
{
	while (characters-- > 0 && text.length > 0)
		text.length = unicode_previous(text, text.length);
	return text;
}

/* What was written is read as it was; cut within its last character, all but that. */
static void
check_again(struct slice text, size_t number)
{
	char *bytes = malloc(BYTES_A_CHARACTER * (text.length + 1));
	size_t length;
	struct decoded decoded;

	require(bytes != NULL, "memory");
	if (encodings[number].iconv && encode(text, number, bytes, &length) &&
		!begins_with_mark((struct slice){bytes, length})) {
		check_decoded((struct slice){bytes, length}, encodings[number].name, &decoded);
		require(slice_equal(decoded.text, text), "written and read");
		require(decoded.undecodable == 0, "without a fault");
		decoded_clear(&decoded);
		check_decoded((struct slice){bytes, length > 0 ? length - 1 : 0},
			encodings[number].name, &decoded);
		require(slice_starts_with(decoded.text, without_last(text, 2)), "cut and read");
		decoded_clear(&decoded);
	}
	free(bytes);
}

static void
check(struct slice input)
{
	struct slice bytes = fuzz_behind(input, 2);
	size_t number = fuzz_byte(input, 0) % (sizeof encodings / sizeof *encodings);
	struct decoded decoded;

	check_detection(bytes);
	check_mixed(bytes);
	check_named(bytes, encodings[number].name);
	check_named(slice_at(bytes, (struct span){0, fuzz_byte(input, 1)}), encodings[number].name);
	check_decoded(bytes, "UTF-8", &decoded);
	check_again(decoded.text, number);
	decoded_clear(&decoded);
}

static const struct slice pieces[] = {
	TEXT_PIECES,
	PIECE("會議強調，要加強管理，不得拖延。\n"),
	PIECE(GB_LINE GB_LINE),
	PIECE(BIG5_LINE BIG5_LINE),
	PIECE("\x03\x67\x70\x8B\x37\x5F\xBF\x8A\x0C\xFF\x81\x89\xA0\x52\x02\x30\n\0"),
	PIECE("\x67\x03\x8B\x70\x5F\x37\x8A\xBF\xFF\x0C\x89\x81\x52\xA0\x30\x02\0\n"),
	PIECE("\x89\xEF\x8B\x63\x82\xC5\x8B\xAD\x92\xB2\x82\xB5\x82\xBD\x81\x42\n"),
	PIECE("\xB2\xF1\xB5\xC4\xA4\xC7\xB6\xAF\xC4\xB4\xA4\xB7\xA4\xBF\xA1\xA3\n"),
};

const struct fuzz_target fuzz_target = {
	.sentence = "made texts are decoded, encoded and decoded",
	.rounds = 10000,
	.head_bytes = 2,
	.pieces = pieces,
	.piece_count = sizeof pieces / sizeof *pieces,
	.pieces_at_most = 30,
	.check = check,
};
