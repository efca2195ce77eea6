/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is no UTF-8 is decoded by trial: a sample is read in each encoding of the table below, and
 * the result judged by how much of it is what Chinese (or Japanese) text consists of. The wrong
 * encoding gives ideographs too, but rare ones: 会议 read as Big5 is 颇祜. Measured on slices of
 * 1 KB, uchardet alone knows neither UTF-16 without mark nor Hong Kong's characters; so it is asked
 * only when no trial convinces.
 */
#include <config.h>

#include "text/detect.h"

#include "text/convert.h"
#include "text/unicode.h"

#include <ctype.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchardet/uchardet.h>

/* How far the first byte above 127 is looked for. */
#ifndef ASCII_BYTES
#define ASCII_BYTES ((size_t)1 << 20)
#endif

enum {
	HAN_BYTES = 3,        /* each common ideograph in UTF-8 */
	META_BYTES = 1024,    /* where a charset is looked for */
	CERTAIN = 55,         /* percent: no other encoding scores so much */
	UTF16_PLAUSIBLE = 90, /* percent of the units */
	UTF16_EVIDENCE = 3    /* percent of the units that ASCII or double-byte text cannot give */
};

/* The commonest ideographs of both scripts, in the order of their code points. */
static const char common[] =
	"一三上下不与世业两个中为主么义之也书了事二于五些产人从他代以们件任会但位体作你使"
	"來保個們做先党入內全公关其内军农决出分则別利别到制前力加动動務化区區十原去又及反"
	"发取变只可各合同后向员命和品員問四回因国图國圖在地基報場处外多大天头她好如委子学"
	"學它定实家實对导将將對導小少就展山工已市常干平年并应度廣建开式強强当形很後得從心"
	"必性总情想意應成我或战所手把指据接推提放政数數文料新方无日时明是時書最會月有期本"
	"机条来果样根條業樣機次正此歲歷歸比民气水求決沒没法活流点為無然物特现現理生產用由"
	"电當發的直相省看着知社种程種立第等管系級組結統經線縣總级线组经结统義老者而能自與"
	"落著處行表被裡西要見见角解計記設話認說論議變计认议记论设说象責資质资起路車軍較车"
	"较農边过运还这进這通進運過道還那部都里重量長长門開關问间電面革領頭題领题體高點黨";

/* --- byte order marks and UTF-16 ------------------------------------------------------------ */

const char *
detect_mark(struct slice bytes)
{
	static const struct {
		struct slice mark;
		const char *name;
	} marks[] = {
		{{"\xEF\xBB\xBF", 3}, "UTF-8"},
		{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
		{{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
		{{"\xFF\xFE", 2}, "UTF-16LE"},
		{{"\xFE\xFF", 2}, "UTF-16BE"},
		{{"\x84\x31\x95\x33", 4}, "GB18030"},
	};
	size_t i;

	for (i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (slice_starts_with(bytes, marks[i].mark))
			return marks[i].name;
	}
	return NULL;
}

/* What one order of bytes makes of the text. */
struct shape {
	size_t units, plausible, evidence;
};

bool
detect_is_plausible_unit(uint32_t unit)
{
	return (unit >= 0x20 && unit <= 0x17F && unit != 0x7F) || unit == '\t' || unit == '\n' ||
		unit == '\r' || (unit >= 0x2010 && unit <= 0x2040) ||
		(unit >= 0x3000 && unit <= 0x30FF) || (unit >= 0x4E00 && unit <= 0x9FFF) ||
		(unit >= 0xFF00 && unit <= 0xFFEF);
}

/* Units that are frequent in real text and that no text of single or double bytes looks like. */
static bool
is_evident_unit(uint32_t unit)
{
	static const uint32_t chinese[] = {
		0x3001, 0x3002, 0xFF0C, 0x7684, 0x4E00, 0x5728, 0x4E86, 0x662F, 0x548C, 0x6709};
	size_t i;

	if (unit < 0x80)
		return unit >= 0x20 || unit == '\n' || unit == '\r' || unit == '\t';
	for (i = 0; i < sizeof chinese / sizeof chinese[0]; i++) {
		if (chinese[i] == unit)
			return true;
	}
	return false;
}

static struct shape
measure_utf16(struct slice bytes, bool little)
{
	struct shape shape = {0};
	bool after_high = false;
	size_t end = bytes.length < DETECT_SAMPLE_BYTES ? bytes.length : DETECT_SAMPLE_BYTES;
	size_t at;

	for (at = 0; at + 1 < end; at += 2) {
		uint32_t one = (unsigned char)bytes.bytes[at];
		uint32_t other = (unsigned char)bytes.bytes[at + 1];
		uint32_t unit = little ? other << 8 | one : one << 8 | other;

		shape.units++;
		shape.plausible += detect_is_plausible_unit(unit);
		if (after_high && unit >= 0xDC00 && unit <= 0xDFFF)
			shape.plausible += 2; /* a character beyond U+FFFF, of both */
		after_high = unit >= 0xD800 && unit <= 0xDBFF;
		shape.evidence += is_evident_unit(unit);
	}
	return shape;
}

static bool
fits(struct shape shape)
{
	return shape.units > 1 && shape.plausible * 100 >= shape.units * UTF16_PLAUSIBLE &&
		shape.evidence * 100 >= shape.units * UTF16_EVIDENCE;
}

const char *
detect_utf16_evidence(struct slice bytes, size_t *evidence)
{
	struct shape little = measure_utf16(bytes, true), big = measure_utf16(bytes, false);

	if (fits(little) && (!fits(big) || little.evidence >= big.evidence)) {
		*evidence = little.evidence;
		return "UTF-16LE";
	}
	*evidence = fits(big) ? big.evidence : 0;
	return fits(big) ? "UTF-16BE" : NULL;
}

const char *
detect_utf16(struct slice bytes)
{
	size_t evidence;

	return detect_utf16_evidence(bytes, &evidence);
}

/* --- trials --------------------------------------------------------------------------------- */

struct slice
detect_sample(struct slice bytes)
{
	size_t start = 0;

	while (start < bytes.length && (unsigned char)bytes.bytes[start] < 0x80)
		start++;
	return slice_at(bytes, (struct span){start, start + DETECT_SAMPLE_BYTES});
}

static bool
is_common(const char *han)
{
	size_t low = 0, high = (sizeof common - 1) / HAN_BYTES;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = memcmp(han, common + middle * HAN_BYTES, HAN_BYTES);

		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

int
detect_weigh(uint32_t character, const char *bytes, bool is_japanese)
{
	if (character >= 0x4E00 && character <= 0x9FFF)
		return is_common(bytes) ? 2 : 0;
	if (character == 0x3001 || character == 0x3002 || character == 0xFF0C)
		return 2;
	if ((character >= 0x3003 && character <= 0x301F) || character == 0x3000 ||
		(character >= 0xFF01 && character <= 0xFF5E) ||
		(character >= 0x2010 && character <= 0x2026))
		return 1;
	if (character >= 0x3041 && character <= 0x30FF)
		return is_japanese ? 2 : 0;
	if (character == UNICODE_REPLACEMENT)
		return -8;
	return -2;
}

int
detect_likeness(struct slice text, bool is_japanese, size_t *characters)
{
	size_t at, length;
	long weight = 0;

	*characters = 0;
	for (at = 0; at < text.length; at += length) {
		uint32_t character = unicode_decode(text, at, &length);

		if (character < 0x80)
			continue;
		++*characters;
		weight += detect_weigh(character, text.bytes + at, is_japanese);
	}
	return *characters ? (int)(weight * 50 / (long)*characters) : DETECT_NONSENSE;
}

int
detect_score(struct slice sample, const char *encoding, size_t *characters)
{
	bool is_japanese = strcmp(encoding, "EUC-JP") == 0 || strcmp(encoding, "SHIFT_JIS") == 0;
	struct conversion conversion;
	int found;

	*characters = 0;
	if (convert_to_utf8(sample, encoding, true, &conversion) != CONVERT_DONE)
		return DETECT_NONSENSE;
	found = detect_likeness(
		(struct slice){conversion.bytes, conversion.length}, is_japanese, characters);
	free(conversion.bytes);
	return found;
}

/* Whether it is UTF-8 with some damage: characters of three bytes are too many to be by chance. */
static bool
is_damaged_utf8(struct slice sample)
{
	size_t at, length, ill_formed = 0, well_formed = 0;

	for (at = 0; at < sample.length; at += length) {
		uint32_t character = unicode_decode(sample, at, &length);

		ill_formed += character == UNICODE_REPLACEMENT;
		well_formed += character != UNICODE_REPLACEMENT && length >= 3;
	}
	return well_formed * 4 > ill_formed && well_formed > 0;
}

/* Whether ASCII is the same in the encoding (which it isn't in UTF-16, say) and iconv knows it. */
static bool
keeps(struct slice ascii, const char *encoding)
{
	struct conversion conversion;
	bool kept;

	if (convert_to_utf8(ascii, encoding, false, &conversion) != CONVERT_DONE)
		return false;
	kept = slice_equal(ascii, (struct slice){conversion.bytes, conversion.length});
	free(conversion.bytes);
	return kept;
}

/* The encoding that the beginning of an HTML page names, into name; false when it names none that
 * iconv knows, or none in which the page could have said so. */
static bool
read_meta(struct slice bytes, char *name, size_t size)
{
	struct slice head = slice_at(bytes, (struct span){0, META_BYTES});
	struct slice key = slice_from_string("charset=");
	size_t at = slice_find(head, key, 0), length = 0;

	if (at == head.length)
		return false;
	at += key.length;
	while (at < head.length && (head.bytes[at] == '"' || head.bytes[at] == '\''))
		at++;
	while (at + length < head.length && length + 1 < size) {
		unsigned char byte = (unsigned char)head.bytes[at + length];

		if (!isalnum(byte) && byte != '-' && byte != '_')
			break;
		name[length++] = (char)byte;
	}
	name[length] = '\0';
	return length > 0 && keeps(key, name);
}

/* Asks uchardet, which is loaded for this only; false when it isn't installed or doesn't know. */
static bool
ask_uchardet(struct slice sample, char *name, size_t size)
{
	void *library = dlopen(UCHARDET_SONAME, RTLD_NOW | RTLD_LOCAL);
	uchardet_t (*make)(void);
	void (*release)(uchardet_t);
	int (*handle)(uchardet_t, const char *, size_t);
	void (*finish)(uchardet_t);
	const char *(*charset)(uchardet_t);
	void *symbols[5];
	uchardet_t detector;

	if (!library)
		return false;
	name[0] = '\0';
	symbols[0] = dlsym(library, "uchardet_new");
	symbols[1] = dlsym(library, "uchardet_delete");
	symbols[2] = dlsym(library, "uchardet_handle_data");
	symbols[3] = dlsym(library, "uchardet_data_end");
	symbols[4] = dlsym(library, "uchardet_get_charset");
	if (symbols[0] && symbols[1] && symbols[2] && symbols[3] && symbols[4]) {
		memcpy(&make, &symbols[0], sizeof make);
		memcpy(&release, &symbols[1], sizeof release);
		memcpy(&handle, &symbols[2], sizeof handle);
		memcpy(&finish, &symbols[3], sizeof finish);
		memcpy(&charset, &symbols[4], sizeof charset);
		detector = make();
		if (handle(detector, sample.bytes, sample.length) == 0) {
			finish(detector);
			snprintf(name, size, "%s", charset(detector));
		}
		release(detector);
	}
	dlclose(library);
	return name[0] != '\0' && convert_knows(name);
}

/* Whether hardly a byte of the sample is undecodable in the encoding. */
static bool
decodes_well(struct slice sample, const char *encoding)
{
	struct conversion conversion;

	if (convert_to_utf8(sample, encoding, true, &conversion) != CONVERT_DONE)
		return false;
	free(conversion.bytes);
	return conversion.undecodable * 50 <= sample.length;
}

void
detect_by_trial(struct slice bytes, char *name, size_t size)
{
	static const char *const trials[] = {"GB18030", "BIG5-HKSCS", "EUC-JP", "SHIFT_JIS"};
	struct slice sample = detect_sample(bytes);
	size_t best = 0, characters, i;
	int best_score = -1000;

	if (is_damaged_utf8(sample)) {
		snprintf(name, size, "UTF-8");
		return;
	}
	for (i = 0; i < sizeof trials / sizeof trials[0] && best_score < CERTAIN; i++) {
		int found = detect_score(sample, trials[i], &characters);

		if (found > best_score) {
			best = i;
			best_score = found;
		}
	}
	if (best_score < DETECT_CONVINCING && read_meta(bytes, name, size) &&
		decodes_well(sample, name))
		return;
	if (best_score < DETECT_BELIEVABLE && ask_uchardet(sample, name, size) &&
		decodes_well(sample, name))
		return;
	snprintf(name, size, "%s", trials[best]);
}

/* --- large files --------------------------------------------------------------------------- */

bool
detect_is_binary(struct slice text, size_t sample_bytes)
{
	size_t end = text.length < sample_bytes ? text.length : sample_bytes;
	size_t controls = 0, at;

	for (at = 0; at < end; at++) {
		unsigned char byte = (unsigned char)text.bytes[at];

		controls += byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' &&
			byte != '\f' && byte != '\b' && byte != 0x1B;
	}
	return controls > 16 && controls > end / 16;
}

bool
detect_begins_as_utf8(struct slice bytes, size_t sample_bytes)
{
	size_t at = 0, end = bytes.length < ASCII_BYTES ? bytes.length : ASCII_BYTES, length;

	while (at < end && (unsigned char)bytes.bytes[at] < 0x80)
		at++;
	end = bytes.length - at > sample_bytes ? at + sample_bytes : bytes.length;
	while (at < end) {
		if (unicode_decode(bytes, at, &length) == UNICODE_REPLACEMENT)
			return false;
		at += length;
	}
	return true;
}
