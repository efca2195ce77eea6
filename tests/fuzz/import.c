/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any lines imported as corrections: all of them or none. What was imported is exported, that
 * imported into another notes file, and exported from there: the same bytes.
 */
#include <config.h>

#include "fuzz.h"

#include "export/correction_line.h"
#include "notes/correction_import.h"
#include "notes/library.h"
#include "notes/store.h"
#include "text/unicode.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	STORES = 2
};

/* A notes file, and another connection to it that empties it. */
struct file {
	char path[64], log[64], shared[64]; /* SQLite's -wal and -shm */
	struct store *store;
	sqlite3 *connection;
};

static struct file files[STORES];
static char folder[] = "/dev/shm/zhupi-fuzz-XXXXXX";

static int64_t
midnight(void *context)
{
	(void)context;
	return 1580688000000;
}

static void
remove_files(void)
{
	for (int i = 0; i < STORES; i++) {
		sqlite3_close(files[i].connection);
		store_close(files[i].store);
		remove(files[i].path);
		remove(files[i].log);
		remove(files[i].shared);
	}
	rmdir(folder);
}

/* The files, in memory where the system has such a folder; made once. */
static void
open_files(void)
{
	struct error error;

	if (access("/dev/shm", W_OK) != 0)
		memcpy(folder, "/tmp/fuzz-XXXXXX", sizeof "/tmp/fuzz-XXXXXX");
	require(mkdtemp(folder) != NULL, "a folder");
	atexit(remove_files);
	error_init(&error);
	for (int i = 0; i < STORES; i++) {
		struct file *file = &files[i];

		snprintf(file->path, sizeof file->path, "%s/%d.db", folder, i);
		snprintf(file->log, sizeof file->log, "%s/%d.db-wal", folder, i);
		snprintf(file->shared, sizeof file->shared, "%s/%d.db-shm", folder, i);
		file->store = store_open(file->path, STORE_WRITE, midnight, NULL, &error);
		require(file->store != NULL, error.sentence);
		require(sqlite3_open(file->path, &file->connection) == SQLITE_OK, "opened twice");
	}
}

static void
empty(struct file *file)
{
	static const char sql[] = "DELETE FROM corrections; DELETE FROM article_paths;"
				  "DELETE FROM article_versions; DELETE FROM articles;";

	require(sqlite3_exec(file->connection, sql, NULL, NULL, NULL) == SQLITE_OK, "emptied");
}

static bool
import(struct store *store, struct slice lines, struct correction_import *done)
{
	static const char *const modalities[] = {"obligation", "prohibition", NULL};
	struct error error;
	bool well;

	error_init(&error);
	*done = (struct correction_import){.file = "fuzz", .modalities = modalities};
	well = correction_import(store, lines, done, &error);
	require(well != error_is_set(&error), "a failure has its reason");
	require(well || strncmp(error.sentence, "fuzz:", 5) == 0, "and its line");
	return well;
}

/* All that holds, exported; their number. */
static size_t export(struct store *store, struct buffer *out)
{
	struct corrections list;
	struct error error;
	size_t count;

	error_init(&error);
	corrections_init(&list);
	require(correction_list(store, -1, &list, &error), "listed");
	for (size_t i = 0; i < list.count; i++) {
		struct library_entry entry = {.path = NULL};

		require(list.items[i].everywhere ||
				library_look_up(store, list.items[i].article, &entry, &error),
			"its article is known");
		correction_line_append(out, &list.items[i], &entry);
		library_entry_clear(&entry);
	}
	count = list.count;
	corrections_clear(&list);
	return count;
}

static bool
knows_articles(struct store *store)
{
	struct library_entries entries = {.items = NULL};
	struct error error;
	bool known;

	error_init(&error);
	require(library_list(store, &entries, &error), "listed");
	known = entries.count > 0;
	library_entries_clear(&entries);
	return known;
}

static void
check_again(struct slice lines, const struct correction_import *first)
{
	struct correction_import done;
	struct buffer one, other;
	size_t count;

	buffer_init(&one);
	buffer_init(&other);
	count = export(files[0].store, &one);
	require(count <= first->added, "no more than there were");
	require(unicode_is_valid(buffer_slice(&one)), "what is exported is well-formed");
	require(import(files[0].store, lines, &done), "imported again");
	require(done.added == 0 && done.known == first->added + first->known, "all are known");
	require(import(files[1].store, buffer_slice(&one), &done), "what is exported is imported");
	require(done.added == count && done.known == 0, "all of it");
	require(export(files[1].store, &other) == count, "and exported");
	require(slice_equal(buffer_slice(&one), buffer_slice(&other)), "the same bytes");
	buffer_clear(&one);
	buffer_clear(&other);
	empty(&files[1]);
}

static void
check(struct slice input)
{
	struct correction_import done;
	struct buffer out;

	if (!files[0].store)
		open_files();
	buffer_init(&out);
	if (!import(files[0].store, input, &done)) {
		require(export(files[0].store, &out) == 0, "all or none");
		require(!knows_articles(files[0].store), "nor an article");
	} else if (done.added > 0) {
		check_again(input, &done);
		empty(&files[0]);
	}
	buffer_clear(&out);
}

/* Where in the pieces each kind of field begins. */
enum {
	IDENTIFIERS = 0,
	TIMES = 3,
	KINDS = 9,
	EVERYWHERES = 13,
	NAMES = 15,
	OFFICES = 21,
	MODALITIES = 22,
	ARTICLES = 24,
	TARGETS = 26,
	ENDS = 30,
	OTHERS = 31
};

static const struct slice pieces[] = {
	PIECE("\"id\":\"01930000-0000-7000-8000-000000000001\","),
	PIECE("\"id\":\"01930000-0000-7000-8000-000000000002\","),
	PIECE("\"id\":\"01930000-0000-7000-8000-000000000003\","),
	PIECE("\"created\":\"2026-02-03T04:05:06.789Z\","),
	PIECE("\"created\":\"2020-02-03\","),
	PIECE("\"created\":\"9999-12-31T23:59:59.999Z\","),
	PIECE("\"created\":\"-4713-11-24T12:00:00Z\","),
	PIECE("\"created\":2460000.5,"),
	PIECE("\"created\":\"now\","),
	PIECE("\"kind\":\"official\","),
	PIECE("\"kind\":\"not-official\","),
	PIECE("\"kind\":\"directive\","),
	PIECE("\"kind\":\"not-directive\","),
	PIECE("\"everywhere\":true,"),
	PIECE("\"everywhere\":false,"),
	PIECE("\"name\":\"王某\","),
	PIECE("\"name\":\"張 三(zhāng)\","),
	PIECE("\"name\":\"张三\","),
	PIECE("\"name\":\"\\u0000\\ud840\\udc00\\ud800\","),
	PIECE("\"name\":[\"a\"],"),
	PIECE("\"name\":\"\\u202e\\u001b\","),
	PIECE("\"office\":\"市長\","),
	PIECE("\"modality\":\"obligation\","),
	PIECE("\"modality\":\"wish\","),
	PIECE("\"article\":{\"hash\":\"00112233445566778899aabbccddeeff\"},"),
	PIECE("\"article\":{\"hash\":\"ffeeddccbbaa99887766554433221100\",\"title\":\"防汛\","
	      "\"path\":\"/there.txt\"},"),
	PIECE("\"target\":{\"kind\":\"phrase\",\"paragraph\":9,\"start\":3,\"end\":12,"
	      "\"folded_start\":3,\"folded_end\":12,\"exact\":\"要\",\"prefix\":\"会议\"},"),
	PIECE("\"target\":{\"kind\":\"paragraph\",\"exact\":\"\\n\",\"end\":4294967296},"),
	PIECE("\"target\":{\"exact\":\"不得\",\"start\":1e300,\"end\":-1},"),
	PIECE("\"target\":{\"exact\":\"不得\",\"start\":2,\"end\":1},"),
	PIECE("\"x\":0}\n"),
	PIECE("{"),
	PIECE("}"),
	PIECE("["),
	PIECE("null"),
	PIECE("\n"),
	PIECE("\r\n"),
	PIECE("\""),
	PIECE("\\u"),
	PIECE("\xEF\xBB\xBF"),
	PIECE("\xE5\xB1"),
	PIECE("\0"),
};

/* The fields of a line; others may be put in between. */
static const struct {
	uint32_t from, to;
} fields[] = {
	{OTHERS, OTHERS + 1},
	{IDENTIFIERS, TIMES},
	{TIMES, TIMES + 3},
	{KINDS, EVERYWHERES},
	{EVERYWHERES, NAMES},
	{NAMES, NAMES + 3},
	{MODALITIES, MODALITIES + 1},
	{ARTICLES, TARGETS},
	{TARGETS, TARGETS + 1},
	{ENDS, OTHERS},
};

static size_t
append(uint64_t *seed, uint8_t *input, size_t length, uint32_t from, uint32_t to)
{
	struct slice piece = pieces[from + fuzz_random(seed) % (to - from)];

	memcpy(input + length, piece.bytes, piece.length);
	return length + piece.length;
}

/* Lines of the fields that one must have, now and then with another one before, or without it. */
static size_t
make_input(uint64_t *seed, uint8_t *input)
{
	size_t length = 0;

	for (uint32_t lines = 1 + fuzz_random(seed) % 3; lines > 0; lines--) {
		for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
			uint32_t change = fuzz_random(seed) % 32;

			if (change == 0)
				length = append(seed, input, length, IDENTIFIERS, OTHERS);
			if (change != 1)
				length = append(seed, input, length, fields[i].from, fields[i].to);
		}
	}
	return length;
}

const struct fuzz_target fuzz_target = {
	.sentence = "made lists of corrections are imported and exported",
	.rounds = 3000,
	.pieces = pieces,
	.piece_count = sizeof pieces / sizeof *pieces,
	.pieces_at_most = 60,
	.check = check,
	.make = make_input,
};
