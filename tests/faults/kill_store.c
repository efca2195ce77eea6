/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Kills a program that writes notes, with SIGKILL at random moments, and looks whether what it had
 * confirmed is there. The parent starts this program again as the writer, which prints each note's
 * id after annotation_add returned true; the parent kills it after a random while, reads what came
 * through the pipe, and opens the file again.
 *
 *      kill_store           200 kills, TAP
 *      kill_store N         N kills
 *      kill_store -w FILE   the writer
 *      kill_store -s FILE   whether SQLite finds the file sound (for kill_commands.sh)
 *      kill_store -x FILE SQL  runs SQL on the file, as another program would
 *      kill_store -l FILE   says locked, and keeps the file locked until standard input ends (for
 *                           cli/bad_input.sh)
 *
 * The first kills hit a new file each (making it is a change like any other), the rest one file
 * that grows.
 */
#include <config.h>

#include "base/alloc.h"
#include "base/array.h"
#include "notes/annotation.h"
#include "notes/library.h"
#include "notes/store.h"
#include "text/article.h"

#include "../unit/scratch.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	KILLS = 200,
	ON_NEW_FILES = 40,
	LONGEST_MICROSECONDS = 60000,
	LINE_BYTES = 64
};

/* What was confirmed of the file that is written to now. */
struct confirmed {
	char (*ids)[ANNOTATION_ID_BYTES];
	size_t count, capacity;
};

static int64_t
enter(struct store *store, struct error *error)
{
	static const char text[] = "云州市召开物资调度会议\n会议强调，要每天上报库存。\n";
	struct article *article =
		article_from_bytes(slice_from_string(text), "/yunzhou.txt", NULL, error);
	int64_t number = library_enter(store, article, error);

	if (number > 0 && library_keep(store, number, article, 1, error) < 0)
		number = -1;
	article_close(article);
	return number;
}

/* A note whose body is one letter many times, so that a part of it can be told from the whole; its
 * id is printed once it is stored. */
static bool
write_one(struct store *store, int64_t number, int round, struct error *error)
{
	struct annotation note = {.article = number,
		.target = {.paragraph = 2, .quote = alloc_string(slice_from_string("会议强调"))},
		.tags = alloc_zeroed(2, sizeof(char *)),
		.tag_count = 2};
	char body[2000], line[LINE_BYTES];
	bool written;

	memset(body, 'a' + round % 26, sizeof body);
	body[100 + round * 37 % 1800] = '\0';
	note.body = alloc_string(slice_from_string(body));
	note.tags[0] = alloc_string(slice_from_string("督查"));
	note.tags[1] = alloc_string(slice_from_string("库存/粮食"));
	written = annotation_add(store, &note, error);
	if (written) {
		int length = snprintf(line, sizeof line, "%s\n", note.id);

		written = write(STDOUT_FILENO, line, (size_t)length) == length;
	}
	annotation_clear(&note);
	return written;
}

static int
write_notes(const char *path)
{
	struct error error;
	struct store *store;
	int64_t number;

	error_init(&error);
	store = store_open(path, STORE_WRITE, NULL, NULL, &error);
	number = store ? enter(store, &error) : -1;
	for (int round = 0; number > 0 && write_one(store, number, round, &error); round++)
		;
	fprintf(stderr, "# writer: %s\n", error.sentence);
	store_close(store);
	return 1; /* it is meant to be killed */
}

/* Everything that came through the pipe; a line that was cut off was not printed whole, and is not
 * counted. */
static void
read_confirmed(int pipe_end, struct confirmed *confirmed)
{
	FILE *file = fdopen(pipe_end, "r");
	char line[LINE_BYTES];

	while (file && fgets(line, sizeof line, file)) {
		if (!strchr(line, '\n'))
			break;
		confirmed->ids = array_grow(confirmed->ids, &confirmed->capacity,
			confirmed->count + 1, sizeof *confirmed->ids);
		memcpy(confirmed->ids[confirmed->count], line, ANNOTATION_ID_BYTES - 1);
		confirmed->ids[confirmed->count++][ANNOTATION_ID_BYTES - 1] = '\0';
	}
	if (file)
		fclose(file);
}

/* Starts a writer and kills it after a random while; false when it ended by itself. */
static bool
write_and_kill(const char *program, const char *path, struct confirmed *confirmed)
{
	long while_microseconds = random() % LONGEST_MICROSECONDS;
	const struct timespec pause = {0, while_microseconds * 1000};
	int ends[2], status;
	pid_t writer;

	if (pipe(ends) != 0)
		return false;
	/* The pipe must hold all that the writer can print in that while. */
	fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
	writer = fork();
	if (writer == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execl(program, program, "-w", path, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	nanosleep(&pause, NULL);
	kill(writer, SIGKILL);
	waitpid(writer, &status, 0);
	read_confirmed(ends[0], confirmed);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

/* What SQLite itself says of the file, as another program would ask. */
static bool
is_sound(const char *path)
{
	sqlite3_stmt *query = NULL;
	sqlite3 *database;
	bool sound;

	if (access(path, F_OK) != 0)
		return true; /* killed before the file was made */
	/* one that was killed may still be on its way out, and hold a lock */
	sound = sqlite3_open(path, &database) == SQLITE_OK &&
		sqlite3_busy_timeout(database, 5000) == SQLITE_OK &&
		sqlite3_prepare_v2(database, "PRAGMA integrity_check", -1, &query, NULL) ==
			SQLITE_OK &&
		sqlite3_step(query) == SQLITE_ROW &&
		strcmp((const char *)sqlite3_column_text(query, 0), "ok") == 0;
	sqlite3_finalize(query);
	query = NULL;
	sound = sound &&
		sqlite3_prepare_v2(database, "PRAGMA foreign_key_check", -1, &query, NULL) ==
			SQLITE_OK &&
		sqlite3_step(query) == SQLITE_DONE;
	sqlite3_finalize(query);
	sqlite3_close(database);
	return sound;
}

/* Whether a note is whole: one letter all through, its tags, its quote. */
static bool
is_whole(const struct annotation *note)
{
	size_t length = strlen(note->body);

	return length >= 100 && strspn(note->body, (char[]){note->body[0], '\0'}) == length &&
		note->tag_count == 2 && strcmp(note->tags[1], "督查") == 0 &&
		strcmp(note->target.quote, "会议强调") == 0 && note->target.version > 0;
}

/* How many of the confirmed ones are lost or damaged; -1 when the file cannot be read. */
static long
count_lost(const char *path, const struct confirmed *confirmed)
{
	struct annotations list;
	struct error error;
	struct store *store;
	size_t found = 0;
	long lost = -1;

	error_init(&error);
	annotations_init(&list);
	store = store_open(path, STORE_WRITE, NULL, NULL, &error);
	if (store &&
		annotation_list(
			store, &(struct annotation_filter){.words = "督查 强调"}, &list, &error)) {
		/* Both lists are in the order of the ids. */
		for (size_t i = 0; i < list.count && found < confirmed->count; i++)
			found += strcmp(list.items[i].id, confirmed->ids[found]) == 0 &&
				is_whole(&list.items[i]);
		lost = (long)(confirmed->count - found);
	} else {
		fprintf(stderr, "# %s\n", error.sentence);
	}
	annotations_clear(&list);
	store_close(store);
	return lost;
}

static void
remove_file(const char *path)
{
	static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
	char name[200];

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		snprintf(name, sizeof name, "%s%s", path, ends[i]);
		remove(name);
	}
}

/* What all the kills came to. */
struct tally {
	size_t confirmed, lost, unsound, ended;
};

static void
run_kill(const char *program, const char *path, int number, struct confirmed *confirmed,
	struct tally *tally)
{
	size_t before;
	long lost;

	if (number <= ON_NEW_FILES) {
		remove_file(path);
		confirmed->count = 0;
	}
	before = confirmed->count;
	tally->ended += !write_and_kill(program, path, confirmed);
	tally->unsound += !is_sound(path);
	lost = count_lost(path, confirmed);
	tally->lost += lost < 0 ? 1 : (size_t)lost;
	tally->confirmed += confirmed->count - before;
}

static bool
run_sql(const char *path, const char *sql)
{
	sqlite3 *connection;
	bool done = sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
		sqlite3_exec(connection, sql, NULL, NULL, NULL) == SQLITE_OK;

	if (!done)
		fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(connection));
	sqlite3_close(connection);
	return done;
}

/* Begins to write, as another program would, and waits. */
static bool
keep_locked(const char *path)
{
	sqlite3 *connection;
	bool locked =
		sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
		sqlite3_exec(connection, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;

	puts(locked ? "locked" : sqlite3_errmsg(connection));
	fflush(stdout);
	while (locked && getchar() != EOF)
		;
	sqlite3_close(connection);
	return locked;
}

int
main(int count, char **arguments)
{
	int kills = count == 2 ? (int)strtol(arguments[1], NULL, 10) : KILLS;
	struct confirmed confirmed = {NULL, 0, 0};
	struct tally tally = {0};
	struct timespec now;
	struct scratch scratch;
	bool good;

	if (count == 3 && strcmp(arguments[1], "-w") == 0)
		return write_notes(arguments[2]);
	if (count == 3 && strcmp(arguments[1], "-s") == 0)
		return !is_sound(arguments[2]);
	if (count == 4 && strcmp(arguments[1], "-x") == 0)
		return !run_sql(arguments[2], arguments[3]);
	if (count == 3 && strcmp(arguments[1], "-l") == 0)
		return !keep_locked(arguments[2]);
	clock_gettime(CLOCK_REALTIME, &now);
	srandom((unsigned)now.tv_nsec);
	scratch_open(&scratch, "notes.db");
	for (int number = 1; number <= kills; number++)
		run_kill(arguments[0], scratch.path, number, &confirmed, &tally);
	scratch_close(&scratch);
	free(confirmed.ids);
	good = tally.lost == 0 && tally.unsound == 0 && tally.ended == 0 && tally.confirmed > 0;
	printf("1..1\n%s 1 - every confirmed note is there after SIGKILL\n",
		good ? "ok" : "not ok");
	printf("# %d kills (seed %ld), %zu notes confirmed, %zu lost, %zu files unsound, %zu "
	       "writers "
	       "ended by themselves\n",
		kills, now.tv_nsec, tally.confirmed, tally.lost, tally.unsound, tally.ended);
	return !good;
}
