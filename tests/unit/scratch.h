/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of its own for each test, taken away afterwards with all that is in it. Include config.h
 * first (nftw). */
#ifndef ZHUPI_TESTS_UNIT_SCRATCH_H
#define ZHUPI_TESTS_UNIT_SCRATCH_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct scratch {
	char folder[64];
	char path[128]; /* of a file in it that is not there yet */
};

static inline void
scratch_open(struct scratch *scratch, const char *name)
{
	snprintf(scratch->folder, sizeof scratch->folder, "/tmp/zhupi-test-XXXXXX");
	if (!mkdtemp(scratch->folder)) {
		perror(scratch->folder);
		exit(99);
	}
	snprintf(scratch->path, sizeof scratch->path, "%s/%s", scratch->folder, name);
}

static inline int
scratch_remove(const char *path, const struct stat *status, int kind, struct FTW *place)
{
	(void)status;
	(void)kind;
	(void)place;
	return remove(path);
}

static inline void
scratch_close(struct scratch *scratch)
{
	chmod(scratch->folder, 0700);
	nftw(scratch->folder, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
}

/* Writes a file with that content, over an old one. */
static inline void
scratch_write(const char *path, const char *content)
{
	FILE *file = fopen(path, "w");

	if (!file || fputs(content, file) == EOF || fclose(file) == EOF) {
		perror(path);
		exit(99);
	}
}

/* Appends bytes to a file, which may not be there yet. */
static inline void
scratch_append(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "a");

	if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) == EOF) {
		perror(path);
		exit(99);
	}
}

#endif
