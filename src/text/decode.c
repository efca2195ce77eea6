/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/decode.h"

#include "base/intl.h"
#include "text/convert.h"
#include "text/detect.h"
#include "text/mixed.h"
#include "text/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names that people and pages use, without hyphens and in small letters, and what is meant. A page
 * that says gb2312 has characters of GBK in it as a rule, and one that says big5 Hong Kong's. */
static const struct {
	const char *alias, *name;
} aliases[] = {
	{"utf8", "UTF-8"},
	{"gb", "GB18030"},
	{"gb2312", "GB18030"},
	{"gbk", "GB18030"},
	{"gb18030", "GB18030"},
	{"cp936", "GB18030"},
	{"euccn", "GB18030"},
	{"xgbk", "GB18030"},
	{"big5", "BIG5-HKSCS"},
	{"big5hkscs", "BIG5-HKSCS"},
	{"cp950", "BIG5-HKSCS"},
	{"xxbig5", "BIG5-HKSCS"},
	{"utf16le", "UTF-16LE"},
	{"utf16be", "UTF-16BE"},
	{"sjis", "SHIFT_JIS"},
	{"shiftjis", "SHIFT_JIS"},
	{"latin1", "ISO-8859-1"},
};

/* Whether encoding is alias but for case, hyphens and underscores. */
static bool
is_alias(const char *encoding, const char *alias)
{
	for (; *encoding; encoding++) {
		char letter =
			*encoding >= 'A' && *encoding <= 'Z' ? (char)(*encoding + 32) : *encoding;

		if (letter == '-' || letter == '_')
			continue;
		if (letter != *alias++)
			return false;
	}
	return *alias == '\0';
}

/* The encoding's name as iconv is asked for it, into name. */
static void
settle_name(struct slice bytes, const char *encoding, char *name, size_t size)
{
	const char *shape;
	size_t i;

	if (is_alias(encoding, "utf16")) {
		shape = detect_mark(bytes);
		shape = shape && strncmp(shape, "UTF-16", 6) == 0 ? shape : detect_utf16(bytes);
		snprintf(name, size, "%s", shape ? shape : "UTF-16LE");
		return;
	}
	for (i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
		if (is_alias(encoding, aliases[i].alias)) {
			snprintf(name, size, "%s", aliases[i].name);
			return;
		}
	}
	snprintf(name, size, "%s", encoding);
}

/* Whether so much of the text is NUL that it can only be one half of UTF-16. */
static bool
is_rich_in_nuls(struct slice bytes)
{
	struct slice sample = slice_at(bytes, (struct span){0, DETECT_SAMPLE_BYTES});
	size_t nuls = 0, at;

	for (at = 0; at < sample.length; at++)
		nuls += sample.bytes[at] == '\0';
	return nuls > 0 && nuls * 32 >= sample.length;
}

void
decode_detect(struct slice bytes, char *name, size_t size)
{
	const char *found = detect_mark(bytes);
	char tried[32];

	if (!found && is_rich_in_nuls(bytes))
		found = detect_utf16(bytes);
	if (!found && unicode_is_valid(bytes))
		found = "UTF-8";
	if (!found)
		found = detect_utf16(bytes);
	if (found) {
		snprintf(name, size, "%s", found);
		return;
	}
	/* Maybe the page's own word: then it means what it does when it is typed. */
	detect_by_trial(bytes, tried, sizeof tried);
	settle_name(bytes, tried, name, size);
}

/* Drops U+FEFF at the start: a byte order mark is no part of the text. */
static void
drop_mark(struct slice *text)
{
	if (slice_starts_with(*text, slice_from_string("\xEF\xBB\xBF"))) {
		text->bytes += 3;
		text->length -= 3;
	}
}

static void
take_conversion(struct decoded *decoded, const struct conversion *conversion)
{
	decoded->owned = conversion->bytes;
	decoded->text = (struct slice){conversion->bytes, conversion->length};
	decoded->undecodable = conversion->undecodable;
	drop_mark(&decoded->text);
}

static void
set_memory_error(struct error *error)
{
	error_set(error, ERROR_SYSTEM, _("the text is too large for the memory"));
}

/* UTF-8 without a fault is taken as it is. */
static bool
decode_utf8(struct slice bytes, struct decoded *decoded, struct error *error)
{
	struct conversion conversion;

	if (unicode_is_valid(bytes)) {
		decoded->text = bytes;
		drop_mark(&decoded->text);
		return true;
	}
	if (!convert_mend(bytes, &conversion)) {
		set_memory_error(error);
		return false;
	}
	take_conversion(decoded, &conversion);
	return true;
}

static void
set_unknown_error(const char *encoding, struct error *error)
{
	error_set(error, ERROR_USAGE,
		_("the encoding %s is not known; known are UTF-8, GB18030, BIG5, UTF-16, "
		  "EUC-JP, SHIFT_JIS and what iconv -l lists"),
		encoding);
}

/* A slash would be iconv's own options, and the empty name the locale's encoding. */
static bool
is_plain_name(const char *encoding)
{
	return !strchr(encoding, '/') && encoding[0] != '\0';
}

/* All of it in decoded's encoding. */
static bool
decode_whole(struct slice bytes, struct decoded *decoded, struct error *error)
{
	struct conversion conversion;
	enum convert_outcome outcome;

	if (strcmp(decoded->encoding, "UTF-8") == 0)
		return decode_utf8(bytes, decoded, error);
	outcome = is_plain_name(decoded->encoding)
		? convert_to_utf8(bytes, decoded->encoding, false, &conversion)
		: CONVERT_UNKNOWN_ENCODING;
	if (outcome == CONVERT_DONE) {
		take_conversion(decoded, &conversion);
		return true;
	}
	if (outcome == CONVERT_NO_MEMORY)
		set_memory_error(error);
	else
		set_unknown_error(decoded->encoding, error);
	return false;
}

bool
decode_is_mixed(const char *encoding)
{
	return encoding && is_alias(encoding, "mixed");
}

static void
find_name(struct slice bytes, const char *encoding, char *name, size_t size)
{
	if (encoding && !decode_is_mixed(encoding))
		settle_name(bytes, encoding, name, size);
	else
		decode_detect(bytes, name, size);
}

bool
decode_name(struct slice bytes, const char *encoding, char *name, size_t size, struct error *error)
{
	find_name(bytes, encoding, name, size);
	if (is_plain_name(name) && (strcmp(name, "UTF-8") == 0 || convert_knows(name)))
		return true;
	set_unknown_error(name, error);
	return false;
}

bool
decode_text(struct slice bytes, const char *encoding, struct decoded *decoded, struct error *error)
{
	memset(decoded, 0, sizeof *decoded);
	find_name(bytes, encoding, decoded->encoding, sizeof decoded->encoding);
	if (!decode_whole(bytes, decoded, error))
		return false;
	if (decode_is_mixed(encoding) || (!encoding && mixed_is_doubtful(bytes, decoded)))
		(void)mixed_decode(bytes, decoded);
	return true;
}

void
decoded_replace(struct decoded *decoded, struct slice text)
{
	free(decoded->owned);
	free(decoded->parts);
	decoded->owned = NULL;
	decoded->parts = NULL;
	decoded->part_count = 0;
	decoded->text = text;
}

void
decoded_clear(struct decoded *decoded)
{
	free(decoded->owned);
	free(decoded->parts);
	memset(decoded, 0, sizeof *decoded);
}
