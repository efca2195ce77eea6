/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/imperative.h"

#include "analysis/segment.h"

enum {
	SHORTEST = 6, /* characters of a bare imperative: 摸底排查 is a topic */
	REPORT_WITHIN = 14,
	CLAUSES = 6
};

/* A word of the classes in [start, end) that is no part of a longer word without them. */
static bool
has_word(const struct passage *passage, size_t start, size_t end, word_set classes)
{
	size_t at, from = start;

	while (passage_find(passage, from, end, classes, &at)) {
		size_t length = passage_word(passage, at, classes);

		if (!passage_is_covered(passage, at, at + length,
			    SET(COVER) | SET(NOT_CUE) | SET(LINK) | SET(NOT_FRAME)))
			return true;
		from = at + 1;
	}
	return false;
}

static bool
is_topic(const struct passage *passage, size_t start, size_t end)
{
	while (end > start && !character_is_han(passage->text[end - 1]))
		end--;
	return end - start < SHORTEST || passage_word(passage, start, SET(TOPIC)) == end - start;
}

/* Whether the clause [start, end) is a verb's: at its beginning, or behind a phrase (对…严厉打击).
 */
static bool
clause_orders(const struct passage *passage, size_t start, size_t end, bool *phrase)
{
	size_t length = passage_word(passage, start, SET(IMPERATIVE)), at;

	*phrase = false;
	if (length > 1)
		return true;
	length = passage_word(passage, start, SET(ADDRESSEE));
	if (length > 0 && start + length < end &&
		passage_word(passage, start + length, SET(IMPERATIVE)) > 0)
		return true;
	if (passage_word(passage, start, SET(ADVERBIAL)) == 0)
		return passage_word(passage, start, SET(IMPERATIVE)) > 0;
	*phrase = true;
	for (at = start + 2; at < end; at++)
		if (passage_word(passage, at, SET(IMPERATIVE)) > 1)
			return true;
	return false;
}

bool
imperative_begins(const struct passage *passage, size_t start, size_t end)
{
	size_t at = segment_skip_openers(passage, start, end), clause, count;
	bool phrase = true;

	if (is_topic(passage, at, end))
		return false;
	for (count = 0; count < CLAUSES && at < end && phrase; count++) {
		clause = segment_clause_end(passage, at, end);
		if (clause_orders(passage, at, clause, &phrase)) {
			size_t next = clause < end ? segment_clause_end(passage, clause + 1, end)
						   : clause;

			return !has_word(passage, at, clause, SET(PAST) | SET(ASSESS)) &&
				!has_word(passage, clause < end ? clause + 1 : end,
					next < clause + 4 ? next : clause + 4, SET(ASSESS));
		}
		at = segment_skip_openers(passage, clause, end);
	}
	return false;
}

bool
imperative_has_object(const struct passage *passage, size_t start, size_t end)
{
	size_t clause = segment_clause_end(passage, start, end), at;

	if (end - start < SHORTEST || has_word(passage, start, clause, SET(PAST)))
		return false;
	for (at = start; at < end; at++)
		if (passage_word(passage, at, SET(IMPERATIVE)) > 1)
			return true;
	return false;
}

bool
imperative_is_duty(const struct passage *passage, size_t start, size_t end)
{
	size_t at;

	if (is_topic(passage, start, end) || has_word(passage, start, end, SET(PAST) | SET(ASSESS)))
		return false;
	return passage_find(passage, start, end, SET(DUTY), &at);
}

bool
imperative_is_report(const struct passage *passage, size_t start, size_t end)
{
	size_t limit = start + REPORT_WITHIN < end ? start + REPORT_WITHIN : end, clause, at;

	start = segment_skip_openers(passage, start, end);
	clause = segment_clause_end(passage, start, limit);
	return passage_find(passage, start, clause, SET(REPORT), &at) &&
		!has_word(passage, start, clause, SET(MUST) | SET(MUST_NOT));
}
