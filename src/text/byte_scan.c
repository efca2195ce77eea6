/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * With AVX2 thirty-two places are looked at in one: a shuffle of sixteen bytes looks a half byte up
 * in a table, so four of them give the buckets of two bytes. Whether the processor has it is asked
 * when the program runs. Elsewhere two tables of whole bytes do the same one by one.
 */
#include <config.h>

#include "text/byte_scan.h"

#include "text/vectors.h"

enum {
	BUCKETS = 8,
	VECTOR_BYTES = 32
};

void
byte_scan_init(struct byte_scan *scan)
{
	*scan = (struct byte_scan){.count = 0};
}

static void
put(struct byte_scan *scan, int place, unsigned byte, uint8_t bit)
{
	scan->low[place][byte & 15] |= bit;
	scan->high[place][byte >> 4] |= bit;
}

void
byte_scan_add(struct byte_scan *scan, unsigned first, unsigned from, unsigned to)
{
	uint8_t bit = scan->first[first];

	if (bit == 0)
		bit = (uint8_t)(1U << scan->count++ % BUCKETS);
	scan->first[first] = bit;
	put(scan, 0, first, bit);
	for (unsigned second = from; second <= to; second++) {
		scan->second[second] |= bit;
		put(scan, 1, second, bit);
	}
}

static size_t
next_by_bytes(const struct byte_scan *scan, struct slice text, size_t from, size_t to)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	size_t end = to < text.length ? to : text.length - 1, at = from;

	for (; at < end; at++) {
		if (scan->first[bytes[at]] & scan->second[bytes[at + 1]])
			return at;
	}
	if (at < to && scan->first[bytes[at]] & scan->second['\n'])
		return at;
	return to;
}

#ifdef WITH_AVX2
static inline __m256i __attribute__((target("avx2"))) table_of(const uint8_t *bytes)
{
	return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)bytes));
}

/* The buckets of 32 bytes by the tables of their halves. */
static inline __m256i __attribute__((target("avx2")))
buckets_of(const char *bytes, __m256i low, __m256i high)
{
	const __m256i half = _mm256_set1_epi8(15);
	__m256i read = _mm256_loadu_si256((const __m256i *)(const void *)bytes);

	return _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(read, half)),
		_mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(read, 4), half)));
}

static size_t __attribute__((target("avx2")))
next_by_vectors(const struct byte_scan *scan, struct slice text, size_t from, size_t to)
{
	const __m256i low = table_of(scan->low[0]), high = table_of(scan->high[0]);
	const __m256i low_behind = table_of(scan->low[1]), high_behind = table_of(scan->high[1]);
	size_t at = from;

	for (; at + VECTOR_BYTES < text.length && at < to; at += VECTOR_BYTES) {
		__m256i both = _mm256_and_si256(buckets_of(text.bytes + at, low, high),
			buckets_of(text.bytes + at + 1, low_behind, high_behind));
		unsigned none = (unsigned)_mm256_movemask_epi8(
			_mm256_cmpeq_epi8(both, _mm256_setzero_si256()));

		if (none != UINT32_MAX) {
			at += (size_t)__builtin_ctz(~none);
			return at < to ? at : to;
		}
	}
	return at < to ? next_by_bytes(scan, text, at, to) : to;
}
#endif

size_t
byte_scan_next(const struct byte_scan *scan, struct slice text, size_t from, size_t to)
{
	if (from >= to)
		return to;
#ifdef WITH_AVX2
	if (vectors_are_there())
		return next_by_vectors(scan, text, from, to);
#endif
	return next_by_bytes(scan, text, from, to);
}
