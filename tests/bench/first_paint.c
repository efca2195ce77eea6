/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long programs take from exec to the last byte of their first screen, in a pseudo-terminal of
 * 120x40, and what memory they take at most.
 *
 *      first_paint RUNS NAME COMMAND [ARGUMENT…] [-- NAME COMMAND [ARGUMENT…]]…
 *
 * The programs run in turn, RUNS times; medians, and the ratio to the one named less. A screen is
 * finished when nothing has come for QUIET_MS; the time is that of the last byte before.
 */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	PROGRAMS = 8,
	RUNS_MOST = 1000,
	QUIET_MS = 60,
	QUIT_MS = 300
};

struct program {
	const char *name;
	char **words; /* ends in NULL */
	double milliseconds[RUNS_MOST];
	double kibibytes[RUNS_MOST];
	size_t screen_bytes;
};

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

/* Reads until nothing comes for a while; returns when the last byte came. */
static double
read_screen(int terminal, size_t *bytes)
{
	struct pollfd poll_terminal = {.fd = terminal, .events = POLLIN};
	char block[65536];
	double last = now();

	*bytes = 0;
	while (poll(&poll_terminal, 1, *bytes == 0 ? QUIT_MS : QUIET_MS) > 0) {
		ssize_t got = read(terminal, block, sizeof block);

		if (got <= 0)
			break;
		last = now();
		*bytes += (size_t)got;
	}
	return last;
}

/* Types q, reads on until the program has gone, and returns its peak resident set in KiB. */
static double
quit(int terminal, pid_t child)
{
	struct pollfd poll_terminal = {.fd = terminal, .events = POLLIN};
	struct rusage usage = {.ru_maxrss = 0};
	char block[65536];
	int status;

	if (write(terminal, "q", 1) != 1)
		kill(child, SIGTERM);
	while (poll(&poll_terminal, 1, QUIT_MS) > 0) {
		if (read(terminal, block, sizeof block) <= 0)
			break;
	}
	if (poll(&poll_terminal, 1, 0) == 0)
		kill(child, SIGKILL); /* vim and w3m do not leave by q */
	wait4(child, &status, 0, &usage);
	return (double)usage.ru_maxrss;
}

static void
run_once(struct program *program, size_t run)
{
	struct winsize size = {.ws_row = 40, .ws_col = 120};
	double begin = now();
	int terminal;
	pid_t child = forkpty(&terminal, NULL, NULL, &size);

	if (child < 0)
		abort();
	if (child == 0) {
		execvp(program->words[0], program->words);
		_exit(127);
	}
	program->milliseconds[run] = read_screen(terminal, &program->screen_bytes) - begin;
	program->kibibytes[run] = quit(terminal, child);
	close(terminal);
}

static int
compare(const void *one, const void *other)
{
	double first = *(const double *)one, second = *(const double *)other;

	return (first > second) - (first < second);
}

static double
median(double *values, size_t count)
{
	qsort(values, count, sizeof *values, compare);
	return values[count / 2];
}

/* Cuts the words at -- into programs. */
static size_t
take_programs(char **words, struct program *programs)
{
	size_t count = 0;

	while (words[0] && words[1] && count < PROGRAMS) {
		programs[count].name = words[0];
		programs[count++].words = ++words;
		while (*words && strcmp(*words, "--") != 0)
			words++;
		if (*words)
			*words++ = NULL;
	}
	return count;
}

int
main(int argument_count, char **arguments)
{
	static struct program programs[PROGRAMS];
	size_t runs = argument_count > 1 ? strtoul(arguments[1], NULL, 10) : 0;
	size_t count = runs > 0 ? take_programs(arguments + 2, programs) : 0;
	double less = 0;

	if (count == 0 || runs > RUNS_MOST) {
		fprintf(stderr, "usage: first_paint RUNS NAME COMMAND [ARGUMENT...] [-- ...]\n");
		return 2;
	}
	for (size_t run = 0; run < runs; run++) {
		for (size_t i = 0; i < count; i++)
			run_once(&programs[i], run);
	}
	for (size_t i = 0; i < count; i++) {
		if (strcmp(programs[i].name, "less") == 0)
			less = median(programs[i].milliseconds, runs);
	}
	printf("%-12s %12s %8s %12s %8s\n", "first paint", "median ms", "/ less", "peak MiB",
		"bytes");
	for (size_t i = 0; i < count; i++) {
		double milliseconds = median(programs[i].milliseconds, runs);

		printf("%-12s %12.2f %8.2f %12.1f %8zu\n", programs[i].name, milliseconds,
			less > 0 ? milliseconds / less : 0,
			median(programs[i].kibibytes, runs) / 1024, programs[i].screen_bytes);
	}
	return 0;
}
