/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The store on a disk that fails, and in a memory that is used up: an error at each call in turn, a
 * full disk and a short write at each write, a power cut before each call; and a clock that goes
 * backwards. What was confirmed is there afterwards, nothing is half there, the file is sound, and
 * each sentence names the file.
 *
 *      disk         a moderate number, TAP
 *      disk all     (or ZHUPI_FAULTS=all) each call
 *      disk NAME N  one run of the plan with that name, for looking at it; each call for 0
 */
#include <config.h>

#include "story.h"
#include "shim.h"

#include "base/alloc.h"
#include "base/error.h"
#include "notes/check.h"

#include "../unit/scratch.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum {
	MODERATE = 60, /* runs of each kind */
	TRIES = 3,
	SILENT = 0x80 /* in an exit status: a sentence did not tell */
};

/* A kind of fault, over all calls of one sort. */
struct plan {
	const char *name;
	enum shim_call call;
	enum shim_fault fault;
	bool lasting;
	enum shim_loss loss;
};

struct tally {
	size_t runs, fired, refused, lost, unsound, silent;
};

static char *expected[STORY_STEPS + 1]; /* the dump before each step, and behind the last */
static size_t totals[SHIM_CALLS + 1];
static struct scratch scratch;
static int confirmed; /* steps, for leave */

static void
complain(size_t *count, const struct plan *plan, size_t at, size_t step, const char *what)
{
	if ((*count)++ < 5)
		printf("# %s %zu, step %zu: %s\n", plan->name, at, step, what);
}

static bool
is_dump(size_t step)
{
	char *dump = story_dump(scratch.path);
	bool equal = strcmp(dump, expected[step]) == 0;

	free(dump);
	return equal;
}

static void
remove_files(void)
{
	static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
	char name[200];

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		snprintf(name, sizeof name, "%s%s", scratch.path, ends[i]);
		remove(name);
	}
}

static void
look_at_sentence(struct tally *tally, const struct plan *plan, size_t at, size_t step,
	const struct error *error)
{
	tally->refused++;
	if (!strstr(error->sentence, scratch.path) || strlen(error->sentence) < 40)
		complain(&tally->silent, plan, at, step, error->sentence);
}

static void
look_whether_sound(struct tally *tally, const struct plan *plan, size_t at, size_t step)
{
	struct check_report report;
	struct error error;

	error_init(&error);
	if (access(scratch.path, F_OK) != 0)
		return;
	if (!check_file(scratch.path, &report, &error))
		complain(&tally->unsound, plan, at, step, error.sentence);
	for (size_t i = 0; i < report.count; i++)
		complain(&tally->unsound, plan, at, step, report.items[i].sentence);
	check_clear(&report);
}

/* A step has failed, and the disk works again: nothing of the step is there, and it goes well when
 * it is done again, at the latest after the store was opened anew. */
static bool
try_again(struct story *story, const struct plan *plan, size_t at, size_t step, struct tally *tally)
{
	struct error error;

	if (plan->lasting)
		story_close(story);
	shim_arm(SHIM_ANY, 0, SHIM_NOTHING, false);
	if (!is_dump(step) && !(plan->lasting && is_dump(step + 1)))
		complain(&tally->lost, plan, at, step, "something of it is there");
	if (plan->lasting && is_dump(step + 1))
		return false; /* written, but not known to be synced: the end of this run */
	for (int tries = 0; tries < TRIES; tries++) {
		error_init(&error);
		if (story_step(story, step, &error))
			return true;
		story_close(story);
	}
	complain(&tally->lost, plan, at, step, error.sentence);
	return false;
}

/* One run with a call that fails; the disk then works again. */
static void
run_error(const struct plan *plan, size_t at, struct tally *tally)
{
	struct story story;
	bool going = true;

	remove_files();
	shim_forget();
	story_start(&story, scratch.path);
	shim_arm(plan->call, at, plan->fault, plan->lasting);
	tally->runs++;
	for (size_t step = 0; step < STORY_STEPS && going; step++) {
		struct error error;

		error_init(&error);
		if (!story_step(&story, step, &error)) {
			tally->fired++;
			look_at_sentence(tally, plan, at, step, &error);
			going = try_again(&story, plan, at, step, tally);
		}
	}
	story_end(&story);
	shim_arm(SHIM_ANY, 0, SHIM_NOTHING, false);
	if (going && !is_dump(STORY_STEPS))
		complain(&tally->lost, plan, at, STORY_STEPS, "the end differs");
	look_whether_sound(tally, plan, at, STORY_STEPS);
}

/* One run in which the power is cut before a call. */
static void
run_cut(const struct plan *plan, size_t at, struct tally *tally)
{
	struct story story;
	struct error error;
	size_t step = 0;

	remove_files();
	shim_forget();
	story_start(&story, scratch.path);
	shim_arm(plan->call, at, plan->fault, false);
	tally->runs++;
	error_init(&error);
	while (step < STORY_STEPS && story_step(&story, step, &error))
		step++;
	if (step < STORY_STEPS)
		look_at_sentence(tally, plan, at, step, &error);
	story_end(&story);
	tally->fired += shim_has_fired();
	shim_arm(SHIM_ANY, 0, SHIM_NOTHING, false);
	if (step < STORY_STEPS)
		shim_lose(plan->loss);
	look_whether_sound(tally, plan, at, step);
	if (!is_dump(step) && (step == STORY_STEPS || !is_dump(step + 1)))
		complain(&tally->lost, plan, at, step, "what was confirmed is not there");
	shim_forget();
}

/* In a child of its own: memory is gone for the program itself at one call. It ends by the handler,
 * which main sets to say so, or the step fails with a sentence. How many steps were confirmed. */
static void
leave(size_t bytes)
{
	(void)bytes;
	_exit(confirmed);
}

static int
act_without_memory(const struct plan *plan, size_t at)
{
	struct story story;
	struct error error;

	error_init(&error);
	story_start(&story, scratch.path);
	alloc_set_handler(leave);
	shim_arm(plan->call, at, plan->fault, plan->lasting);
	for (confirmed = 0; confirmed < STORY_STEPS; confirmed++) {
		bool done;

		shim_begin_own();
		done = story_step(&story, (size_t)confirmed, &error);
		shim_end_own();
		if (!done)
			break;
	}
	if (confirmed < STORY_STEPS && !strstr(error.sentence, "memory")) {
		printf("# %s\n", error.sentence);
		confirmed |= SILENT;
	}
	shim_arm(SHIM_ANY, 0, SHIM_NOTHING, false);
	story_end(&story);
	return confirmed;
}

static void
run_own(const struct plan *plan, size_t at, struct tally *tally)
{
	int status = 0;
	size_t step;
	pid_t child;

	remove_files();
	shim_forget();
	fflush(stdout);
	tally->runs++;
	child = fork();
	if (child == 0)
		_exit(act_without_memory(plan, at));
	if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
		complain(&tally->lost, plan, at, 0, "it crashed");
		return;
	}
	step = (size_t)WEXITSTATUS(status) & ~(size_t)SILENT;
	tally->fired += step < STORY_STEPS;
	tally->refused += step < STORY_STEPS;
	if (WEXITSTATUS(status) & SILENT)
		complain(&tally->silent, plan, at, step, "no word of memory");
	look_whether_sound(tally, plan, at, step);
	if (!is_dump(step) && (step == STORY_STEPS || !is_dump(step + 1)))
		complain(&tally->lost, plan, at, step, "what was confirmed is not there");
}

static void
run_once(const struct plan *plan, size_t at, struct tally *tally)
{
	if (plan->call == SHIM_OWN_MALLOC)
		run_own(plan, at, tally);
	else if (plan->fault == SHIM_CUT)
		run_cut(plan, at, tally);
	else
		run_error(plan, at, tally);
}

static void
run_plan(const struct plan *plan, bool all, struct tally *sum)
{
	size_t total = totals[plan->call], stride = all ? 1 : total / MODERATE + 1;
	struct tally tally = {0};

	for (size_t at = 1; at <= total; at += stride)
		run_once(plan, at, &tally);
	printf("# %s: %zu of %zu calls, %zu noticed, %zu refusals; %zu lost or half there, %zu "
	       "unsound, %zu sentences that do not tell\n",
		plan->name, tally.runs, total, tally.fired, tally.refused, tally.lost,
		tally.unsound, tally.silent);
	sum->runs += tally.runs;
	sum->refused += tally.refused;
	sum->lost += tally.lost;
	sum->unsound += tally.unsound;
	sum->silent += tally.silent;
}

/* Without a fault: what is expected. */
static bool
rehearse(int64_t clock_step, bool remember)
{
	struct story story;
	struct error error;
	bool good = true;

	error_init(&error);
	remove_files();
	shim_forget();
	story_start(&story, scratch.path);
	story.clock_step = clock_step;
	for (size_t step = 0; step <= STORY_STEPS && good; step++) {
		if (remember)
			expected[step] = story_dump(scratch.path);
		else
			good = is_dump(step);
		good = good && (step == STORY_STEPS || story_step(&story, step, &error));
		if (!good)
			printf("# step %zu: %s\n", step, error.sentence);
	}
	story_end(&story);
	return good;
}

/* How many calls there are. */
static bool
count_calls(void)
{
	struct story story;
	struct error error;
	bool good = true;

	error_init(&error);
	remove_files();
	shim_forget();
	story_start(&story, scratch.path);
	shim_arm(SHIM_ANY, 0, SHIM_NOTHING, false);
	shim_begin_own();
	for (size_t step = 0; step < STORY_STEPS && good; step++)
		good = story_step(&story, step, &error);
	shim_end_own();
	story_end(&story);
	for (size_t i = 0; i <= SHIM_CALLS; i++)
		totals[i] = shim_count((enum shim_call)i);
	return good && is_dump(STORY_STEPS);
}

static int
result(int number, bool good, const char *name)
{
	printf("%s %d - %s\n", good ? "ok" : "not ok", number, name);
	fflush(stdout);
	return !good;
}

static const struct plan plans[] = {
	{"xRead fails", SHIM_READ, SHIM_ERROR, false, SHIM_ALL},
	{"xWrite fails", SHIM_WRITE, SHIM_ERROR, false, SHIM_ALL},
	{"the disk is full for a write", SHIM_WRITE, SHIM_FULL, false, SHIM_ALL},
	{"the disk is full from a write on", SHIM_WRITE, SHIM_FULL, true, SHIM_ALL},
	{"a write is short", SHIM_WRITE, SHIM_SHORT, false, SHIM_ALL},
	{"xTruncate fails", SHIM_TRUNCATE, SHIM_ERROR, false, SHIM_ALL},
	{"xSync fails", SHIM_SYNC, SHIM_ERROR, false, SHIM_ALL},
	{"xFileSize fails", SHIM_SIZE, SHIM_ERROR, false, SHIM_ALL},
	{"xLock fails", SHIM_LOCK, SHIM_ERROR, false, SHIM_ALL},
	{"xShmMap fails", SHIM_SHM_MAP, SHIM_ERROR, false, SHIM_ALL},
	{"xShmLock fails", SHIM_SHM_LOCK, SHIM_ERROR, false, SHIM_ALL},
	{"xOpen fails", SHIM_OPEN, SHIM_ERROR, false, SHIM_ALL},
	{"xDelete fails", SHIM_DELETE, SHIM_ERROR, false, SHIM_ALL},
	{"xAccess fails", SHIM_ACCESS, SHIM_ERROR, false, SHIM_ALL},
	{"malloc fails in SQLite", SHIM_SQLITE_MALLOC, SHIM_ERROR, false, SHIM_ALL},
	{"malloc fails in SQLite from a call on", SHIM_SQLITE_MALLOC, SHIM_ERROR, true, SHIM_ALL},
	{"malloc fails", SHIM_OWN_MALLOC, SHIM_ERROR, false, SHIM_ALL},
	{"all fails from a call on", SHIM_ANY, SHIM_ERROR, true, SHIM_ALL},
	{"power cut, all unsynced writes lost", SHIM_ANY, SHIM_CUT, false, SHIM_ALL},
	{"power cut, some unsynced writes lost", SHIM_ANY, SHIM_CUT, false, SHIM_SOME},
	{"power cut, sectors of unsynced writes lost", SHIM_ANY, SHIM_CUT, false, SHIM_SECTORS},
};

int
main(int count, char **arguments)
{
	const char *wish = getenv("ZHUPI_FAULTS");
	bool all = (wish && strcmp(wish, "all") == 0) ||
		(count == 2 && strcmp(arguments[1], "all") == 0);
	struct tally sum = {0};
	int failed = 0, number = 0;

	shim_install();
	srandom(1);
	scratch_open(&scratch, "notes.db");
	failed += result(++number, rehearse(1000, true) && count_calls(), "without a fault");
	failed += result(++number, rehearse(-86400000, false) && rehearse(0, false),
		"a clock that goes backwards, and one that stands still, change nothing");
	for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
		struct tally before = sum;

		if (count == 3 && strcmp(arguments[1], plans[i].name) != 0)
			continue;
		if (count == 3) {
			size_t at = strtoul(arguments[2], NULL, 10);

			if (at > 0)
				run_once(&plans[i], at, &sum);
			else
				run_plan(&plans[i], true, &sum);
			failed += result(
				++number, sum.lost + sum.unsound + sum.silent == 0, plans[i].name);
			continue;
		}

		run_plan(&plans[i], all, &sum);
		failed += result(++number,
			sum.lost == before.lost && sum.unsound == before.unsound &&
				sum.silent == before.silent,
			plans[i].name);
	}
	printf("1..%d\n# %zu faults, %zu refusals; %zu lost or half there, %zu unsound, %zu "
	       "sentences that do not tell\n",
		number, sum.runs, sum.refused, sum.lost, sum.unsound, sum.silent);
	for (size_t i = 0; i <= STORY_STEPS; i++)
		free(expected[i]);
	shim_forget();
	scratch_close(&scratch);
	return failed > 0;
}
