/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The method is that of J. Keiser and D. Lemire, Validating UTF-8 In Less Than One Instruction Per
 * Byte (Software: Practice and Experience 51, 2021): each fault shows in two bytes that follow each
 * other. The upper and the lower half of the first and the upper half of the second name the faults
 * that they allow, a bit each; what all three allow is there. Only whether a third or fourth byte
 * is due has to be asked apart.
 */
#include <config.h>

#include "text/utf8.h"

#include "text/vectors.h"

#ifdef WITH_AVX2
#include <stdint.h>

enum {
	VECTOR_BYTES = 32,
	STRIDE_BYTES = 512 /* looked at before faults are asked for */
};

/* The faults. */
enum {
	TOO_SHORT = 1,     /* a first byte that no further one follows */
	TOO_LONG = 2,      /* a further byte behind ASCII */
	OVERLONG_3 = 4,    /* E0 80 */
	TOO_LARGE = 8,     /* F4 90, F5 */
	SURROGATE = 16,    /* ED A0 */
	OVERLONG_2 = 32,   /* C0 */
	OVERLONG_4 = 64,   /* F0 80, and F5 80 */
	TWO_FURTHER = 128, /* two further bytes: a fault unless one is due */
	ANY_LOW = TOO_SHORT | TOO_LONG | TWO_FURTHER,
	FROM_F5 = ANY_LOW | TOO_LARGE | OVERLONG_4,
	FURTHER = TOO_LONG | OVERLONG_2 | TWO_FURTHER
};

static const uint8_t first_high[16] = {TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
	TOO_LONG, TOO_LONG, TWO_FURTHER, TWO_FURTHER, TWO_FURTHER, TWO_FURTHER,
	TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
	TOO_SHORT | TOO_LARGE | OVERLONG_4};
static const uint8_t first_low[16] = {ANY_LOW | OVERLONG_2 | OVERLONG_3 | OVERLONG_4,
	ANY_LOW | OVERLONG_2, ANY_LOW, ANY_LOW, ANY_LOW | TOO_LARGE, FROM_F5, FROM_F5, FROM_F5,
	FROM_F5, FROM_F5, FROM_F5, FROM_F5, FROM_F5, FROM_F5 | SURROGATE, FROM_F5, FROM_F5};
static const uint8_t second_high[16] = {TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
	TOO_SHORT, TOO_SHORT, TOO_SHORT, FURTHER | OVERLONG_3 | OVERLONG_4,
	FURTHER | OVERLONG_3 | TOO_LARGE, FURTHER | SURROGATE | TOO_LARGE,
	FURTHER | SURROGATE | TOO_LARGE, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT};

static inline __m256i __attribute__((target("avx2"))) look_up(const uint8_t *table, __m256i halves)
{
	__m128i entries = _mm_loadu_si128((const __m128i *)(const void *)table);

	return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(entries), halves);
}

static inline __m256i __attribute__((target("avx2"))) upper_half(__m256i bytes)
{
	return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15));
}

/* The faults between each byte and the one before it; before has the 32 bytes before. */
static inline __m256i __attribute__((target("avx2"))) faults_of(__m256i bytes, __m256i before)
{
	__m256i middle = _mm256_permute2x128_si256(before, bytes, 0x21);
	__m256i one = _mm256_alignr_epi8(bytes, middle, 15);
	__m256i two = _mm256_alignr_epi8(bytes, middle, 14);
	__m256i three = _mm256_alignr_epi8(bytes, middle, 13);
	__m256i due = _mm256_or_si256(_mm256_subs_epu8(two, _mm256_set1_epi8(0xE0 - 0x80)),
		_mm256_subs_epu8(three, _mm256_set1_epi8(0xF0 - 0x80)));
	__m256i faults = _mm256_and_si256(look_up(first_high, upper_half(one)),
		_mm256_and_si256(look_up(first_low, _mm256_and_si256(one, _mm256_set1_epi8(15))),
			look_up(second_high, upper_half(bytes))));

	return _mm256_xor_si256(_mm256_and_si256(due, _mm256_set1_epi8((char)0x80)), faults);
}

/* Where the character that has the byte before at begins. */
static size_t
last_start(struct slice text, size_t at)
{
	size_t start = at;

	while (start > 0 && at - start < 4) {
		start--;
		if (((unsigned char)text.bytes[start] & 0xC0) != 0x80)
			break;
	}
	return start;
}

static size_t __attribute__((target("avx2"))) skip_by_vectors(struct slice text)
{
	__m256i before = _mm256_setzero_si256();
	size_t at = 0;

	for (; text.length - at >= STRIDE_BYTES; at += STRIDE_BYTES) {
		__m256i faults = _mm256_setzero_si256();

		for (size_t i = 0; i < STRIDE_BYTES; i += VECTOR_BYTES) {
			__m256i bytes = _mm256_loadu_si256(
				(const __m256i *)(const void *)(text.bytes + at + i));

			faults = _mm256_or_si256(faults, faults_of(bytes, before));
			before = bytes;
		}
		if (!_mm256_testz_si256(faults, faults))
			break;
	}
	return last_start(text, at);
}

size_t
utf8_skip_valid(struct slice text)
{
	return vectors_are_there() ? skip_by_vectors(text) : 0;
}

#else

size_t
utf8_skip_valid(struct slice text)
{
	(void)text;
	return 0;
}
#endif
