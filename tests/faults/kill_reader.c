/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader in a terminal emulator, killed by SIGKILL while it keeps a note. What the screen
 * showed as kept is in the notes file, whole; the note that was being kept is there whole or not at
 * all.
 *
 *      kill_reader   12 kills, TAP; 100 with ZHUPI_FAULTS=all
 */
#include <config.h>

#include "../screen/emulator.h"

#include "base/path.h"
#include "notes/annotation.h"
#include "notes/check.h"
#include "notes/store.h"
#include "../unit/scratch.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum {
	KILLS = 12,
	ALL_KILLS = 100,
	MOST_NOTES = 3, /* that are waited for before the kill */
	LONGEST_MICROSECONDS = 30000,
	TITLE_BYTES = 64
};

static char sample[4096];

static struct tally {
	size_t confirmed, lost, half, unsound, in_time;
} tally;

static void
name_note(char *body, int kill, int number)
{
	snprintf(body, TITLE_BYTES, "記%d-%d完", kill, number);
}

/* A note on a paragraph of its own, typed up to the key that keeps it. */
static void
type_note(struct emulator *emulator, const char *body, int number)
{
	char keys[TITLE_BYTES];

	snprintf(keys, sizeof keys, "%dga", 4 + number);
	emulator_type(emulator, keys);
	emulator_expect(emulator, "New note");
	emulator_type(emulator, body);
	emulator_expect(emulator, body);
	emulator_type(emulator, "\x13");
}

/* Which of the notes are in the file; -1 when one is there that was not typed so. */
static int
count_there(const char *path, int kill, int confirmed)
{
	struct annotations list;
	struct error error;
	struct store *store;
	int there = 0, strange = 0;

	error_init(&error);
	annotations_init(&list);
	store = store_open(path, STORE_READ, NULL, NULL, &error);
	if (!store || !annotation_list(store, &(struct annotation_filter){0}, &list, &error))
		fail_msg("%s", error.sentence);
	for (size_t i = 0; i < list.count; i++) {
		bool known = false;

		for (int number = 0; number <= confirmed; number++) {
			char body[TITLE_BYTES];

			name_note(body, kill, number);
			known = known || strcmp(list.items[i].body, body) == 0;
			there += number < confirmed && strcmp(list.items[i].body, body) == 0;
		}
		strange += !known;
	}
	tally.in_time += list.count > (size_t)confirmed;
	annotations_clear(&list);
	store_close(store);
	return strange ? -1 : there;
}

static void
look_at_file(const char *path, int kill, int confirmed)
{
	struct check_report report = {0};
	struct error error;
	int there;

	error_init(&error);
	if (access(path, F_OK) != 0) {
		tally.lost += (size_t)confirmed;
		return;
	}
	there = count_there(path, kill, confirmed);
	tally.half += there < 0;
	tally.lost += there < 0 ? 0 : (size_t)(confirmed - there);
	if (!check_file(path, &report, &error) || report.count > 0)
		tally.unsound++;
	for (size_t i = 0; i < report.count; i++)
		print_message("# %s\n", report.items[i].sentence);
	check_clear(&report);
}

static void
run_kill(int kill)
{
	const char *words[] = {getenv("ZHUPI"), sample, NULL};
	const struct timespec pause = {0, random() % LONGEST_MICROSECONDS * 1000};
	int confirmed = (int)(random() % (MOST_NOTES + 1));
	struct start start = {.columns = 100, .rows = 50, .words = words};
	char path[160], body[TITLE_BYTES];
	struct emulator *emulator;
	struct scratch home;

	scratch_open(&home, ".local/share/zhupi/notes.db");
	start.home = home.folder;
	emulator = emulator_start(&start);
	emulator_expect(emulator, "¶ 1/14");
	for (int number = 0; number < confirmed; number++) {
		name_note(body, kill, number);
		type_note(emulator, body, number);
		emulator_expect(emulator, "Noted");
		emulator_type(emulator, "j"); /* takes the message away */
	}
	name_note(body, kill, confirmed);
	type_note(emulator, body, confirmed);
	nanosleep(&pause, NULL);
	emulator_signal(emulator, SIGKILL);
	assert_int_equal(emulator_wait(emulator), 128 + SIGKILL);
	emulator_end(emulator);
	tally.confirmed += (size_t)confirmed;
	snprintf(path, sizeof path, "%s", home.path);
	look_at_file(path, kill, confirmed);
	scratch_close(&home);
}

static void
test_the_reader_is_killed(void **state)
{
	const char *wish = getenv("ZHUPI_FAULTS");
	int kills = wish && strcmp(wish, "all") == 0 ? ALL_KILLS : KILLS;

	(void)state;
	for (int kill = 1; kill <= kills; kill++)
		run_kill(kill);
	print_message(
		"# %d kills, %zu notes confirmed, %zu lost, %zu half there, %zu files unsound; "
		"%zu notes that were kept before the kill was felt\n",
		kills, tally.confirmed, tally.lost, tally.half, tally.unsound, tally.in_time);
	assert_true(tally.confirmed > 0);
	assert_int_equal(tally.lost + tally.half + tally.unsound, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_reader_is_killed),
	};
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	srandom((unsigned)now.tv_nsec);
	snprintf(sample, sizeof sample, "%s/data/sample/2020-02-03-chongqing.txt",
		getenv("ZHUPI_TEST_SOURCE"));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
