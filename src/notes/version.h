/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a version of a text is known by: the hash of the folded text for the same one, and a sketch
 * of it for a like one.
 */
#ifndef ZHUPI_NOTES_VERSION_H
#define ZHUPI_NOTES_VERSION_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/article.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	VERSION_HASH_BYTES = 16,
	SKETCH_BUCKETS = 64,
	SKETCH_BYTES = SKETCH_BUCKETS * 4,
	SKETCHED_AT_MOST = 12 << 20 /* bytes of a text: the rest of a longer one is not looked at */
};

/* The hash as bytes, high first, and back; anything but 16 bytes gives 0, 0. */
void version_hash_write(struct fold_hash hash, char bytes[VERSION_HASH_BYTES]);
void version_hash_read(struct slice bytes, struct fold_hash *hash);

/*
 * A sketch: the folded text's runs of five characters are hashed, each hash falls into one of 64
 * buckets, and each bucket keeps its smallest (one-permutation minwise hashing: P. Li, A. Owen,
 * C.-H. Zhang, 2012). Runs do not cross paragraphs, so moved ones do not matter.
 */
struct sketch {
	char bytes[SKETCH_BYTES];
	size_t characters; /* of the folded text, as far as it was looked at */
};

/* A sketch while it is made. */
struct sketching {
	uint32_t buckets[SKETCH_BUCKETS];
	size_t characters;
};

/* Begins one of no text yet. */
void sketching_start(struct sketching *sketching);

/* Adds the next paragraph. */
void sketching_add(struct sketching *sketching, const struct fold *paragraph);

/* The sketch of all that was added. */
void sketching_end(const struct sketching *sketching, struct sketch *sketch);

/* How many runs a folded paragraph has (of a shorter one all is the only run), and the hash of the
 * one that begins with the character at. */
size_t sketch_runs(const struct fold *paragraph);
uint64_t sketch_run(const struct fold *paragraph, size_t at);

/* The sketch of the article as far as it is complete, SKETCHED_AT_MOST of it: who saves a note
 * waits for this. False only when memory is gone. */
bool sketch_make(
	struct sketch *sketch, const struct article *article, struct error *error) MUST_USE;

/* The share of runs that two texts have in common, about, from 0 to 1; 0 for bytes that are no
 * sketch. */
double sketch_likeness(struct slice one, struct slice other);

/* How many buckets have the same; *filled becomes how many have anything in either. 0 and 0 for
 * bytes that are no sketch. */
size_t sketch_same(struct slice one, struct slice other, size_t *filled);

#endif
