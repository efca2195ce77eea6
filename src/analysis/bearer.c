/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An office is compared by its post: the shortest head that ends it (市长 of 市人民政府常务副市长)
 * and whether that is a deputy's. A reference fits, in this order:
 *
 *      1  a person whose office has the same post and rank
 *      2  a person who is deputy in that post: deputies are called by the whole title
 *      3  the only person of the surname, when none of his offices is a post to contradict it
 *
 * The first of these that anybody fulfils decides, if only one does.
 */
#include "analysis/bearer.h"

#include "analysis/passage.h"
#include "analysis/title.h"
#include "base/alloc.h"
#include "base/array.h"
#include "text/fold.h"

#include <stdlib.h>

enum {
	POSTS_MOST = 24, /* of one person that are compared */
	NAMESAKES = 64,  /* persons of one surname that are looked at */
	NAME_LONGEST = 4 /* characters of a name that begins with the surname */
};

/* What an office comes to. */
struct post {
	uint32_t head; /* state of the shortest head in the lexicon; 0 for none */
	bool deputy;
	bool light; /* one can hold it beside any other: 常委, 组长, 代表 */
};

/* A person with a Han name. */
struct bearer_holder {
	uint32_t surname[2];
	size_t person;
	size_t call; /* of bearers_find, in which the posts were made; 0: never */
	struct post posts[POSTS_MOST];
	size_t post_count;
};

struct search {
	struct bearers *bearers;
	const struct lexicon *lexicon;
	const struct person *persons;
	struct slice text;
	struct fold fold;
};

/* How well a holder fits. */
enum fit {
	FIT_NOT,
	FIT_ALONE, /* only when nobody else has the surname */
	FIT_DEPUTY,
	FIT_EXACT,
	FITS
};

/* ---- Posts --------------------------------------------------------------------------------------
 */

/* 常委 组长 团长 总指挥 指挥长 召集人: held for an occasion, or beside another office. */
static bool
is_light(const uint32_t *head, size_t length, word_set classes)
{
	static const uint32_t lights[][3] = {{0x5E38, 0x59D4}, {0x7EC4, 0x957F}, {0x56E2, 0x957F},
		{0x603B, 0x6307, 0x6325}, {0x6307, 0x6325, 0x957F}, {0x53EC, 0x96C6, 0x4EBA}};
	size_t light, index;

	for (light = 0; light < sizeof lights / sizeof lights[0]; light++) {
		for (index = 0; index < length && index < 3; index++)
			if (head[index] != lights[light][index])
				break;
		if (index == length && (index == 3 || lights[light][index] == 0))
			return true;
	}
	return !(classes & (SET(HEAD_STRONG) | SET(HEAD_FOREIGN) | SET(HEAD_FIRM)));
}

/* The post of the office text [0, length). */
static struct post
post_of(const struct lexicon *lexicon, const uint32_t *text, size_t length)
{
	static const word_set heads = HEADS | SET(HEAD_AFTER) | SET(HONOUR);
	size_t size;

	for (size = 2; size <= LEXICON_LONGEST && size <= length; size++) {
		const uint32_t *head = text + length - size;
		uint32_t state = lexicon_find(lexicon, head, size);
		struct post post = {.head = state};

		if (!state || !(lexicon_classes(lexicon, state) & heads))
			continue;
		post.light = is_light(head, size, lexicon_classes(lexicon, state));
		if (head > text && head[-1] == 0x603B) /* 副总指挥长 */
			head--;
		post.deputy = head > text && head[-1] == 0x526F;
		return post;
	}
	return (struct post){0};
}

/* Whether offices are joined there: 、 兼 和 and blanks. */
static bool
joins_offices(uint32_t character)
{
	return character == 0x3001 || character == 0x517C || character == ' ' ||
		character == 0x548C;
}

static void
add_posts(struct search *search, struct bearer_holder *holder, struct slice office)
{
	const uint32_t *text;
	size_t start = 0, at;

	if (!fold_apply(&search->fold, office, FOLD_KEEP_BLANKS))
		return;
	text = search->fold.characters;
	for (at = 0; at <= search->fold.count && holder->post_count < POSTS_MOST; at++) {
		if (at < search->fold.count && !joins_offices(text[at]))
			continue;
		holder->posts[holder->post_count] =
			post_of(search->lexicon, text + start, at - start);
		holder->post_count += holder->posts[holder->post_count].head != 0;
		start = at + 1;
	}
}

/* ---- Holders ------------------------------------------------------------------------------------
 */

/* Whether text begins with a surname of two characters. */
static bool
is_long_surname(const struct lexicon *lexicon, const uint32_t *text, size_t length)
{
	return length > 1 && lexicon_match(lexicon, text, 2, SET(SURNAME_LONG)) == 2;
}

static void
add_holder(struct search *search, const struct person *person, size_t number)
{
	struct bearers *bearers = search->bearers;
	struct bearer_holder *holder;

	if (!fold_apply(&search->fold, slice_from_string(person->name), FOLD_ALL) ||
		search->fold.count < 2 || search->fold.count > NAME_LONGEST ||
		!character_is_han(search->fold.characters[0]))
		return;
	bearers->holders = array_grow(
		bearers->holders, &bearers->capacity, bearers->count + 1, sizeof *bearers->holders);
	holder = &bearers->holders[bearers->count++];
	*holder = (struct bearer_holder){.person = number};
	holder->surname[0] = search->fold.characters[0];
	if (search->fold.count > 2 &&
		is_long_surname(search->lexicon, search->fold.characters, search->fold.count))
		holder->surname[1] = search->fold.characters[1];
}

/* Makes the holder's posts of the offices known by now, once in a call. */
static void
make_posts(struct search *search, struct bearer_holder *holder)
{
	const struct person *person = &search->persons[holder->person];
	size_t index;

	if (holder->call == search->bearers->calls)
		return;
	holder->call = search->bearers->calls;
	holder->post_count = 0;
	for (index = 0; index < person->office_count; index++)
		add_posts(search, holder, slice_at(search->text, person->offices[index]));
	for (index = 0; index < person->told_count; index++)
		add_posts(search, holder, slice_from_string(person->told[index]));
}

static int
compare_surnames(const uint32_t *one, const uint32_t *other)
{
	if (one[0] != other[0])
		return one[0] < other[0] ? -1 : 1;
	return one[1] < other[1] ? -1 : one[1] > other[1];
}

static int
compare_holders(const void *one, const void *other)
{
	const struct bearer_holder *a = one, *b = other;
	int order = compare_surnames(a->surname, b->surname);

	if (order != 0)
		return order;
	return a->person < b->person ? -1 : a->person > b->person;
}

static size_t
first_holder(const struct bearers *bearers, const uint32_t *surname)
{
	size_t low = 0, high = bearers->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_surnames(bearers->holders[middle].surname, surname) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- Fitting ------------------------------------------------------------------------------------
 */

static enum fit
fit_of(const struct bearer_holder *holder, struct post post)
{
	enum fit best = FIT_ALONE;
	size_t index;

	for (index = 0; index < holder->post_count; index++) {
		struct post held = holder->posts[index];

		if (held.head == post.head && held.deputy == post.deputy)
			return FIT_EXACT;
		if (held.head == post.head && held.deputy)
			best = FIT_DEPUTY;
		else if (best == FIT_ALONE && (held.head == post.head || !held.light))
			best = FIT_NOT;
	}
	return best;
}

/* The person that a reference is to. */
static size_t
bearer_of(struct search *search, const struct finding *reference)
{
	struct span before = {reference->span.start, reference->title.start};
	struct bearers *bearers = search->bearers;
	size_t found[FITS] = {0}, person[FITS], at, end;
	uint32_t surname[2] = {0, 0};
	struct post post;
	enum fit fit;

	if (!fold_apply(&search->fold, slice_at(search->text, before), FOLD_ALL) ||
		search->fold.count == 0)
		return PERSON_NONE;
	surname[0] = search->fold.characters[0];
	surname[1] = search->fold.count > 1 ? search->fold.characters[1] : 0;
	if (!fold_apply(&search->fold, slice_at(search->text, reference->title), FOLD_ALL))
		return PERSON_NONE;
	post = post_of(search->lexicon, search->fold.characters, search->fold.count);
	at = first_holder(bearers, surname);
	for (end = at + NAMESAKES; at < bearers->count; at++) {
		struct bearer_holder *holder = &bearers->holders[at];

		if (compare_surnames(holder->surname, surname) != 0)
			break;
		if (at == end)
			return PERSON_NONE;
		make_posts(search, holder);
		fit = fit_of(holder, post);
		person[fit] = holder->person;
		found[fit]++;
	}
	for (fit = FIT_EXACT; fit > FIT_NOT; fit--) {
		if (found[fit] > 0)
			return found[fit] == 1 && (fit != FIT_ALONE || found[FIT_NOT] == 0)
				? person[fit]
				: PERSON_NONE;
	}
	return PERSON_NONE;
}

/* Puts those persons among the holders who were not looked at yet. */
static void
add_holders(struct search *search, size_t person_count)
{
	struct bearers *bearers = search->bearers;
	size_t before = bearers->count;

	for (; bearers->known < person_count; bearers->known++)
		add_holder(search, &search->persons[bearers->known], bearers->known);
	if (bearers->count > before)
		qsort(bearers->holders, bearers->count, sizeof *bearers->holders, compare_holders);
}

void
bearers_find(struct bearers *bearers, const struct article *article, const struct packs *packs,
	const struct person *persons, size_t person_count, struct finding *findings, size_t count)
{
	struct search search = {.bearers = bearers,
		.lexicon = &packs->lexicon,
		.persons = persons,
		.text = article_text(article)};
	size_t index = 0;

	while (index < count && findings[index].type != FINDING_REFERENCE)
		index++;
	if (index == count)
		return;
	fold_init(&search.fold);
	bearers->calls++;
	add_holders(&search, person_count);
	for (; index < count; index++)
		if (findings[index].type == FINDING_REFERENCE)
			findings[index].person = bearer_of(&search, &findings[index]);
	fold_clear(&search.fold);
}

void
bearers_clear(struct bearers *bearers)
{
	free(bearers->holders);
	*bearers = (struct bearers){0};
}
