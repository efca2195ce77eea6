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
struct holder {
	uint32_t surname[2];
	size_t person;
	struct post posts[POSTS_MOST];
	size_t post_count;
};

struct search {
	const struct lexicon *lexicon;
	struct slice text;
	struct fold fold;
	struct holder *holders; /* by surname, then in the persons' order */
	size_t count, capacity;
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
add_posts(struct search *search, struct holder *holder, struct slice office)
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
	struct holder *holder;
	size_t index;

	if (!fold_apply(&search->fold, slice_from_string(person->name), FOLD_ALL) ||
		search->fold.count < 2 || search->fold.count > NAME_LONGEST ||
		!character_is_han(search->fold.characters[0]))
		return;
	search->holders = array_grow(
		search->holders, &search->capacity, search->count + 1, sizeof *search->holders);
	holder = &search->holders[search->count++];
	*holder = (struct holder){.person = number};
	holder->surname[0] = search->fold.characters[0];
	if (search->fold.count > 2 &&
		is_long_surname(search->lexicon, search->fold.characters, search->fold.count))
		holder->surname[1] = search->fold.characters[1];
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
	const struct holder *a = one, *b = other;
	int order = compare_surnames(a->surname, b->surname);

	if (order != 0)
		return order;
	return a->person < b->person ? -1 : a->person > b->person;
}

static size_t
first_holder(const struct search *search, const uint32_t *surname)
{
	size_t low = 0, high = search->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_surnames(search->holders[middle].surname, surname) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- Fitting ------------------------------------------------------------------------------------
 */

static enum fit
fit_of(const struct holder *holder, struct post post)
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
	at = first_holder(search, surname);
	for (end = at + NAMESAKES; at < search->count; at++) {
		if (compare_surnames(search->holders[at].surname, surname) != 0)
			break;
		if (at == end)
			return PERSON_NONE;
		fit = fit_of(&search->holders[at], post);
		person[fit] = search->holders[at].person;
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

void
bearer_find(const struct article *article, const struct packs *packs, const struct person *persons,
	size_t person_count, struct finding *findings, size_t count)
{
	struct search search = {.lexicon = &packs->lexicon, .text = article_text(article)};
	size_t index;

	fold_init(&search.fold);
	for (index = 0; index < person_count; index++)
		add_holder(&search, &persons[index], index);
	if (search.count > 0)
		qsort(search.holders, search.count, sizeof *search.holders, compare_holders);
	for (index = 0; index < count; index++)
		if (findings[index].type == FINDING_REFERENCE)
			findings[index].person = bearer_of(&search, &findings[index]);
	free(search.holders);
	fold_clear(&search.fold);
}
