/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Packs laid over the shipped tables: shipped ones that are chosen, and a reader's own.
 *
 *      reader's packs, in their order       words in and out, character values, rules
 *      chosen packs that are off by default rfc
 *      the tables                           zh, en: linked in, read only
 *
 * The tables are copied only when words or values come. Whoever has neither a choice of his own nor
 * packs of his own needs no overlay: NULL stands for the tables wherever packs are asked for.
 */
#ifndef ZHUPI_ANALYSIS_OVERLAY_H
#define ZHUPI_ANALYSIS_OVERLAY_H

#include "analysis/packs.h"
#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* A choice among the shipped packs: bits. */
enum {
	CHOICE_ZH = 1,
	CHOICE_EN = 2,
	CHOICE_RFC = 4,
	CHOICE_DEFAULT = CHOICE_ZH | CHOICE_EN
};

/* The names of all shipped packs, for a message. */
#define CHOICE_NAMES "zh, en, rfc"

/* Reads names of shipped packs, divided by blanks or commas; false when there is none, or one that
 * no pack has. */
bool choice_read(struct slice names, unsigned *choice) MUST_USE;

/* The bit of the pack whose name stands before the first . or / of a rule's id or a file's name; 0
 * when it is no shipped one. */
unsigned choice_of(const char *name);

struct overlay;

/* Lays the chosen shipped packs over the tables. overlay_free frees. */
struct overlay *overlay_new(unsigned choice) MUST_USE;

/* Frees it and what it lent. NULL is allowed. */
void overlay_free(struct overlay *taken_overlay);

/*
 * Lays a reader's pack over what is there; name is the file's for messages and explanations. False
 * with the error at its first mistake: then nothing of it is taken.
 */
bool overlay_add(
	struct overlay *overlay, const char *name, struct slice text, struct error *error) MUST_USE;

/* The packs as they are now; NULL (for the shipped ones) of a NULL overlay. Borrowed until
 * overlay_add or overlay_free. */
const struct packs *overlay_packs(const struct overlay *overlay);

/* What a pack that was laid over gave. */
struct overlay_layer {
	const char *name; /* as it was added; "rfc/rules.txt" of a shipped one */
	bool shipped;
	size_t words, values, rules; /* words: put in and taken out */
};

/* Layer number index, from 0, the lowest first; false behind the last one. Its name is borrowed. */
bool overlay_layer(const struct overlay *overlay, size_t index, struct overlay_layer *layer);

/* A line of a reader's own pack. The name is borrowed until overlay_free. */
struct overlay_line {
	const char *name; /* as it was added */
	int line;         /* from 1 */
};

/* Where a reader's pack puts a word (length folded characters) into one of the classes, or takes it
 * out of one; the last of several packs. False when none does; NULL has none. */
bool overlay_word(const struct overlay *overlay, const uint32_t *text, size_t length,
	word_set classes, bool taken_out, struct overlay_line *line);

/* Where a reader's pack gives a folded character that value; as overlay_word. */
bool overlay_value(const struct overlay *overlay, uint32_t character, enum character_value kind,
	struct overlay_line *line);

#endif
