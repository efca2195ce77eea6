/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "text/source.h"

#include "base/array.h"
#include "base/growing.h"
#include "base/intl.h"
#include "base/mapping.h"
#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	READ_BYTES = 64 << 10 /* the least room for one read */
};

#ifndef FIRST_WAIT_MS
#define FIRST_WAIT_MS 100 /* for who has just begun to write */
#endif
#ifndef FIRST_BYTES
#define FIRST_BYTES ((size_t)64 << 10) /* more than a screen shows */
#endif

static bool
is_standard_input(const char *path)
{
	return strcmp(path, "-") == 0;
}

const char *
source_name(const char *path)
{
	return is_standard_input(path) ? _("standard input") : path;
}

/* Whether what has been read begins like no text does, as /dev/zero: then its end is not waited
 * for. */
static bool
is_hopeless(struct slice bytes, const char *path, struct error *error)
{
	static const char nuls[READ_BYTES / 8];

	if (bytes.length <= sizeof nuls || memcmp(bytes.bytes, nuls, sizeof nuls) != 0)
		return false;
	error_set(error, ERROR_INPUT, _("%s is no text: it looks like a binary file"),
		source_name(path));
	return true;
}

static bool
is_not_too_long(size_t length, const char *path, struct error *error)
{
	if (length <= INPUT_AT_MOST_BYTES)
		return true;
	error_set(error, ERROR_INPUT,
		_("%s goes on beyond %zu MiB: cut it with head -c, or save it in a file"),
		source_name(path), INPUT_AT_MOST_BYTES >> 20);
	return false;
}

static bool
write_out(int file, struct slice bytes, struct error *error)
{
	while (bytes.length > 0) {
		ssize_t put = write(file, bytes.bytes, bytes.length);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0) {
			temporary_set_error(error, errno);
			return false;
		}
		bytes.bytes += put;
		bytes.length -= (size_t)put;
	}
	return true;
}

/* Goes on reading into a file without a name, whose first bytes are those in memory. */
static bool
read_into_file(
	struct source *source, int file, int descriptor, const char *path, struct error *error)
{
	struct slice block = source->bytes;
	size_t length = 0;
	char bytes[READ_BYTES];
	ssize_t got = 1;

	while (got > 0) {
		length += block.length;
		if (!is_not_too_long(length, path, error))
			return false;
		if (!write_out(file, block, error))
			return false;
		do
			got = read(descriptor, bytes, sizeof bytes);
		while (got < 0 && errno == EINTR);
		block = (struct slice){bytes, got > 0 ? (size_t)got : 0};
	}
	if (got < 0)
		error_set(error, ERROR_INPUT, _("%s cannot be read: %s"), source_name(path),
			strerror(errno));
	source_release(source);
	source->mapping = got == 0 ? mapping_open(file, length) : NULL;
	if (source->mapping)
		source->bytes = mapping_bytes(source->mapping);
	else if (got == 0)
		error_set(error, ERROR_SYSTEM, _("%s is too large for the memory"),
			source_name(path));
	return source->mapping != NULL;
}

static bool
spool(struct source *source, int descriptor, const char *path, struct error *error)
{
	int file = temporary_open(error);
	bool read;

	if (file < 0)
		return false;
	read = read_into_file(source, file, descriptor, path, error);
	close(file);
	return read;
}

/* Reads the descriptor to its end into source->bytes. */
static bool
read_all(struct source *source, int descriptor, const char *path, struct error *error)
{
	size_t capacity = 0, length = 0;
	char *bytes = NULL;
	ssize_t got;

	for (;;) {
		char *grown = array_try_grow(bytes, &capacity, length + READ_BYTES, 1);

		source->bytes = (struct slice){grown ? grown : bytes, length};
		if (!grown) {
			error_set(error, ERROR_SYSTEM, _("%s is too large for the memory"),
				source_name(path));
			return false;
		}
		bytes = grown;
		got = read(descriptor, bytes + length, capacity - length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		length += (size_t)got;
		source->bytes.length = length;
		if (!source->is_file && length > SPOOL_FROM_BYTES)
			return spool(source, descriptor, path, error);
		if (!source->is_file && is_hopeless(source->bytes, path, error))
			return false;
	}
	source->bytes.length = length;
	if (got < 0)
		error_set(error, ERROR_INPUT, _("%s cannot be read: %s"), source_name(path),
			strerror(errno));
	return got == 0;
}

/* --- what comes ---------------------------------------------------------------------------- */

void
source_end(struct source *source)
{
	if (source->comes && !source->lasts)
		close(source->descriptor);
	source->comes = false;
}

/* Whether a read would not wait, now or within so many milliseconds. */
static bool
has_come(const struct source *source, int milliseconds)
{
	struct pollfd input = {.fd = source->descriptor, .events = POLLIN};

	return poll(&input, 1, milliseconds) > 0;
}

/* Takes one read's bytes, of which there are some, or the end. */
static bool
take_bytes(struct source *source, const char *path, struct error *error)
{
	char bytes[READ_BYTES];
	ssize_t got = read(source->descriptor, bytes, sizeof bytes);
	struct slice block = {bytes, got > 0 ? (size_t)got : 0};

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return true;
	if (got < 0)
		error_set(error, ERROR_INPUT, _("%s cannot be read: %s"), source_name(path),
			strerror(errno));
	if (got <= 0 || !is_not_too_long(source->bytes.length + block.length, path, error) ||
		!growing_append(source->growing, block, error)) {
		source_end(source);
		return got == 0;
	}
	source->bytes = growing_bytes(source->growing);
	if (!is_hopeless(source->bytes, path, error))
		return true;
	source_end(source);
	return false;
}

bool
source_receive(struct source *source, const char *path, size_t at_most_bytes, struct error *error)
{
	size_t before = source->bytes.length;
	bool came = source->comes;

	while (source->comes && source->bytes.length - before < at_most_bytes &&
		has_come(source, 0) && take_bytes(source, path, error))
		;
	return source->bytes.length > before || source->comes != came;
}

/* What is left of FIRST_WAIT_MS. */
static int
time_left(const struct timespec *start)
{
	struct timespec now;
	long passed;

	clock_gettime(CLOCK_MONOTONIC, &now);
	passed = (long)(now.tv_sec - start->tv_sec) * 1000 +
		(now.tv_nsec - start->tv_nsec) / 1000000;
	return passed < FIRST_WAIT_MS ? FIRST_WAIT_MS - (int)passed : 0;
}

/* Takes the first bytes; false with the error when they are no good. */
static bool
begin_coming(struct source *source, int descriptor, const char *path, struct error *error)
{
	struct timespec start;
	bool good = true;

	source->comes = true;
	source->descriptor = descriptor;
	source->lasts = is_standard_input(path);
	clock_gettime(CLOCK_MONOTONIC, &start);
	while (good && source->comes && source->bytes.length < FIRST_BYTES &&
		has_come(source, time_left(&start)))
		good = take_bytes(source, path, error);
	return good;
}

/* --- opening ------------------------------------------------------------------------------- */

/* Brings the file's bytes into source->bytes, by mapping when it is large, and those of what is no
 * file as they come when that is wanted. */
static bool
load(struct source *source, int descriptor, bool coming, const char *path, struct error *error)
{
	struct stat status;

	if (fstat(descriptor, &status) != 0) {
		error_set(error, ERROR_INPUT, _("%s cannot be read: %s"), source_name(path),
			strerror(errno));
		return false;
	}
	if (S_ISDIR(status.st_mode)) {
		error_set(error, ERROR_INPUT, _("%s is a directory"), source_name(path));
		return false;
	}
	source->is_file = S_ISREG(status.st_mode);
	source->device = status.st_dev;
	source->number = status.st_ino;
	source->size = status.st_size;
	source->changed = status.st_mtim;
	if (source->is_file && (uintmax_t)status.st_size > MAP_FROM_BYTES &&
		(uintmax_t)status.st_size < SIZE_MAX)
		source->mapping = mapping_open(descriptor, (size_t)status.st_size);
	if (source->mapping) {
		source->bytes = mapping_bytes(source->mapping);
		return true;
	}
	if (coming && !source->is_file && !isatty(descriptor))
		source->growing = growing_open(INPUT_AT_MOST_BYTES + READ_BYTES);
	if (source->growing)
		return begin_coming(source, descriptor, path, error);
	return read_all(source, descriptor, path, error);
}

static bool
open_source(struct source *source, const char *path, bool coming, struct error *error)
{
	bool is_input = is_standard_input(path);
	int descriptor = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool loaded;

	*source = (struct source){0};
	if (descriptor < 0) {
		error_set(error, ERROR_INPUT, _("%s cannot be opened: %s"), path, strerror(errno));
		return false;
	}
	loaded = load(source, descriptor, coming, path, error);
	if (!is_input && !source->growing)
		close(descriptor);
	return loaded;
}

bool
source_open(struct source *source, const char *path, struct error *error)
{
	return open_source(source, path, false, error);
}

bool
source_open_coming(struct source *source, const char *path, struct error *error)
{
	return open_source(source, path, true, error);
}

bool
source_filter(
	struct source *source, const char *path, const struct filter *filter, struct error *error)
{
	struct buffer text;

	*source = (struct source){0};
	buffer_init(&text);
	if (!filter_run(filter, path, &filter_usual_limits, &text, error)) {
		buffer_clear(&text);
		return false;
	}
	source->bytes.length = text.length;
	source->bytes.bytes = buffer_take(&text);
	return true;
}

bool
source_copy(struct source *source, struct slice bytes, const char *name, struct error *error)
{
	char *copy = malloc(bytes.length ? bytes.length : 1);

	*source = (struct source){.bytes = {copy, copy ? bytes.length : 0}};
	if (!copy) {
		error_set(error, ERROR_SYSTEM, _("%s is too large for the memory"), name);
		return false;
	}
	if (bytes.length)
		memcpy(copy, bytes.bytes, bytes.length);
	return true;
}

bool
source_has_magic(const struct source *source)
{
	static const struct slice magics[] = {
		{"\177ELF", 4},
		{"\x89PNG", 4},
		{"PK\003\004", 4},
		{"%PDF-", 5},
		{"\xFF\xD8\xFF", 3},
		{"\x1F\x8B", 2},
		{"\xFD"
		 "7zXZ",
			5},
		{"7z\xBC\xAF", 4},
		{"(\xB5/\xFD", 4},
		{"\xD0\xCF\x11\xE0", 4},
		{"SQLite format 3\0", 16},
		{"Rar!\032", 5},
	};
	size_t i;

	for (i = 0; i < sizeof magics / sizeof magics[0]; i++) {
		if (slice_starts_with(source->bytes, magics[i]))
			return true;
	}
	return false;
}

enum source_change
source_look(const struct source *source, const char *path)
{
	struct stat now;

	if (!source->is_file || is_standard_input(path))
		return SOURCE_SAME;
	if (stat(path, &now) != 0)
		return SOURCE_GONE;
	if (now.st_dev != source->device || now.st_ino != source->number)
		return SOURCE_REPLACED;
	if (now.st_size != source->size)
		return now.st_size < source->size ? SOURCE_CUT : SOURCE_GROWN;
	return now.st_mtim.tv_sec == source->changed.tv_sec &&
			now.st_mtim.tv_nsec == source->changed.tv_nsec
		? SOURCE_SAME
		: SOURCE_REWRITTEN;
}

bool
source_can_grow(const struct source *source)
{
	return source->is_file && source->mapping && !source->borrowed;
}

size_t
source_room(const struct source *source)
{
	return source_can_grow(source) ? mapping_room(source->mapping) : source->bytes.length;
}

bool
source_grow(struct source *source, const char *path)
{
	struct stat now;

	if (!source_can_grow(source) || source_look(source, path) != SOURCE_GROWN ||
		!mapping_grow(source->mapping, &now))
		return false;
	source->bytes = mapping_bytes(source->mapping);
	source->size = now.st_size;
	source->changed = now.st_mtim;
	return true;
}

void
source_rest(struct source *source)
{
	if (source->mapping)
		mapping_rest(source->mapping);
}

void
source_watch(struct source *source, const char *end)
{
	if (source->mapping)
		mapping_watch(source->mapping, (size_t)(end - source->bytes.bytes));
}

bool
source_is_whole(const struct source *source, const char *path, struct error *error)
{
	if (!source->mapping || !mapping_is_cut(source->mapping))
		return true;
	error_set(error, ERROR_INPUT, _("%s was truncated while it was open: read it again"),
		source_name(path));
	return false;
}

bool
source_is_intact(const struct source *source, const char *path, struct error *error)
{
	bool same = !source->mapping || mapping_is_intact(source->mapping);

	if (!source_is_whole(source, path, error))
		return false;
	if (!same)
		error_set(error, ERROR_INPUT,
			_("%s was written over while it was open: read it again"),
			source_name(path));
	return same;
}

void
source_release(struct source *source)
{
	union {
		const char *bytes;
		void *memory;
	} owned = {source->bytes.bytes};

	if (!source->borrowed) {
		source_end(source);
		if (!source->mapping && !source->growing)
			free(owned.memory);
		mapping_close(source->mapping);
		growing_close(source->growing);
	}
	source->comes = false;
	source->mapping = NULL;
	source->growing = NULL;
	source->bytes = (struct slice){NULL, 0};
}
