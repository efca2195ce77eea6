/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One pass over the source. Single characters go through the table of fold_table.h; what depends on
 * the neighbours is decided here: residue (residue.h), runs of blanks, the dot ． between
 * ideographs.
 *
 * A blank is put off until the next character that stays is known: only then is it settled whether
 * the blank stands beside an ideograph.
 */
#include "text/fold.h"

#include "base/array.h"
#include "text/fold_table.h"
#include "text/plain.h"
#include "text/residue.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
	IDEOGRAPHS_START = 0x4E00, /* the main block: what a Chinese text consists of */
	IDEOGRAPHS_END = 0xA000,
	FULLWIDTH_FULL_STOP = 0xFF0E,
	FULLWIDTH_PARENTHESIS = 0xFF08, /* the left one: residue may begin */
	FULLWIDTH_OFFSET = 0xFEE0,      /* from ASCII's marks to theirs */
	MIDDLE_DOT = 0x00B7
};

/* The characters by which the arrays grow at least. */
#ifndef ROOM_AHEAD
#define ROOM_AHEAD 512
#endif

/* What the pass knows while it stands before a character. */
struct pass {
	struct fold *fold;
	struct slice source;
	enum fold_blanks blanks;
	size_t at;          /* source byte */
	size_t blank_at;    /* where the blank that was put off begins */
	size_t blank_bytes; /* length of its first character; 0 when none was put off */
	bool behind_han;    /* the source character before at (residue aside) is an ideograph */
	struct residue_finder residue;
};

void
fold_init(struct fold *fold)
{
	*fold = (struct fold){0};
}

void
fold_clear(struct fold *fold)
{
	free(fold->characters);
	free(fold->offsets);
	free(fold->lengths);
	free(fold->residue);
	fold_init(fold);
}

static inline uint32_t
fold_one(uint32_t character)
{
	if (character < FOLD_TABLE_END) {
		uint16_t number = fold_page_numbers[character >> FOLD_PAGE_BITS];

		return character + fold_pages[number][character & (FOLD_PAGE_LENGTH - 1)];
	}
	return character >= 0xE0000 && character <= 0xE0FFF ? 0 : character;
}

uint32_t
fold_character(uint32_t character)
{
	return fold_one(character);
}

/* Room for wanted characters and the final offset. */
static bool
make_room(struct fold *fold, size_t wanted)
{
	size_t capacity = wanted + wanted / 2 + ROOM_AHEAD;
	void *grown;

	if (wanted < fold->capacity)
		return true;
	if (capacity > SIZE_MAX / sizeof *fold->characters)
		return false;
	grown = realloc(fold->characters, capacity * sizeof *fold->characters);
	if (!grown)
		return false;
	fold->characters = grown;
	grown = realloc(fold->offsets, capacity * sizeof *fold->offsets);
	if (!grown)
		return false;
	fold->offsets = grown;
	grown = realloc(fold->lengths, capacity * sizeof *fold->lengths);
	if (!grown)
		return false;
	fold->lengths = grown;
	fold->capacity = capacity;
	return true;
}

/* Appends without asking for room. */
static inline void
put(struct fold *fold, uint32_t character, size_t offset, size_t bytes)
{
	fold->characters[fold->count] = character;
	fold->offsets[fold->count] = (uint32_t)offset;
	fold->lengths[fold->count] = (uint8_t)bytes;
	fold->count++;
}

/* Whether blanks beside this folded character mean nothing: ideographs, Chinese punctuation. */
static bool
is_tight(uint32_t character)
{
	return unicode_is_han(character) || (character >= 0x3001 && character <= 0x303F);
}

/* Settles the blank that was put off, now that next follows (0 at the end of the source). */
static void
settle_blank(struct pass *pass, uint32_t next)
{
	struct fold *fold = pass->fold;
	bool at_border = next == 0 || fold->count == 0;

	if (pass->blanks == FOLD_KEEP_BLANKS ||
		(!at_border && !is_tight(next) && !is_tight(fold->characters[fold->count - 1])))
		put(fold, ' ', pass->blank_at, pass->blank_bytes);
	else
		fold->counted = false;
	pass->blank_bytes = 0;
}

/* Takes the residue that begins here, if any does; true when it did. */
static bool
take_residue(struct pass *pass, bool *failed)
{
	struct fold *fold = pass->fold;
	size_t end = residue_finder_end(&pass->residue, pass->at);
	struct span *grown;

	if (end == pass->at)
		return false;
	grown = array_try_grow(fold->residue, &fold->residue_capacity, fold->residue_count + 1,
		sizeof *fold->residue);
	if (!grown) {
		*failed = true;
		return false;
	}
	fold->residue = grown;
	fold->residue[fold->residue_count++] = (struct span){pass->at, end};
	fold->counted = fold->literal = false;
	pass->at = end;
	return true;
}

/* Whether the character at byte offset at is an ideograph. */
static bool
is_han_at(struct slice source, size_t at)
{
	size_t length;

	return at < source.length && unicode_is_han(unicode_decode(source, at, &length));
}

/* Takes one character of any kind. */
static void
take_character(struct pass *pass, uint32_t character, size_t length)
{
	uint32_t folded = fold_one(character);

	if (character == FULLWIDTH_FULL_STOP && pass->behind_han &&
		is_han_at(pass->source, pass->at + length))
		folded = MIDDLE_DOT;
	if (folded == ' ') {
		if (pass->blank_bytes == 0) {
			pass->blank_at = pass->at;
			pass->blank_bytes = length;
		} else {
			pass->fold->counted = false;
		}
		pass->behind_han = false;
	} else if (folded != 0) {
		if (pass->blank_bytes)
			settle_blank(pass, folded);
		put(pass->fold, folded, pass->at, length);
		pass->behind_han = unicode_is_han(character);
	} else {
		pass->fold->counted = false;
	}
	if (character != ' ' && (character == UNICODE_REPLACEMENT || unicode_is_unsafe(character)))
		pass->fold->literal = false;
	pass->at += length;
}

/* Whether what a character folds to hangs on nothing around it, and is neither nothing nor a blank:
 * what Chinese and English texts consist of nearly wholly. */
static inline bool
is_plain(uint32_t character)
{
	if (character >= IDEOGRAPHS_START)
		return character < IDEOGRAPHS_END ||
			(character - 0xFF01 <= 0xFF5E - 0xFF01 &&
				character != FULLWIDTH_FULL_STOP &&
				character != FULLWIDTH_PARENTHESIS);
	return (character > ' ' && character < 0x7F && character != '(') ||
		(character >= 0x3001 && character <= 0x3003);
}

/* Whether the fold changes the character, below FOLD_TABLE_END. */
static inline unsigned
changes(uint32_t character)
{
	return (unsigned)fold_changes[character >> 3] >> (character & 7) & 1U;
}

enum {
	LANES = 4 /* characters that are joined at once */
};

#ifndef __SSE2__
/* Whether what the character folds to hangs on nothing around it; *character becomes that, but for
 * what changes() tells of. */
static inline bool
take_lane(uint32_t *character)
{
	uint32_t marks = *character - 0xFF01;

	if (*character - IDEOGRAPHS_START < IDEOGRAPHS_END - IDEOGRAPHS_START)
		return true;
	if (marks <= 0xFF20 - 0xFF01 && *character != FULLWIDTH_PARENTHESIS &&
		*character != FULLWIDTH_FULL_STOP) {
		*character -= FULLWIDTH_OFFSET;
		return true;
	}
	return *character - 0x3001 <= 2;
}
#endif

/* Joins the first LANES characters of a run of `run` at bytes (PLAIN_READ of them) and stores them
 * as take_lane has them, those beyond the run too; returns how many of the run, from the first on,
 * are plain. */
static inline size_t
join(const char *bytes, size_t run, uint32_t *characters)
{
	size_t count = 0;
#ifdef __SSE2__
	uint32_t words[LANES];
	__m128i read, joined, marks, others;
	unsigned plain;

	for (size_t i = 0; i < LANES; i++)
		memcpy(&words[i], bytes + 3 * i, sizeof words[i]);
	read = _mm_setr_epi32((int)words[0], (int)words[1], (int)words[2], (int)words[3]);
	joined = _mm_or_si128(_mm_slli_epi32(_mm_and_si128(read, _mm_set1_epi32(0x0F)), 12),
		_mm_or_si128(_mm_and_si128(_mm_srli_epi32(read, 2), _mm_set1_epi32(0xFC0)),
			_mm_and_si128(_mm_srli_epi32(read, 16), _mm_set1_epi32(0x3F))));
	marks = _mm_and_si128(_mm_cmpgt_epi32(joined, _mm_set1_epi32(0xFF00)),
		_mm_cmplt_epi32(joined, _mm_set1_epi32(0xFF21)));
	others = _mm_or_si128(_mm_cmpeq_epi32(joined, _mm_set1_epi32(FULLWIDTH_PARENTHESIS)),
		_mm_cmpeq_epi32(joined, _mm_set1_epi32(FULLWIDTH_FULL_STOP)));
	marks = _mm_andnot_si128(others, marks);
	plain = (unsigned)_mm_movemask_ps(_mm_castsi128_ps(_mm_or_si128(marks,
		_mm_or_si128(_mm_and_si128(_mm_cmpgt_epi32(joined, _mm_set1_epi32(0x3000)),
				     _mm_cmplt_epi32(joined, _mm_set1_epi32(0x3004))),
			_mm_and_si128(_mm_cmpgt_epi32(joined, _mm_set1_epi32(IDEOGRAPHS_START - 1)),
				_mm_cmplt_epi32(joined, _mm_set1_epi32(IDEOGRAPHS_END)))))));
	joined = _mm_sub_epi32(joined, _mm_and_si128(marks, _mm_set1_epi32(FULLWIDTH_OFFSET)));
	_mm_storeu_si128((__m128i *)(void *)characters, joined);
	count = (size_t)__builtin_ctz(~plain);
	return count < run ? count : run;
#else
	for (size_t i = LANES; i-- > 0;) {
		const unsigned char *three = (const unsigned char *)bytes + 3 * i;

		characters[i] =
			(three[0] & 0x0FU) << 12 | (three[1] & 0x3FU) << 6 | (three[2] & 0x3FU);
		count = take_lane(&characters[i]) ? count + 1 : 0;
	}
	return count < run ? count : run;
#endif
}

/* Where LANES characters of three bytes each come from, the first one from at. */
static inline void
put_places(size_t at, uint32_t *offsets, uint8_t *lengths)
{
#ifdef __SSE2__
	_mm_storeu_si128((__m128i *)(void *)offsets,
		_mm_add_epi32(_mm_set1_epi32((int)(uint32_t)at), _mm_setr_epi32(0, 3, 6, 9)));
#else
	for (size_t i = 0; i < LANES; i++)
		offsets[i] = (uint32_t)(at + 3 * i);
#endif
	memset(lengths, 3, LANES);
}

/* Takes as many characters of three bytes as it sees at once; returns how many. There is room for
 * LANES. */
static inline size_t
take_run(struct slice source, size_t at, uint32_t *characters, uint32_t *offsets, uint8_t *lengths)
{
	size_t run = source.length - at >= PLAIN_READ ? plain_run(source.bytes + at) : 0, count;

	if (run == 0)
		return 0;
	count = join(source.bytes + at, run < LANES ? run : LANES, characters);
	put_places(at, offsets, lengths);
	if (changes(characters[0]) | changes(characters[1]) | changes(characters[2]) |
		changes(characters[3]))
		for (size_t i = 0; i < count; i++)
			characters[i] = fold_one(characters[i]);
	return count;
}

/*
 * Takes plain characters as long as they come, at most ROOM_AHEAD / 2 of them, when no blank was
 * put off. What changes is kept in locals: bytes stored through a uint8_t pointer could change all
 * else.
 */
static void
take_plain(struct pass *pass)
{
	struct fold *fold = pass->fold;
	struct slice source = pass->source;
	uint32_t *characters = fold->characters, *offsets = fold->offsets;
	uint8_t *lengths = fold->lengths;
	size_t at = pass->at, length, count = fold->count, limit = count + ROOM_AHEAD / 2;
	unsigned char last_lead = 0;

	if (pass->blank_bytes)
		return;
	while (at < source.length && count < limit) {
		size_t taken =
			take_run(source, at, characters + count, offsets + count, lengths + count);
		uint32_t next;

		if (taken > 0) {
			count += taken;
			at += 3 * taken;
			last_lead = (unsigned char)source.bytes[at - 3];
			continue;
		}
		next = unicode_decode(source, at, &length);
		if (!is_plain(next))
			break;
		last_lead = (unsigned char)source.bytes[at];
		if (next == '"' || next == '\\')
			fold->literal = false;
		characters[count] = changes(next) ? fold_one(next) : next;
		offsets[count] = (uint32_t)at;
		lengths[count++] = (uint8_t)length;
		at += length;
	}
	if (at > pass->at)
		pass->behind_han =
			last_lead >= 0xE4 && last_lead <= 0xE9; /* plain ones have these */
	fold->count = count;
	pass->at = at;
}

static bool
run(struct pass *pass)
{
	struct fold *fold = pass->fold;
	bool failed = false;
	uint32_t character;
	size_t length;

	while (pass->at < pass->source.length) {
		if (!make_room(fold, fold->count + ROOM_AHEAD))
			return false;
		take_plain(pass);
		if (pass->at >= pass->source.length)
			break;
		character = unicode_decode(pass->source, pass->at, &length);
		if (pass->behind_han && residue_may_begin(character) && take_residue(pass, &failed))
			continue;
		if (failed)
			return false;
		take_character(pass, character, length);
	}
	if (!make_room(fold, fold->count + 2))
		return false;
	if (pass->blank_bytes)
		settle_blank(pass, 0);
	fold->offsets[fold->count] = (uint32_t)pass->source.length;
	fold->characters[fold->count] = 0;
	return true;
}

bool
fold_apply(struct fold *fold, struct slice source, enum fold_blanks blanks)
{
	struct pass pass = {.fold = fold, .source = source, .blanks = blanks};

	if (pass.source.length >= UINT32_MAX)
		pass.source.length = UINT32_MAX - 1;
	pass.residue = residue_finder_start(pass.source);
	fold->count = 0;
	fold->residue_count = 0;
	fold->counted = fold->literal = true;
	if (run(&pass))
		return true;
	fold->count = 0;
	return false;
}

struct span
fold_source_span(const struct fold *fold, size_t start, size_t end)
{
	size_t from = start < fold->count ? start : fold->count;
	size_t to = end < fold->count ? end : fold->count;

	if (!fold->offsets)
		return (struct span){0, 0};
	if (to <= from)
		return (struct span){fold->offsets[from], fold->offsets[from]};
	return (struct span){
		fold->offsets[from], fold->offsets[to - 1] + (size_t)fold->lengths[to - 1]};
}

size_t
fold_from_source(const struct fold *fold, size_t at)
{
	size_t low = 0, high = fold->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (fold->offsets[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct fold_hash
fold_hash_start(void)
{
	return (struct fold_hash){0x9AE16A3B2F90404FULL, 0xC949D7C7509E6557ULL};
}

static uint64_t
turn(uint64_t value, unsigned bits)
{
	return value << bits | value >> (64 - bits);
}

/* Two multiplicative lanes, crossed at every step; the constants are odd and otherwise arbitrary.
 */
static struct fold_hash
hash_step(struct fold_hash hash, uint64_t value)
{
	hash.low = turn(hash.low ^ value * 0x87C37B91114253D5ULL, 27) * 0x9FB21C651E98DF25ULL;
	hash.high = turn(hash.high ^ value * 0x4CF5AD432745937FULL, 31) * 0xD6E8FEB86659FD93ULL;
	hash.high += hash.low;
	return hash;
}

static struct fold_hash
hash_characters(struct fold_hash hash, const struct fold *fold)
{
	for (size_t i = 0; i < fold->count; i++)
		hash = hash_step(hash, fold->characters[i]);
	return hash;
}

static struct fold_hash
hash_border(struct fold_hash hash)
{
	return hash_step(hash, 0x110000); /* above every character: a paragraph ends */
}

struct fold_hash
fold_hash_add(struct fold_hash hash, const struct fold *fold)
{
	return fold->count > 0 ? hash_border(hash_characters(hash, fold)) : hash;
}

bool
fold_hash_add_source(struct fold_hash *hash, struct slice source, struct fold *fold)
{
	size_t at = 0, count = 0;
	bool done = true;

	while (done && at < source.length) {
		size_t end = fold_piece_end(source, at);

		done = fold_apply(fold, slice_at(source, (struct span){at, end}), FOLD_ALL);
		*hash = hash_characters(*hash, fold);
		count += fold->count;
		at = end;
	}
	if (count > 0)
		*hash = hash_border(*hash);
	return done;
}
