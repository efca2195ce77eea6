/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Single characters: UTF-8 in and out, kinds, widths. Only this room calls libunistring.
 */
#ifndef ZHUPI_TEXT_UNICODE_H
#define ZHUPI_TEXT_UNICODE_H

#include "base/buffer.h"
#include "base/slice.h"
#include "text/plain.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What stands for bytes that are no character. */
enum {
	UNICODE_REPLACEMENT = 0xFFFD
};

/* unicode_decode without its shortcuts: ASCII, U+1000..U+CFFF, U+E000..U+FFFF. */
uint32_t unicode_decode_slowly(struct slice text, size_t at, size_t *length);

/*
 * The character at byte offset at of text (at < text.length); *length becomes its length in bytes
 * (1 to 4). Bytes that are no UTF-8 give U+FFFD and the length of the maximal ill-formed part (at
 * least 1), as Unicode 15, 3.9 recommends. ASCII and nearly all ideographs take the short way,
 * here.
 */
static inline uint32_t
unicode_decode(struct slice text, size_t at, size_t *length)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes + at;

	if (bytes[0] < 0x80) {
		*length = 1;
		return bytes[0];
	}
	if (bytes[0] >= 0xE1 && bytes[0] <= 0xEF && bytes[0] != 0xED && text.length - at >= 3 &&
		(bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80) {
		*length = 3;
		return (uint32_t)(bytes[0] & 0x0F) << 12 | (uint32_t)(bytes[1] & 0x3F) << 6 |
			(uint32_t)(bytes[2] & 0x3F);
	}
	return unicode_decode_slowly(text, at, length);
}

/*
 * The byte offset behind a run of characters from byte offset at on of which a glance tells that
 * they are well-formed and safe (unicode_is_unsafe): printable ASCII, U+3000 to U+9FFF, U+FF00 to
 * U+FFBF. *chars grows by how many there are. What Chinese texts consist of, nearly.
 */
static inline size_t
unicode_skip_plain(struct slice text, size_t at, size_t *chars)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	size_t count = 0;

	while (at < text.length) {
		unsigned lead;
		size_t run;

		while (text.length - at >= PLAIN_READ && (run = plain_run(text.bytes + at)) > 0) {
			at += 3 * run;
			count += run;
		}
		if (at == text.length)
			break;
		lead = bytes[at];
		if (lead - ' ' < 0x7F - ' ')
			at++;
		else if (text.length - at >= 3 && (bytes[at + 2] & 0xC0) == 0x80 &&
			((lead - 0xE3 <= 6 && (bytes[at + 1] & 0xC0) == 0x80) ||
				(lead == 0xEF && bytes[at + 1] - 0xBCU <= 2)))
			at += 3;
		else
			break;
		count++;
	}
	*chars += count;
	return at;
}

/* Appends the character as UTF-8; U+FFFD for a surrogate or what lies above U+10FFFF. */
void unicode_append(struct buffer *buffer, uint32_t character);

/* Whether every byte belongs to well-formed UTF-8 (no surrogates, nothing above U+10FFFF). */
bool unicode_is_valid(struct slice text);

/* How many bytes at the end of text (0 to 3) begin a character that is not all there. */
size_t unicode_cut(struct slice text);

/* The byte offset of the character boundary next to at, backwards (at > 0) or forwards (at <
 * text.length). */
size_t unicode_previous(struct slice text, size_t at);
size_t unicode_next(struct slice text, size_t at);

/* The byte offset of the next, or previous, grapheme cluster boundary (UAX 29): what an editor's
 * cursor steps over. */
size_t unicode_next_cluster(struct slice text, size_t at);
size_t unicode_previous_cluster(struct slice text, size_t at);

/* Whether it is an ideograph: Script=Han (so 〇 々 〡 and radicals too), compatibility ideographs,
 * and what is not yet assigned in planes 2 and 3. */
bool unicode_is_han(uint32_t character);

/* Whether it is white space of any kind: ASCII, U+00A0, U+3000, U+2028 and so on. */
bool unicode_is_space(uint32_t character);

/* Whether it is a letter or a digit of any script. */
bool unicode_is_word(uint32_t character);

/*
 * Whether it must not reach a terminal as it is: C0 and C1 controls, DEL, bidirectional controls,
 * U+2028 and U+2029, noncharacters, interlinear annotation and tag characters.
 */
bool unicode_is_unsafe(uint32_t character);

/*
 * Cells that it takes on the screen: 0 (combining, zero-width), 1 or 2, by wcwidth so that it
 * agrees with ncurses, in the locale that main has set; where wcwidth knows it not (-1) or it is
 * unsafe, 1, since the screen shows a stand-in of one cell.
 */
int unicode_columns(uint32_t character);

/* The same by Unicode's East Asian Width, ambiguous ones narrow, in every locale alike: for what is
 * written to files. */
int unicode_width(uint32_t character);

#endif
