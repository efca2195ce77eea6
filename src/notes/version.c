/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/version.h"

#include "base/intl.h"

#include <string.h>

enum {
	RUN_CHARACTERS = 5
};

static void
write_number(uint64_t number, size_t size, char *bytes)
{
	for (size_t i = size; i-- > 0; number >>= 8)
		bytes[i] = (char)(unsigned char)(number & 0xFF);
}

static uint64_t
read_number(const char *bytes, size_t size)
{
	uint64_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | (unsigned char)bytes[i];
	return number;
}

void
version_hash_write(struct fold_hash hash, char bytes[VERSION_HASH_BYTES])
{
	write_number(hash.high, 8, bytes);
	write_number(hash.low, 8, bytes + 8);
}

void
version_hash_read(struct slice bytes, struct fold_hash *hash)
{
	*hash = (struct fold_hash){0};
	if (bytes.length != VERSION_HASH_BYTES)
		return;
	hash->high = read_number(bytes.bytes, 8);
	hash->low = read_number(bytes.bytes + 8, 8);
}

/* The finalizer of MurmurHash3 over each character (A. Appleby, public domain). */
static uint64_t
hash_run(const uint32_t *characters, size_t count)
{
	uint64_t hash = count;

	for (size_t i = 0; i < count; i++) {
		hash = (hash ^ characters[i]) * 0xFF51AFD7ED558CCD;
		hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53;
		hash ^= hash >> 33;
	}
	return hash;
}

static size_t
run_length(const struct fold *paragraph)
{
	return paragraph->count < RUN_CHARACTERS ? paragraph->count : RUN_CHARACTERS;
}

size_t
sketch_runs(const struct fold *paragraph)
{
	size_t length = run_length(paragraph);

	return length > 0 ? paragraph->count - length + 1 : 0;
}

uint64_t
sketch_run(const struct fold *paragraph, size_t at)
{
	return hash_run(paragraph->characters + at, run_length(paragraph));
}

void
sketching_start(struct sketching *sketching)
{
	sketching->characters = 0;
	/* All ones: nothing fell into it. */
	memset(sketching->buckets, 0xFF, sizeof sketching->buckets);
}

void
sketching_add(struct sketching *sketching, const struct fold *paragraph)
{
	size_t runs = sketch_runs(paragraph);

	for (size_t i = 0; i < runs; i++) {
		uint64_t hash = sketch_run(paragraph, i);
		uint32_t *bucket = &sketching->buckets[hash >> 58];

		if ((uint32_t)hash < *bucket)
			*bucket = (uint32_t)hash;
	}
	sketching->characters += paragraph->count;
}

void
sketching_end(const struct sketching *sketching, struct sketch *sketch)
{
	sketch->characters = sketching->characters;
	for (size_t i = 0; i < SKETCH_BUCKETS; i++)
		write_number(sketching->buckets[i], 4, sketch->bytes + 4 * i);
}

/* Adds a paragraph piece by piece, each with the runs within it, at most so many bytes or one piece
 * more. */
static bool
add_pieces(struct sketching *sketching, struct slice paragraph, size_t at_most_bytes,
	struct fold *fold)
{
	size_t end;

	for (size_t at = 0; at < paragraph.length && at < at_most_bytes; at = end) {
		end = fold_piece_end(paragraph, at);
		if (!fold_apply(fold, slice_at(paragraph, (struct span){at, end}), FOLD_ALL))
			return false;
		sketching_add(sketching, fold);
	}
	return true;
}

bool
sketch_make(struct sketch *sketch, const struct article *article, struct error *error)
{
	struct sketching sketching;
	struct fold fold;
	bool done = true;

	sketching_start(&sketching);
	*sketch = (struct sketch){.characters = 0};
	fold_init(&fold);
	for (size_t i = 0; done && i < article_count(article); i++) {
		size_t start = article_span(article, i).start;

		if (start >= SKETCHED_AT_MOST)
			break;
		done = add_pieces(
			&sketching, article_paragraph(article, i), SKETCHED_AT_MOST - start, &fold);
	}
	fold_clear(&fold);
	if (done)
		sketching_end(&sketching, sketch);
	else
		error_set(error, ERROR_SYSTEM,
			_("There is not enough memory. Close other programs and try again."));
	return done;
}

size_t
sketch_same(struct slice one, struct slice other, size_t *filled)
{
	size_t same = 0;

	*filled = 0;
	if (one.length != SKETCH_BYTES || other.length != SKETCH_BYTES)
		return 0;
	for (size_t i = 0; i < SKETCH_BYTES; i += 4) {
		uint64_t a = read_number(one.bytes + i, 4), b = read_number(other.bytes + i, 4);

		*filled += a != UINT32_MAX || b != UINT32_MAX;
		same += a == b && a != UINT32_MAX;
	}
	return same;
}

double
sketch_likeness(struct slice one, struct slice other)
{
	size_t filled, same = sketch_same(one, other, &filled);

	return filled ? (double)same / (double)filled : 0;
}
