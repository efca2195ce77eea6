/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * terminal ROUNDS LABEL FILE JSON PROGRAM=COMMAND…: what a reader waits for, in a pseudo-terminal
 * of 120x40: the first screen, a paragraph and a page further, 200 pages typed at once, the end of
 * a file just opened (and what comes later of it: numbers), a search for what stands 98 % of the
 * way down and for what stands nowhere; and memory. The programs run in turn; medians, in
 * milliseconds and MiB, and zhupi's ratio to less and to the quickest of vim and nano. JSON, unless
 * empty, is a file to which a line for each figure is appended. ZHUPI_NOTES is put back to
 * ZHUPI_BENCH_NOTES before each start.
 *
 * terminal paint COMMAND…: shows the first screen and types q: to count a program's instructions.
 *
 * The text holds FIRST in its first line, FOUND 98 % down, LAST near its end.
 */
#include "pty.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST "FIRSTLINE"
#define FOUND "FOUNDHERE"
#define LAST "LASTLINE"
#define NOWHERE "NOWHERE"

/* Shorter texts have no pages to turn. */
#define PAGES_FROM_MB 0.5

enum {
	PROGRAMS_MOST = 8,
	SAMPLES_MOST = 512,
	LIMIT_MS = 60000,
	MOVE_MS = 2000,
	REST_MS = 4000,
	PARAGRAPHS = 3,
	PAGES = 5,
	PAGES_AT_ONCE = 200
};

enum measure {
	FIRST_SCREEN,
	PARAGRAPH_DOWN,
	PAGE_DOWN,
	PAGES_DOWN,
	PAGES_BYTES,
	END,
	END_WHOLE,
	SEARCH,
	SEARCH_NONE,
	PEAK,
	OWN,
	MEASURES
};

static const struct {
	const char *name;
	double limit; /* the ratio to less that is aimed at; 0: none */
} measures[MEASURES] = {
	[FIRST_SCREEN] = {"first screen, ms", 1.6},
	[PARAGRAPH_DOWN] = {"paragraph (line) down, ms", 0},
	[PAGE_DOWN] = {"page down, ms", 2},
	[PAGES_DOWN] = {"200 pages at once, ms", 0},
	[PAGES_BYTES] = {"  bytes sent for them", 0},
	[END] = {"end of a file just opened, ms", 2},
	[END_WHOLE] = {"  all that is known of it, ms", 0},
	[SEARCH] = {"search, 98 % down, ms", 0.1},
	[SEARCH_NONE] = {"search without a hit, ms", 0.1},
	[PEAK] = {"most memory, MiB", 0},
	[OWN] = {"  of it the program's own", 0},
};

/* How a program is started and told to do something. */
struct program {
	const char *name;
	const char *options[4]; /* before the file */
	const char *paragraph, *page, *end, *search, *none;
	double most; /* MB that it can be asked to read again and again */
};

static const struct program known[] = {
	{"zhupi", {NULL}, "J", "\x06", "G", "/", "Not found", 1e9},
	{"less", {"-f", NULL}, "j", "\x06", "G", "/", "Pattern not found", 1e9},
	{"vim", {"--cmd", "set fileencodings=ucs-bom,utf-8,gb18030", NULL}, "j", "\x06", "G", "/",
		"E486", 1e9},
	{"w3m", {NULL}, "j", " ", "G", "/", "Not found", 70},
	{"nano", {NULL}, "\x0E", "\x16", "\033/", "\x17", "not found", 1e9},
};

struct contender {
	const struct program *program;
	const char *command;
	double samples[MEASURES][SAMPLES_MOST];
	size_t counts[MEASURES];
};

struct bench {
	struct contender contenders[PROGRAMS_MOST];
	size_t count;
	const char *label, *file;
	double megabytes;
	bool is_gb;
	FILE *json; /* NULL: none is kept */
};

static void
keep(struct contender *contender, enum measure measure, double value)
{
	size_t *count = &contender->counts[measure];

	if (value < 0)
		fprintf(stderr, "%s: %s: it did not come\n", contender->program->name,
			measures[measure].name);
	else if (*count < SAMPLES_MOST)
		contender->samples[measure][(*count)++] = value;
}

/* The notes file as it was before the first program ran. */
static void
restore_notes(void)
{
	const char *kept = getenv("ZHUPI_BENCH_NOTES"), *notes = getenv("ZHUPI_NOTES");
	static const char *const beside[] = {"-wal", "-shm"};
	struct buffer bytes, path;
	struct error error;
	FILE *file;

	if (!kept || !notes)
		return;
	buffer_init(&bytes);
	buffer_init(&path);
	error_init(&error);
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		buffer_truncate(&path, 0);
		buffer_append_format(&path, "%s%s", notes, beside[i]);
		unlink(buffer_string(&path));
	}
	file = file_read(kept, 1 << 24, &bytes, &error) ? fopen(notes, "wb") : NULL;
	if (!file || fwrite(bytes.bytes, 1, bytes.length, file) != bytes.length) {
		fprintf(stderr, "%s cannot be put back\n", notes);
		exit(1);
	}
	fclose(file);
	buffer_clear(&bytes);
	buffer_clear(&path);
}

/* Removes what a killed vim leaves: nano would ask about it. */
static void
remove_swap_file(const char *file)
{
	const char *name = strrchr(file, '/');
	struct buffer path;

	buffer_init(&path);
	name = name ? name + 1 : file;
	buffer_append_format(&path, "%.*s.%s.swp", (int)(name - file), file, name);
	unlink(buffer_string(&path));
	buffer_clear(&path);
}

/* Starts the program on the text and waits for its first screen. */
static struct pty *
open_text(const struct bench *bench, struct contender *contender)
{
	const char *words[8] = {contender->command};
	size_t count = 1;
	struct pty *pty;

	for (size_t i = 0; contender->program->options[i]; i++)
		words[count++] = contender->program->options[i];
	words[count] = bench->file;
	restore_notes();
	remove_swap_file(bench->file);
	pty = pty_start((char *const *)(size_t)words);
	keep(contender, FIRST_SCREEN, pty_stands(pty, FIRST, LIMIT_MS));
	return pty;
}

static void
close_text(struct contender *contender, struct pty *pty)
{
	double peak, own;

	pty_memory(pty, &peak, &own);
	keep(contender, PEAK, peak);
	keep(contender, OWN, own);
	pty_end(pty, NULL);
}

static void
move(const struct bench *bench, struct contender *contender)
{
	struct pty *pty = open_text(bench, contender);

	pty_rest(pty, REST_MS);
	if (bench->megabytes > PAGES_FROM_MB) {
		for (int i = 0; i < PARAGRAPHS; i++) {
			pty_type(pty, contender->program->paragraph, 1);
			keep(contender, PARAGRAPH_DOWN, pty_stands(pty, NULL, MOVE_MS));
		}
		for (int i = 0; i < PAGES; i++) {
			pty_type(pty, contender->program->page, 1);
			keep(contender, PAGE_DOWN, pty_stands(pty, NULL, MOVE_MS));
		}
		pty_type(pty, contender->program->page, PAGES_AT_ONCE);
		keep(contender, PAGES_DOWN, pty_stands(pty, NULL, LIMIT_MS));
		keep(contender, PAGES_BYTES, (double)pty_bytes(pty));
	}
	close_text(contender, pty);
}

static void
go_to_end(const struct bench *bench, struct contender *contender)
{
	struct pty *pty = open_text(bench, contender);

	pty_type(pty, contender->program->end, 1);
	keep(contender, END, pty_comes(pty, LAST, LIMIT_MS));
	pty_rest(pty, REST_MS);
	keep(contender, END_WHOLE, pty_stands(pty, LAST, LIMIT_MS));
	close_text(contender, pty);
}

static void
search(const struct bench *bench, struct contender *contender, enum measure measure)
{
	struct pty *pty = open_text(bench, contender);
	char keys[64];

	snprintf(keys, sizeof keys, "%s%s\r", contender->program->search,
		measure == SEARCH ? FOUND : NOWHERE);
	pty_type(pty, keys, 1);
	keep(contender, measure,
		measure == SEARCH ? pty_stands(pty, FOUND, LIMIT_MS)
				  : pty_says(pty, contender->program->none, LIMIT_MS));
	close_text(contender, pty);
}

static int
compare(const void *one, const void *other)
{
	double first = *(const double *)one, second = *(const double *)other;

	return (first > second) - (first < second);
}

/* The median of what was measured, the most for memory; -1 when nothing was. */
static double
figure(struct contender *contender, enum measure measure)
{
	size_t count = contender->counts[measure];

	if (count == 0)
		return -1;
	qsort(contender->samples[measure], count, sizeof(double), compare);
	return contender->samples[measure][measure >= PEAK ? count - 1 : count / 2];
}

/* The least figure among the contenders of these names; -1 when none has one. */
static double
best(struct bench *bench, enum measure measure, const char *one, const char *other)
{
	double least = -1;

	for (size_t i = 0; i < bench->count; i++) {
		struct contender *contender = &bench->contenders[i];
		double value = figure(contender, measure);

		if (value >= 0 && (least < 0 || value < least) &&
			(strcmp(contender->program->name, one) == 0 ||
				strcmp(contender->program->name, other) == 0))
			least = value;
	}
	return least;
}

static void
print_ratio(double own, double other)
{
	if (own >= 0 && other > 0)
		printf(" %9.3f", own / other);
	else
		printf(" %9s", "-");
}

static void
print_measure(struct bench *bench, enum measure measure)
{
	double own = best(bench, measure, "zhupi", "zhupi");
	double limit = measures[measure].limit;

	printf("  %-30s", measures[measure].name);
	for (size_t i = 0; i < bench->count; i++) {
		double value = figure(&bench->contenders[i], measure);

		if (value < 0)
			printf(" %9s", "-");
		else
			printf(" %9.*f", measure == PAGES_BYTES ? 0 : 2, value);
		if (value >= 0 && bench->json)
			fprintf(bench->json,
				"{\"text\":\"%s\",\"megabytes\":%.3f,\"measure\":\"%s\","
				"\"program\":\"%s\",\"value\":%.3f,\"samples\":%zu}\n",
				bench->label, bench->megabytes, measures[measure].name,
				bench->contenders[i].program->name, value,
				bench->contenders[i].counts[measure]);
	}
	print_ratio(own, best(bench, measure, "less", "less"));
	print_ratio(own, best(bench, measure, "vim", "nano"));
	if (measure == FIRST_SCREEN && bench->is_gb)
		limit = 3;
	if (limit > 0)
		printf("   / less at most %g", limit);
	printf("\n");
}

static void
print(struct bench *bench)
{
	printf("%-32s", bench->label);
	for (size_t i = 0; i < bench->count; i++)
		printf(" %9s", bench->contenders[i].program->name);
	printf(" %9s %9s\n", "/ less", "/ vim,nano");
	for (enum measure measure = 0; measure < MEASURES; measure++) {
		if (best(bench, measure, "zhupi", "zhupi") >= 0)
			print_measure(bench, measure);
	}
}

static void
run(struct bench *bench, size_t rounds)
{
	for (size_t round = 0; round < rounds; round++) {
		for (size_t i = 0; i < bench->count; i++)
			move(bench, &bench->contenders[i]);
		for (size_t i = 0; i < bench->count && bench->megabytes > PAGES_FROM_MB; i++) {
			go_to_end(bench, &bench->contenders[i]);
			search(bench, &bench->contenders[i], SEARCH);
			search(bench, &bench->contenders[i], SEARCH_NONE);
		}
	}
}

/* Takes NAME=COMMAND; programs for which the text is too long are left out. */
static void
take_contender(struct bench *bench, char *word)
{
	char *command = strchr(word, '=');

	for (size_t i = 0; command && i < sizeof known / sizeof *known; i++) {
		if (strncmp(word, known[i].name, strlen(known[i].name)) != 0 ||
			word + strlen(known[i].name) != command || bench->count == PROGRAMS_MOST)
			continue;
		if (bench->megabytes > known[i].most) {
			printf("%s is left out: it reads %.0f MB for minutes\n", known[i].name,
				bench->megabytes);
			continue;
		}
		bench->contenders[bench->count].program = &known[i];
		bench->contenders[bench->count++].command = command + 1;
	}
}

static int
paint(char **words)
{
	struct pty *pty = pty_start(words);
	double stood = pty_stands(pty, NULL, LIMIT_MS);

	pty_rest(pty, REST_MS);
	pty_end(pty, "q");
	return stood >= 0 ? 0 : 1;
}

int
main(int argument_count, char **arguments)
{
	static struct bench bench;
	struct stat status;

	setlocale(LC_ALL, "C.UTF-8");
	if (argument_count > 2 && strcmp(arguments[1], "paint") == 0)
		return paint(arguments + 2);
	if (argument_count < 6 || stat(arguments[3], &status) != 0) {
		fprintf(stderr, "usage: terminal ROUNDS LABEL FILE JSON PROGRAM=COMMAND...\n");
		return 2;
	}
	bench.label = arguments[2];
	bench.file = arguments[3];
	bench.megabytes = (double)status.st_size / 1e6;
	bench.is_gb = strstr(bench.label, "GB18030") != NULL;
	bench.json = *arguments[4] ? fopen(arguments[4], "a") : NULL;
	for (int i = 5; i < argument_count; i++)
		take_contender(&bench, arguments[i]);
	run(&bench, strtoul(arguments[1], NULL, 10));
	print(&bench);
	if (bench.json && fclose(bench.json) != 0)
		return 1;
	return 0;
}
