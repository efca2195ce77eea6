/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs of U+3000 to U+9FFF and U+FF00 to U+FF7F in UTF-8, three bytes each: what a Chinese text
 * consists of. Where the processor has SSE2, as every one of x86-64 has, sixteen bytes are looked
 * at in one; elsewhere eight, of the first range only.
 */
#ifndef ZHUPI_TEXT_PLAIN_H
#define ZHUPI_TEXT_PLAIN_H

#include "base/slice.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
	PLAIN_READ = 16, /* bytes that must be readable where a run is asked for */
	PLAIN_MOST = 5   /* characters that are told of at once, at most */
};

/* 2 when both the next two characters are of the first range, else 0; `bytes` has at least eight.
 */
static inline size_t
plain_two(const char *bytes)
{
	static const unsigned char mask[8] = {0, 0xC0, 0xC0, 0, 0xC0, 0xC0, 0, 0};
	static const unsigned char tails[8] = {0, 0x80, 0x80, 0, 0x80, 0x80, 0, 0};
	uint64_t read, masked, wanted;

	memcpy(&read, bytes, sizeof read);
	memcpy(&masked, mask, sizeof masked);
	memcpy(&wanted, tails, sizeof wanted);
	return (read & masked) == wanted && (unsigned char)bytes[0] - 0xE3U <= 6 &&
			(unsigned char)bytes[3] - 0xE3U <= 6
		? 2
		: 0;
}

/* How many characters of a run certainly stand at `bytes`, of which PLAIN_READ can be read: at most
 * PLAIN_MOST, and fewer, even none, does not say that the run ends. */
static inline size_t
plain_run(const char *bytes)
{
#ifdef __SSE2__
	const __m128i least = _mm_setr_epi8((char)0xE3, (char)0x80, (char)0x80, (char)0xE3,
		(char)0x80, (char)0x80, (char)0xE3, (char)0x80, (char)0x80, (char)0xE3, (char)0x80,
		(char)0x80, (char)0xE3, (char)0x80, (char)0x80, 0);
	const __m128i range =
		_mm_setr_epi8(6, 63, 63, 6, 63, 63, 6, 63, 63, 6, 63, 63, 6, 63, 63, 0);
	const unsigned leads = 011111;
	__m128i read = _mm_loadu_si128((const __m128i *)(const void *)bytes);
	__m128i above = _mm_sub_epi8(read, least);
	__m128i above_bc = _mm_sub_epi8(read, _mm_set1_epi8((char)0xBC));
	unsigned fit =
		(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(above, range), above));
	unsigned ef = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(read, _mm_set1_epi8((char)0xEF)));
	unsigned bc_bd = (unsigned)_mm_movemask_epi8(
		_mm_cmpeq_epi8(_mm_min_epu8(above_bc, _mm_set1_epi8(1)), above_bc));
	unsigned others = ~(fit | (ef & bc_bd >> 1 & leads)) | 1U << 15;

	return (size_t)__builtin_ctz(others) * 11 >> 5; /* a third */
#else
	return plain_two(bytes);
#endif
}

#endif
