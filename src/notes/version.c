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

static void
add_runs(uint32_t buckets[SKETCH_BUCKETS], const struct fold *fold)
{
	size_t run = fold->count < RUN_CHARACTERS ? fold->count : RUN_CHARACTERS;

	for (size_t i = 0; run > 0 && i + run <= fold->count; i++) {
		uint64_t hash = hash_run(fold->characters + i, run);
		uint32_t *bucket = &buckets[hash >> 58];

		if ((uint32_t)hash < *bucket)
			*bucket = (uint32_t)hash;
	}
}

bool
sketch_make(struct sketch *sketch, const struct article *article, struct error *error)
{
	uint32_t buckets[SKETCH_BUCKETS];
	struct fold fold;

	memset(buckets, 0xFF, sizeof buckets); /* all ones: nothing fell into it */
	*sketch = (struct sketch){.characters = 0};
	fold_init(&fold);
	for (size_t i = 0; i < article_count(article); i++) {
		if (!fold_apply(&fold, article_paragraph(article, i), FOLD_ALL)) {
			error_set(error, ERROR_SYSTEM,
				_("There is not enough memory. Close other programs and try "
				  "again."));
			return false;
		}
		add_runs(buckets, &fold);
		sketch->characters += fold.count;
	}
	fold_clear(&fold);
	for (size_t i = 0; i < SKETCH_BUCKETS; i++)
		write_number(buckets[i], 4, sketch->bytes + 4 * i);
	return true;
}

double
sketch_likeness(struct slice one, struct slice other)
{
	size_t same = 0, filled = 0;

	if (one.length != SKETCH_BYTES || other.length != SKETCH_BYTES)
		return 0;
	for (size_t i = 0; i < SKETCH_BYTES; i += 4) {
		uint64_t a = read_number(one.bytes + i, 4), b = read_number(other.bytes + i, 4);

		filled += a != UINT32_MAX || b != UINT32_MAX;
		same += a == b && a != UINT32_MAX;
	}
	return filled ? (double)same / (double)filled : 0;
}
