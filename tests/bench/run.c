/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run [-n TIMES] COMMAND…: runs the command, reads all that it prints, and says what the quickest
 * of TIMES runs (1 unless told) took: seconds of processor time, the bytes printed, and the most
 * memory that was its own (not mapped from files), in KiB.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct outcome {
	double seconds;
	unsigned long long bytes;
	long own_kib;
	int status;
};

/* The memory of the process that no file backs, now, in KiB; 0 when nobody tells. */
static long
own_memory(pid_t child)
{
	char path[64], line[256];
	long kib = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/status", (long)child);
	file = fopen(path, "r");
	if (!file)
		return 0;
	while (fgets(line, sizeof line, file))
		if (sscanf(line, "RssAnon: %ld", &kib) == 1)
			break;
	fclose(file);
	return kib;
}

static double
seconds_of(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* Reads what the child prints, and looks at its memory now and then. */
static void
drain(int descriptor, pid_t child, struct outcome *outcome)
{
	static char block[1 << 16];
	unsigned reads = 0;
	ssize_t got;

	while ((got = read(descriptor, block, sizeof block)) > 0) {
		outcome->bytes += (unsigned long long)got;
		if (reads++ % 64 == 0) {
			long own = own_memory(child);

			outcome->own_kib = own > outcome->own_kib ? own : outcome->own_kib;
		}
	}
}

static struct outcome
run_once(char **command)
{
	struct outcome outcome = {0};
	struct rusage usage;
	int ends[2];
	pid_t child;

	if (pipe(ends) != 0 || (child = fork()) < 0) {
		perror("run");
		exit(EXIT_FAILURE);
	}
	if (child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execvp(command[0], command);
		perror(command[0]);
		_exit(127);
	}
	close(ends[1]);
	drain(ends[0], child, &outcome);
	close(ends[0]);
	if (wait4(child, &outcome.status, 0, &usage) != child) {
		perror("run");
		exit(EXIT_FAILURE);
	}
	outcome.seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
	return outcome;
}

int
main(int argc, char **argv)
{
	int times = 1, first = 1;
	struct outcome best = {0};

	if (argc > 2 && strcmp(argv[1], "-n") == 0) {
		times = atoi(argv[2]);
		first = 3;
	}
	if (first >= argc || times < 1) {
		fprintf(stderr, "usage: run [-n TIMES] COMMAND…\n");
		return EXIT_FAILURE;
	}
	for (int i = 0; i < times; i++) {
		struct outcome outcome = run_once(argv + first);

		if (outcome.status != 0) {
			fprintf(stderr, "run: %s failed\n", argv[first]);
			return EXIT_FAILURE;
		}
		if (i == 0 || outcome.seconds < best.seconds)
			best = outcome;
	}
	printf("%.3f %llu %ld\n", best.seconds, best.bytes, best.own_kib);
	return EXIT_SUCCESS;
}
