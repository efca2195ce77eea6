/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether an edited text that lies elsewhere is known for what it is, and no other text is taken
 * for it.
 *
 *      likeness [-v] TEXT…
 *
 * Each text has a note in one notes file. Each is edited in the ways of the table below with five
 * seeds, and looked for:
 *
 *      right      the reader would be asked about the text that was edited
 *      wrong      about another one
 *      none       nothing would be asked
 *
 * Then each text is looked for as it is, among all the others: what is asked there is false. Recall
 * is the share of right questions in all edited texts; precision the share in all questions, also
 * the false ones. Last, what the search takes among 10,000 articles. With -v each mistake is
 * printed, and how much the likest pairs of different texts have in common.
 */
#include "config.h"

#include "edit.h"
#include "marked.h"

#include "base/alloc.h"
#include "notes/anchor.h"
#include "notes/library.h"
#include "notes/likeness.h"
#include "text/article.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
	SEEDS = 5,
	TEXTS_AT_MOST = 256,
	MANY = 10000
};

struct edit {
	const char *name;
	edit_function *apply;
	double strength;
};

static const struct edit edits[] = {
	{"5 % of the characters", edit_characters, 0.05},
	{"20 % of the characters", edit_characters, 0.2},
	{"20 % of the sentences", edit_sentences, 0.2},
	{"three paragraphs moved", edit_moves, 3},
	{"mix", edit_mix, 0},
	{"header and footer, 300", edit_page, 300},
	{"header and footer, 3000", edit_page, 3000},
	{"wrapped at 30", edit_wraps, 30},
};

struct bench {
	struct marked texts[TEXTS_AT_MOST];
	int64_t numbers[TEXTS_AT_MOST]; /* in the notes file */
	size_t count;
	struct store *store;
	bool verbose;
};

struct tally {
	size_t right, wrong, none;
};

static struct article *
open_document(const struct document *document)
{
	struct buffer bytes;
	struct article *article;

	buffer_init(&bytes);
	document_write(document, 0, document->count, &bytes);
	article = article_from_bytes(buffer_slice(&bytes), "-", NULL, NULL);
	buffer_clear(&bytes);
	while (article && article_extend(article, SIZE_MAX))
		;
	if (!article)
		fail("a text does not open");
	return article;
}

/* Makes the article known, with a note on its first paragraph; returns its number. */
static int64_t
note(struct store *store, struct article *article)
{
	struct annotation annotation = {.body = NULL};
	struct error error;
	int64_t number;

	error_init(&error);
	annotation.article = number = library_enter(store, article, &error);
	anchor_describe(article, TARGET_PARAGRAPH, article_span(article, 0), &annotation.target);
	annotation.target.version = library_keep(store, annotation.article, article, 1, &error);
	annotation.body = alloc_string(slice_from_string("?"));
	if (annotation.target.version <= 0 || !annotation_add(store, &annotation, &error))
		fail(error.sentence);
	annotation_clear(&annotation);
	return number;
}

static int64_t
look_for(const struct bench *bench, const struct document *document, int64_t except, double *share)
{
	struct article *article = open_document(document);
	struct likeness *likeness = likeness_new(except);
	struct error error;
	int64_t found;

	error_init(&error);
	while (likeness_advance(likeness, bench->store, article, &error))
		;
	if (error_is_set(&error))
		fail(error.sentence);
	found = likeness_found(likeness, share);
	likeness_free(likeness);
	article_close(article);
	return found;
}

static const char *
path_of(const struct bench *bench, int64_t number)
{
	for (size_t i = 0; i < bench->count; i++)
		if (bench->numbers[i] == number)
			return bench->texts[i].path;
	return "nothing";
}

static void
try_edit(const struct bench *bench, const struct edit *edit, size_t index, size_t seed,
	const struct document *documents, struct tally *tally)
{
	struct dice dice = {seed * 1000003 + index * 7919};
	struct supply source = {documents, bench->count, index, &dice};
	struct document edited;
	double share;
	int64_t found;

	document_init(&edited);
	edit->apply(&documents[index], &source, edit->strength, &edited);
	found = look_for(bench, &edited, 0, &share);
	tally->right += found == bench->numbers[index];
	tally->wrong += found != 0 && found != bench->numbers[index];
	tally->none += found == 0;
	if (bench->verbose && found != bench->numbers[index])
		printf("  %s: %s (%.3f)\n", bench->texts[index].path, path_of(bench, found), share);
	document_clear(&edited);
}

static struct tally
try_edits(const struct bench *bench, const struct document *documents)
{
	struct tally all = {0};

	printf("%-24s  right  wrong   none\n", "edit");
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		struct tally tally = {0};

		for (size_t seed = 1; seed <= SEEDS; seed++)
			for (size_t k = 0; k < bench->count; k++)
				try_edit(bench, &edits[i], k, seed, documents, &tally);
		printf("%-24s %6zu %6zu %6zu\n", edits[i].name, tally.right, tally.wrong,
			tally.none);
		all.right += tally.right;
		all.wrong += tally.wrong;
		all.none += tally.none;
	}
	return all;
}

/* How many of the texts are taken for another one. */
static size_t
try_others(const struct bench *bench, const struct document *documents)
{
	size_t asked = 0;

	for (size_t i = 0; i < bench->count; i++) {
		double share;
		int64_t found = look_for(bench, &documents[i], bench->numbers[i], &share);

		asked += found != 0;
		if (bench->verbose && (found != 0 || share > 0.05))
			printf("  %s: %s (%.3f)\n", bench->texts[i].path, path_of(bench, found),
				share);
	}
	return asked;
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Times a search among many articles of the same genre. */
static void
time_many(const struct document *documents, size_t count, size_t many)
{
	char path[] = "/tmp/zhupi-bench-XXXXXX";
	int file = mkstemp(path);
	struct error error;
	struct bench bench = {.store = NULL};
	struct dice dice = {1};
	struct supply source = {documents, count, 0, &dice};
	double start, longest = 0, all = 0;
	struct document text;
	struct likeness *likeness = likeness_new(0);
	struct article *article;
	size_t slices = 0;

	error_init(&error);
	if (file >= 0)
		close(file);
	bench.store = store_open(path, STORE_WRITE, NULL, NULL, &error);
	if (!bench.store)
		fail(error.sentence);
	document_init(&text);
	for (size_t i = 0; i < many; i++) {
		document_clear(&text);
		edit_characters(&documents[i % count], &source, 0.5, &text);
		article = open_document(&text);
		note(bench.store, article);
		article_close(article);
	}
	article = open_document(&text);
	for (bool more = true; more; slices++) {
		start = seconds();
		more = likeness_advance(likeness, bench.store, article, &error);
		start = seconds() - start;
		longest = start > longest ? start : longest;
		all += start;
	}
	printf("among %zu articles: %.1f ms in %zu slices, the longest %.1f ms\n", many, all * 1e3,
		slices, longest * 1e3);
	likeness_free(likeness);
	article_close(article);
	document_clear(&text);
	store_close(bench.store);
	unlink(path);
}

static void
enter_texts(struct bench *bench, char **paths, int count)
{
	for (int i = 0; i < count; i++) {
		struct article *article;

		if (bench->count == TEXTS_AT_MOST)
			fail("too many texts");
		marked_read(&bench->texts[bench->count], paths[i]);
		article = open_document(&bench->texts[bench->count].document);
		bench->numbers[bench->count++] = note(bench->store, article);
		article_close(article);
	}
}

int
main(int count, char **arguments)
{
	static struct bench bench;
	static struct document documents[TEXTS_AT_MOST];
	char path[] = "/tmp/zhupi-bench-XXXXXX";
	const char *many = getenv("MANY"); /* articles to be timed among */
	int file = mkstemp(path), option;
	struct error error;
	struct tally all;
	size_t asked;

	error_init(&error);
	while ((option = getopt(count, arguments, "v")) != -1)
		bench.verbose = option == 'v';
	if (optind == count)
		fail("usage: likeness [-v] TEXT…");
	if (file >= 0)
		close(file);
	bench.store = store_open(path, STORE_WRITE, NULL, NULL, &error);
	if (!bench.store)
		fail(error.sentence);
	enter_texts(&bench, arguments + optind, count - optind);
	for (size_t i = 0; i < bench.count; i++)
		documents[i] = bench.texts[i].document;
	all = try_edits(&bench, documents);
	asked = try_others(&bench, documents);
	printf("false questions: %zu about %zu texts, each among the %zu others\n", asked,
		bench.count, bench.count - 1);
	printf("recall %.2f %%, precision %.2f %%\n",
		100 * (double)all.right / (double)(all.right + all.wrong + all.none),
		100 * (double)all.right / (double)(all.right + all.wrong + asked));
	time_many(documents, bench.count, many ? (size_t)atol(many) : MANY);
	store_close(bench.store);
	unlink(path);
	for (size_t i = 0; i < bench.count; i++)
		marked_clear(&bench.texts[i]);
	return EXIT_SUCCESS;
}
