/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a large notes file is as quick as a small one.
 *
 *      store FOLDER TEXT      measures; makes FOLDER/thousand-vN.db and FOLDER/million-vN.db (N:
 * the schema's version) where they are not there; the large one takes three minutes and is used
 * again store -k FOLDER TEXT…  notes on each text, and on each as edited four times (5 % of its
 *                             characters), and says what the kept versions take beside the texts
 *      store -o FILE TEXT     opens TEXT as the reader does, with its notes, and ends
 *
 * Everything is done in the small file and in the large one by turns, so that what else the machine
 * does falls upon both; medians, in milliseconds. "Opened anew" is a program of its own each time.
 * What is saved is taken out again.
 *
 * The peer is a bare SQLite program with one table: one INSERT a transaction, WAL and
 * synchronous=FULL, on the same disk. It says what a synced write costs here before zhupi does
 * anything.
 */
#include <config.h>

#include "store_fill.h"
#include "store_kept.h"

#include "base/alloc.h"
#include "notes/anchor.h"
#include "notes/correction.h"
#include "notes/library.h"
#include "notes/schema.h"
#include "notes/tag.h"
#include "text/article.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	OPENINGS = 31,
	LISTINGS = 9,
	SAVES = 500
};

/* The two files, side by side. */
enum {
	SMALL,
	LARGE,
	FILES
};

struct bench {
	const char *program, *text;
	char paths[FILES][400], bare[400];
	struct store *stores[FILES];
	struct article *article;
	int64_t numbers[FILES];
};

static const struct filling fillings[FILES] = {
	[SMALL] = {.articles = 10, .notes = 1000},
	[LARGE] = {.articles = 10000, .notes = 1000000},
};

static double
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int
compare_times(const void *one, const void *other)
{
	double first = *(const double *)one, second = *(const double *)other;

	return (first > second) - (first < second);
}

/* The time that the share of all others does not exceed. */
static double
quantile(double *times, size_t count, double share)
{
	qsort(times, count, sizeof *times, compare_times);
	return times[(size_t)((double)(count - 1) * share)];
}

/* What the reader does when a text is opened. */
static size_t
open_notes(struct store *store, struct article *article)
{
	struct annotation_filter filter = {.article = 0};
	struct corrections corrections;
	struct annotations notes;
	struct progress progress;
	struct error error;
	size_t count;

	error_init(&error);
	annotations_init(&notes);
	corrections_init(&corrections);
	filter.article = library_find(store, article, &error);
	if (filter.article <= 0 || !annotation_list(store, &filter, &notes, &error) ||
		!correction_list(store, filter.article, &corrections, &error) ||
		!library_progress(store, filter.article, &progress, &error))
		store_fail(error.sentence);
	anchor_resolve(article, &notes, store);
	count = notes.count;
	annotations_clear(&notes);
	corrections_clear(&corrections);
	return count;
}

static int
open_once(const char *path, const char *text)
{
	struct error error;
	struct store *store;
	struct article *article;

	error_init(&error);
	store = store_open(path, STORE_READ, NULL, NULL, &error);
	article = store ? article_open(text, NULL, &error) : NULL;
	if (!article)
		store_fail(error.sentence);
	return open_notes(store, article) >= NOTES_OF_OPENED ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* --- what is measured: each takes milliseconds -------------------------------------------------
 */

static double
open_anew(struct bench *bench, int file)
{
	double start = now_ms();
	int status = 1;
	pid_t child = fork();

	if (child == 0) {
		execl(bench->program, bench->program, "-o", bench->paths[file], bench->text,
			(char *)NULL);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
		store_fail("a program of its own failed");
	return now_ms() - start;
}

static double
open_again(struct bench *bench, int file)
{
	double start = now_ms();

	open_notes(bench->stores[file], bench->article);
	return now_ms() - start;
}

static double
save(struct bench *bench, int file)
{
	struct annotation note = {.article = bench->numbers[file],
		.body = alloc_string(slice_from_string("会议要求的库存数字，下月再核对一次")),
		.tags = alloc_zeroed(1, sizeof(char *)),
		.tag_count = 1};
	struct error error;
	double start, taken;

	error_init(&error);
	note.tags[0] = alloc_string(slice_from_string("议题/3"));
	anchor_describe(
		bench->article, TARGET_PARAGRAPH, article_span(bench->article, 4), &note.target);
	start = now_ms();
	note.target.version = library_keep(
		bench->stores[file], note.article, bench->article, note.target.paragraph, &error);
	if (note.target.version <= 0 || !annotation_add(bench->stores[file], &note, &error))
		store_fail(error.sentence);
	taken = now_ms() - start;
	annotation_clear(&note);
	return taken;
}

static double
list_tags(struct bench *bench, int file)
{
	struct tag_counts tags;
	struct error error;
	double start = now_ms();

	error_init(&error);
	if (!tag_list(bench->stores[file], 0, &tags, &error))
		store_fail(error.sentence);
	tag_counts_clear(&tags);
	return now_ms() - start;
}

static double
list_library(struct bench *bench, int file)
{
	struct library_entries entries;
	struct error error;
	double start = now_ms();

	error_init(&error);
	if (!library_list(bench->stores[file], &entries, &error))
		store_fail(error.sentence);
	library_entries_clear(&entries);
	return now_ms() - start;
}

static double
search(struct bench *bench, int file)
{
	struct annotation_filter filter = {.words = "数字待核 998"};
	struct annotations notes;
	struct error error;
	double start = now_ms();

	error_init(&error);
	annotations_init(&notes);
	if (!annotation_list(bench->stores[file], &filter, &notes, &error))
		store_fail(error.sentence);
	annotations_clear(&notes);
	return now_ms() - start;
}

/* --- the whole ----------------------------------------------------------------------------- */

typedef double measure(struct bench *bench, int file);

static void
compare(struct bench *bench, const char *what, measure *measured, size_t times, const char *aim)
{
	double taken[FILES][OPENINGS], medians[FILES];

	for (int file = 0; file < FILES; file++)
		measured(bench, file); /* not counted: what is read first comes from the disk */
	for (size_t i = 0; i < times; i++)
		for (int file = 0; file < FILES; file++)
			taken[file][i] = measured(bench, file);
	for (int file = 0; file < FILES; file++)
		medians[file] = quantile(taken[file], times, 0.5);
	printf("%-34s %9.3f %9.3f %8.2f  %s\n", what, medians[SMALL], medians[LARGE],
		medians[LARGE] / medians[SMALL], aim);
}

static sqlite3 *
open_bare(const char *path)
{
	sqlite3 *connection;

	remove(path);
	if (sqlite3_open(path, &connection) != SQLITE_OK ||
		sqlite3_exec(connection,
			"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
			"CREATE TABLE notes (note INTEGER PRIMARY KEY, body TEXT NOT NULL)",
			NULL, NULL, NULL) != SQLITE_OK)
		store_fail("the bare file");
	return connection;
}

static double
save_bare(sqlite3 *connection)
{
	double start = now_ms();

	if (sqlite3_exec(connection,
		    "INSERT INTO notes (body) VALUES ('会议要求的库存数字，下月再核对一次')", NULL,
		    NULL, NULL) != SQLITE_OK)
		store_fail(sqlite3_errmsg(connection));
	return now_ms() - start;
}

static void
print_saves(const char *what, double *times, double bare)
{
	double median = quantile(times, SAVES, 0.5);

	printf("%-34s %9.3f %9.3f %8.2f\n", what, median, quantile(times, SAVES, 0.99),
		median / bare);
}

static void
compare_saves(struct bench *bench)
{
	double small[SAVES], large[SAVES], bare[SAVES], median;
	sqlite3 *connection = open_bare(bench->bare);

	for (size_t i = 0; i < SAVES; i++) {
		bare[i] = save_bare(connection);
		small[i] = save(bench, SMALL);
		large[i] = save(bench, LARGE);
	}
	sqlite3_close(connection);
	median = quantile(bare, SAVES, 0.5);
	printf("\n%-34s %9s %9s %8s\n", "saving one, synced (ms)", "median", "p99", "to bare");
	print_saves("a bare INSERT by SQLite", bare, median);
	print_saves("a note, among 1,000", small, median);
	print_saves("a note, among 1,000,000", large, median);
	printf("Aim: 1 ms at the median. %s\n",
		median > 0.5 ? "The disk alone takes more than half of it here: read the last "
			       "column, how often a bare INSERT."
			     : "");
}

/* Takes out what was saved: what is younger than all that store_fill makes. */
static void
restore(const char *path)
{
	static const char sql[] =
		"PRAGMA foreign_keys = ON; BEGIN;"
		"CREATE TEMP TABLE saved AS SELECT annotation FROM annotations"
		" WHERE created > strftime('%s', '2021-01-01') * 1000;"
		"DELETE FROM annotation_words WHERE rowid IN (SELECT annotation FROM saved);"
		"DELETE FROM annotations WHERE annotation IN (SELECT annotation FROM saved); "
		"COMMIT;"
		"PRAGMA wal_checkpoint(TRUNCATE)";
	sqlite3 *connection;

	if (sqlite3_open(path, &connection) != SQLITE_OK ||
		sqlite3_exec(connection, sql, NULL, NULL, NULL) != SQLITE_OK)
		store_fail(sqlite3_errmsg(connection));
	sqlite3_close(connection);
}

/* The file's name, with the schema's version; those of former schemata are taken away. */
static void
name_file(const char *folder, int file, char *path, size_t size)
{
	static const char *const names[FILES] = {"thousand", "million"};
	size_t last;

	schema_migrations(&last);
	for (size_t version = 1; version <= last; version++) {
		snprintf(path, size, "%s/%s-v%zu.db", folder, names[file], version);
		if (version < last)
			remove(path);
	}
}

static void
prepare(struct bench *bench, int file)
{
	struct error error;
	char made[420];

	if (access(bench->paths[file], F_OK) != 0) {
		printf("Making %s with %zu notes.\n", bench->paths[file], fillings[file].notes);
		fflush(stdout);
		snprintf(made, sizeof made, "%s.new", bench->paths[file]);
		remove(made);
		store_fill(made, bench->text, &fillings[file]);
		if (rename(made, bench->paths[file]) != 0)
			store_fail(bench->paths[file]);
	}
	restore(bench->paths[file]);
	error_init(&error);
	bench->stores[file] = store_open(bench->paths[file], STORE_WRITE, NULL, NULL, &error);
	bench->numbers[file] =
		bench->stores[file] ? library_find(bench->stores[file], bench->article, &error) : 0;
	if (bench->numbers[file] <= 0)
		store_fail(error.sentence);
}

static int
measure_kept(const char *folder, char *const *texts, size_t count)
{
	char path[400];

	snprintf(path, sizeof path, "%s/kept.db", folder);
	store_kept(path, texts, count);
	return EXIT_SUCCESS;
}

int
main(int count, char **arguments)
{
	struct bench bench = {.program = arguments[0]};
	struct error error;

	if (count == 4 && strcmp(arguments[1], "-o") == 0)
		return open_once(arguments[2], arguments[3]);
	if (count > 3 && strcmp(arguments[1], "-k") == 0)
		return measure_kept(arguments[2], arguments + 3, (size_t)count - 3);
	if (count != 3)
		store_fail("usage: store FOLDER TEXT");
	error_init(&error);
	bench.text = arguments[2];
	snprintf(bench.bare, sizeof bench.bare, "%s/bare.db", arguments[1]);
	bench.article = article_open(bench.text, NULL, &error);
	if (!bench.article)
		store_fail(error.sentence);
	for (int file = 0; file < FILES; file++) {
		name_file(arguments[1], file, bench.paths[file], sizeof bench.paths[file]);
		prepare(&bench, file);
	}
	printf("%-34s %9s %9s %8s\n", "ms, median; notes in the file:", "1,000", "1,000,000",
		"ratio");
	compare(&bench, "200 notes opened anew", open_anew, OPENINGS, "(at most 1.5)");
	compare(&bench, "200 notes opened again", open_again, OPENINGS, "(at most 1.5)");
	compare(&bench, "a search with a hit in 1,000", search, LISTINGS, "");
	compare(&bench, "all tags, counted", list_tags, LISTINGS, "");
	compare(&bench, "all articles, counted", list_library, LISTINGS, "");
	compare_saves(&bench);
	for (int file = 0; file < FILES; file++) {
		store_close(bench.stores[file]);
		restore(bench.paths[file]);
	}
	article_close(bench.article);
	return EXIT_SUCCESS;
}
