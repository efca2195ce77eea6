/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A binary arithmetic coder with adaptive probabilities (as in M. Mahoney's "Data Compression
 * Explained", 3.2 and 4.1). [low, high] is the interval of 32 bits that the bits so far have left;
 * each bit takes the part of it that its probability says, and leading bytes that both ends share
 * go out.
 *
 * A byte's context is what was told about it before: of a character's second byte the first one, of
 * its third one the two; of the first one the byte before it, but all bytes of longer characters
 * are one there, as what counts is whether the text goes on in Chinese. Texts are short: each
 * further context that was tried (the former character, mixtures of orders) cost more time than
 * room, or was learnt too late.
 *
 * Why no library: raw deflate (zlib, level 9) makes the same texts 6 to 11 % longer, bzip2 and LZMA
 * 9 to 19 %, as their windows have seen little when a short text ends. A dictionary (the version
 * before) would win that back for edited versions, and tie the soundness of one kept text to that
 * of another. And the reading half of this file would have to stay for what it has written.
 */
#include "notes/coding.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	HEAD_BYTES = 8,
	TAIL_BYTES = 4,
	AFTER_ASCII = 0,           /* contexts of a first byte: 128 */
	AFTER_OTHER = 128,         /* one more */
	OF_SECOND = 129,           /* by the first byte: C0 to FF */
	OF_THIRD = OF_SECOND + 64, /* by the lower bits of both: E0 to EF, 80 to BF */
	CONTEXTS = OF_THIRD + 16 * 64,
	NODES = 256, /* of a byte's tree of bits; the first is not used */
	PROBABILITY_LEAST = 32,
	SEEN_AT_MOST = 127
};

/* Of a bit. All zero is even, and nothing seen. */
struct chance {
	uint16_t odds; /* that it is 1, in 65,536ths, with the highest bit turned over */
	uint16_t seen;
};

struct coder {
	struct chance (*contexts)[NODES];
	uint32_t low, high;
	uint32_t code;     /* when reading */
	uint32_t one, two; /* the last byte, and the one before it */
};

static bool
coder_init(struct coder *coder)
{
	*coder = (struct coder){.high = UINT32_MAX};
	coder->contexts = calloc(CONTEXTS, sizeof *coder->contexts);
	return coder->contexts != NULL;
}

static struct chance *
context_of(struct coder *coder)
{
	if (coder->one >= 0xC0)
		return coder->contexts[OF_SECOND + (coder->one & 0x3F)];
	if (coder->one >= 0x80 && coder->two >= 0xE0 && coder->two < 0xF0)
		return coder->contexts[OF_THIRD + (coder->two & 0x0F) * 64 + (coder->one & 0x3F)];
	return coder->contexts[coder->one < 0x80 ? AFTER_ASCII + coder->one : AFTER_OTHER];
}

/* The last value of the interval that stands for a 1. */
static uint32_t
split(const struct coder *coder, const struct chance *chance)
{
	uint32_t odds = chance->odds ^ 0x8000u;

	if (odds < PROBABILITY_LEAST)
		odds = PROBABILITY_LEAST;
	if (odds > 65535 - PROBABILITY_LEAST)
		odds = 65535 - PROBABILITY_LEAST;
	return coder->low + (uint32_t)((uint64_t)(coder->high - coder->low) * odds >> 16);
}

/* Takes the bit's part of the interval, and learns from the bit: quickly at first, then ever less.
 */
static void
narrow(struct coder *coder, struct chance *chance, uint32_t middle, bool bit)
{
	int32_t odds = (int32_t)(chance->odds ^ 0x8000u), wanted = bit ? 65535 : 0;

	if (bit)
		coder->high = middle;
	else
		coder->low = middle + 1;
	odds += (wanted - odds) * 2 / (2 * chance->seen + 3);
	chance->odds = (uint16_t)((uint32_t)odds ^ 0x8000u);
	if (chance->seen < SEEN_AT_MOST)
		chance->seen++;
}

/* Whether the interval's ends share a byte, which is then taken off. */
static bool
shift(struct coder *coder)
{
	if ((coder->low ^ coder->high) >> 24 != 0)
		return false;
	coder->low <<= 8;
	coder->high = coder->high << 8 | 0xFF;
	return true;
}

static void
pass_byte(struct coder *coder, uint32_t byte)
{
	coder->two = coder->one;
	coder->one = byte;
}

static void
write_byte(struct coder *coder, uint32_t byte, struct buffer *code)
{
	struct chance *context = context_of(coder);
	uint32_t node = 1;

	for (int place = 7; place >= 0; place--) {
		bool bit = byte >> place & 1;
		uint32_t first;

		narrow(coder, &context[node], split(coder, &context[node]), bit);
		node = node << 1 | bit;
		for (first = coder->high >> 24; shift(coder); first = coder->high >> 24)
			buffer_append_byte(code, (char)(unsigned char)first);
	}
	pass_byte(coder, byte);
}

/* The code's byte at; zeros behind its end. */
static uint32_t
byte_at(struct slice code, size_t at)
{
	return at < code.length ? (unsigned char)code.bytes[at] : 0;
}

static uint32_t
read_byte(struct coder *coder, struct slice code, size_t *at)
{
	struct chance *context = context_of(coder);
	uint32_t node = 1;

	while (node < NODES) {
		uint32_t middle = split(coder, &context[node]);
		bool bit = coder->code <= middle;

		narrow(coder, &context[node], middle, bit);
		node = node << 1 | bit;
		while (shift(coder))
			coder->code = coder->code << 8 | byte_at(code, (*at)++);
	}
	pass_byte(coder, node & 0xFF);
	return node & 0xFF;
}

static uint32_t
hash_of(struct slice text)
{
	uint32_t hash = 2166136261;

	for (size_t i = 0; i < text.length; i++)
		hash = (hash ^ (unsigned char)text.bytes[i]) * 16777619;
	return hash;
}

static void
append_number(struct buffer *code, uint32_t number)
{
	for (int places = 24; places >= 0; places -= 8)
		buffer_append_byte(code, (char)(unsigned char)(number >> places & 0xFF));
}

static uint32_t
number_at(struct slice code, size_t at)
{
	uint32_t number = 0;

	for (size_t i = 0; i < 4; i++)
		number = number << 8 | byte_at(code, at + i);
	return number;
}

bool
coding_read(struct slice code, struct buffer *text)
{
	size_t before = text->length, length = number_at(code, 0), at = HEAD_BYTES + 4;
	struct coder coder;

	if (code.length < HEAD_BYTES + TAIL_BYTES || length > CODING_BYTES_AT_MOST ||
		!coder_init(&coder))
		return false;
	coder.code = number_at(code, HEAD_BYTES);
	for (size_t i = 0; i < length; i++)
		buffer_append_byte(text, (char)(unsigned char)read_byte(&coder, code, &at));
	free(coder.contexts);
	if (hash_of(slice_at(buffer_slice(text), (struct span){before, text->length})) ==
		number_at(code, 4))
		return true;
	buffer_truncate(text, before);
	return false;
}

/* Whether the code gives the text back. */
static bool
gives(struct slice code, struct slice text)
{
	struct buffer back;
	bool same;

	buffer_init(&back);
	same = coding_read(code, &back) && back.length == text.length &&
		(text.length == 0 || memcmp(back.bytes, text.bytes, text.length) == 0);
	buffer_clear(&back);
	return same;
}

bool
coding_write(struct slice text, struct buffer *code)
{
	size_t before = code->length;
	struct coder coder;

	if (text.length > CODING_BYTES_AT_MOST || !coder_init(&coder))
		return false;
	append_number(code, (uint32_t)text.length);
	append_number(code, hash_of(text));
	for (size_t i = 0; i < text.length && code->length - before < text.length; i++)
		write_byte(&coder, (unsigned char)text.bytes[i], code);
	append_number(code, coder.low);
	free(coder.contexts);
	if (code->length - before < text.length &&
		gives(slice_at(buffer_slice(code), (struct span){before, code->length}), text))
		return true;
	buffer_truncate(code, before);
	return false;
}
