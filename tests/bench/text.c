/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast the text floor is: each part over about BYTES of three texts, the best of RUNS, in
 * megabytes a second. Called by text.sh with the path of a real article.
 */
#include "text/article.h"
#include "text/decode.h"
#include "text/find.h"
#include "text/linebreak.h"
#include "text/unicode.h"

#include "base/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
	BYTES = 8 << 20,
	RUNS = 3
};

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void
fold_all(struct article *article)
{
	struct fold fold;
	size_t i;

	fold_init(&fold);
	for (i = 0; i < article_count(article); i++) {
		if (!fold_apply(&fold, article_paragraph(article, i), FOLD_ALL))
			abort();
	}
	fold_clear(&fold);
}

static void
find_nothing(struct article *article)
{
	struct finder *finder = finder_new(slice_from_string("无此一词"));
	struct span hit;

	if (finder_next(finder, article, 0, false, &hit))
		abort();
	finder_free(finder);
}

static void
break_all(struct article *article)
{
	char *breaks = malloc(article_text(article).length);
	size_t i;

	for (i = 0; breaks && i < article_count(article); i++) {
		if (!linebreak_find(article_paragraph(article, i), breaks))
			abort();
	}
	free(breaks);
}

static void
open_all(struct article *article)
{
	struct article *again = article_from_bytes(article_text(article), "bench", NULL, NULL);

	if (!again)
		abort();
	article_extend(again, SIZE_MAX);
	article_close(again);
}

static const struct {
	const char *name;
	void (*run)(struct article *article);
} parts[] = {
	{"open, check, find lines", open_all},
	{"fold", fold_all},
	{"find", find_nothing},
	{"break lines", break_all},
};

static void
measure(const char *name, struct slice text)
{
	struct article *article = article_from_bytes(text, name, NULL, NULL);
	size_t i;
	int run;

	if (!article)
		abort();
	article_extend(article, SIZE_MAX);
	for (i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		double best = 1e9;

		for (run = 0; run < RUNS; run++) {
			double start = now(), taken;

			parts[i].run(article);
			taken = now() - start;
			best = taken < best ? taken : best;
		}
		printf("%-20s %-24s %6.0f MB/s\n", name, parts[i].name,
			(double)text.length / 1e6 / best);
	}
	article_close(article);
}

/* The text without what the fold takes for residue. */
static void
append_without_residue(struct buffer *plain, const struct article *article)
{
	struct fold fold;
	size_t i, residue;

	fold_init(&fold);
	for (i = 0; i < article_count(article); i++) {
		struct slice text = article_paragraph(article, i);
		size_t at = 0;

		if (!fold_apply(&fold, text, FOLD_ALL))
			abort();
		for (residue = 0; residue < fold.residue_count; residue++) {
			buffer_append(plain,
				slice_at(text, (struct span){at, fold.residue[residue].start}));
			at = fold.residue[residue].end;
		}
		buffer_append(plain, slice_at(text, (struct span){at, text.length}));
		buffer_append_byte(plain, '\n');
	}
	fold_clear(&fold);
}

/* Repeats what the buffer holds until it is long enough. */
static void
multiply(struct buffer *buffer)
{
	struct buffer one;

	buffer_init(&one);
	buffer_append(&one, buffer_slice(buffer));
	while (buffer->length < BYTES)
		buffer_append(buffer, buffer_slice(&one));
	buffer_clear(&one);
}

int
main(int count, char **arguments)
{
	struct article *article = count == 2 ? article_open(arguments[1], NULL, NULL) : NULL;
	struct buffer text;

	if (!article) {
		fprintf(stderr, "usage: text ARTICLE\n");
		return EXIT_FAILURE;
	}
	buffer_init(&text);
	buffer_append(&text, article_text(article));
	multiply(&text);
	measure("article with residue", buffer_slice(&text));
	buffer_truncate(&text, 0);
	append_without_residue(&text, article);
	multiply(&text);
	measure("article without it", buffer_slice(&text));
	buffer_truncate(&text, 0);
	buffer_append_string(&text,
		"The mayor of the hill town (elected in 2019) opened a bridge, "
		"and said: \"It was time.\" Nobody answered him.\n");
	multiply(&text);
	measure("English", buffer_slice(&text));
	buffer_clear(&text);
	article_close(article);
	return EXIT_SUCCESS;
}
