/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "others.h"

#include <stdlib.h>

enum {
	CONTEXT = 32,
	ERRORS_AT_MOST = 256
};

static uint32_t
at(const struct document *document, size_t index)
{
	return document->items[index].character;
}

static bool
equals(const struct question *question, size_t start)
{
	size_t length = question->end - question->start;

	if (start + length > question->now->count)
		return false;
	for (size_t i = 0; i < length; i++)
		if (at(question->now, start + i) != at(question->before, question->start + i))
			return false;
	return true;
}

/* ---- Position, exact quote ------------------------------------------------------------------ */

static bool
is_blank(uint32_t character)
{
	return character == ' ' || character == '\t' || character == '\r' || character == 0xA0 ||
		character == 0x3000 || character == 0xFEFF;
}

/* The start of the next line at or behind from that has a letter; count when there is none. */
static size_t
paragraph_start(const struct document *document, size_t from)
{
	size_t start = from;

	for (size_t i = from; i < document->count; i++) {
		if (at(document, i) == '\n')
			start = i + 1;
		else if (!is_blank(at(document, i)))
			return start;
	}
	return document->count;
}

static size_t
line_end(const struct document *document, size_t i)
{
	while (i < document->count && at(document, i) != '\n')
		i++;
	return i;
}

bool
others_position(const struct question *question, size_t *start, size_t *end)
{
	size_t before = paragraph_start(question->before, 0);
	size_t now = paragraph_start(question->now, 0);

	while (line_end(question->before, before) < question->start) {
		before = paragraph_start(question->before, line_end(question->before, before));
		if (now < question->now->count)
			now = paragraph_start(question->now, line_end(question->now, now));
	}
	if (now >= question->now->count)
		return false;
	*start = now + (question->start > before ? question->start - before : 0);
	*end = *start + question->end - question->start;
	if (*start >= line_end(question->now, now))
		return false;
	if (*end > question->now->count)
		*end = question->now->count;
	return true;
}

bool
others_exact(const struct question *question, size_t *start, size_t *end)
{
	for (size_t i = 0; i < question->now->count; i++) {
		if (!equals(question, i))
			continue;
		*start = i;
		*end = i + question->end - question->start;
		return true;
	}
	return false;
}

/* ---- 50:20:20:2 ----------------------------------------------------------------------------- */

/* A stretch [start, end) of a text. */
struct stretch {
	const struct document *document;
	size_t start, end;
};

struct cell {
	size_t errors, start;
};

static struct cell
better(struct cell one, struct cell other)
{
	return other.errors < one.errors ? other : one;
}

/* The errors of the likest stretch of text to pattern that ends at each place: cells has one more
 * than text is long. */
static void
search(struct stretch pattern, struct stretch text, struct cell *cells)
{
	size_t columns = text.end - text.start;

	for (size_t j = 0; j <= columns; j++)
		cells[j] = (struct cell){0, j};
	for (size_t i = pattern.start; i < pattern.end; i++) {
		struct cell diagonal = cells[0];

		cells[0].errors++;
		for (size_t j = 1; j <= columns; j++) {
			struct cell above = cells[j], left = cells[j - 1];

			diagonal.errors +=
				at(pattern.document, i) != at(text.document, text.start + j - 1);
			above.errors++;
			left.errors++;
			diagonal = better(better(diagonal, above), left);
			above.errors--;
			cells[j] = diagonal;
			diagonal = above;
		}
	}
}

/* How like the likest stretch of text is to pattern, 0 to 1; 1 for an empty pattern. */
static double
likeness(struct stretch pattern, struct stretch text)
{
	struct cell cells[CONTEXT + 1];
	size_t length = pattern.end - pattern.start, least = length;

	if (length == 0)
		return 1;
	search(pattern, text, cells);
	for (size_t j = 0; j <= text.end - text.start; j++)
		least = cells[j].errors < least ? cells[j].errors : least;
	return 1 - (double)least / (double)length;
}

static struct stretch
before(const struct document *document, size_t place)
{
	return (struct stretch){document, place > CONTEXT ? place - CONTEXT : 0, place};
}

static struct stretch
behind(const struct document *document, size_t place)
{
	return (struct stretch){document, place,
		place + CONTEXT < document->count ? place + CONTEXT : document->count};
}

static double
score(const struct question *question, size_t start, size_t end, size_t errors)
{
	double length = (double)(question->end - question->start);
	double away = (double)start - (double)question->start;

	return 50 * (1 - (double)errors / length) +
		20 *
		likeness(before(question->before, question->start), before(question->now, start)) +
		20 * likeness(behind(question->before, question->end), behind(question->now, end)) +
		2 * (1 - (away < 0 ? -away : away) / (double)question->now->count);
}

/* Keeps the place when it scores more than the best one so far. */
static void
consider(const struct question *question, struct stretch place, size_t errors, double *best,
	size_t *start, size_t *end)
{
	double points = score(question, place.start, place.end, errors);

	if (points <= *best)
		return;
	*best = points;
	*start = place.start;
	*end = place.end;
}

static void
consider_like(const struct question *question, double *best, size_t *start, size_t *end)
{
	size_t length = question->end - question->start, columns = question->now->count;
	size_t least = length / 2 < ERRORS_AT_MOST ? length / 2 : ERRORS_AT_MOST;
	struct cell *cells = malloc((columns + 1) * sizeof *cells);

	if (!cells)
		abort();
	search((struct stretch){question->before, question->start, question->end},
		(struct stretch){question->now, 0, columns}, cells);
	for (size_t j = 1; j <= columns; j++)
		least = cells[j].errors < least ? cells[j].errors : least;
	for (size_t j = 1; j <= columns; j++)
		if (cells[j].errors == least && cells[j].start < j)
			consider(question, (struct stretch){question->now, cells[j].start, j},
				least, best, start, end);
	free(cells);
}

bool
others_score(const struct question *question, size_t *start, size_t *end)
{
	size_t length = question->end - question->start;
	double best = -1;

	if (equals(question, question->start)) {
		*start = question->start;
		*end = question->end;
		return true;
	}
	for (size_t i = 0; i < question->now->count; i++)
		if (equals(question, i))
			consider(question, (struct stretch){question->now, i, i + length}, 0, &best,
				start, end);
	if (best < 0)
		consider_like(question, &best, start, end);
	return best >= 0;
}
