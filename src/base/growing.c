/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A range of addresses is reserved for as many bytes as there may be. First its beginning is plain
 * memory; then the whole range becomes a view of a file, and shows what is written to that:
 *
 *      |  memory  |  .  .  .  .  .  .  .  .  .  .  .  |
 *      |  the file's bytes           |  .  .  .  .  . |
 *                                 length          reserved
 *
 * The file is written to by write, never through the view: a full disk is an error then, not a
 * SIGBUS, and nobody looks at what lies behind its end.
 */
#include <config.h>

#include "base/growing.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "base/temporary.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct growing {
	char *bytes;
	size_t length, reserved, in_memory;
	int file; /* -1: all is in memory */
};

static size_t
round_up(size_t bytes)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return bytes > SIZE_MAX - page ? 0 : (bytes + page - 1) / page * page;
}

struct growing *
growing_open(size_t at_most_bytes)
{
	struct growing *growing;
	size_t reserved = round_up(at_most_bytes), in_memory = round_up(GROWING_IN_MEMORY_BYTES);
	void *bytes;

	if (in_memory > reserved)
		in_memory = reserved;
	if (reserved == 0)
		return NULL;
	bytes = mmap(NULL, reserved, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (bytes == MAP_FAILED)
		return NULL;
	if (mprotect(bytes, in_memory, PROT_READ | PROT_WRITE) != 0) {
		munmap(bytes, reserved);
		return NULL;
	}
	growing = alloc_zeroed(1, sizeof *growing);
	*growing = (struct growing){
		.bytes = bytes, .reserved = reserved, .in_memory = in_memory, .file = -1};
	return growing;
}

/* Writes bytes at an offset of the file; false with errno. */
static bool
write_at(int file, struct slice bytes, size_t at)
{
	while (bytes.length > 0) {
		ssize_t put = pwrite(file, bytes.bytes, bytes.length, (off_t)at);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes.bytes += put;
		bytes.length -= (size_t)put;
		at += (size_t)put;
	}
	return true;
}

/* Takes the bytes from memory into a file; false with the error, and all is as it was. */
static bool
move_to_file(struct growing *growing, struct error *error)
{
	int file = temporary_open(error);
	void *view = MAP_FAILED;

	if (file < 0)
		return false;
	if (write_at(file, growing_bytes(growing), 0))
		view = mmap(growing->bytes, growing->reserved, PROT_READ, MAP_SHARED | MAP_FIXED,
			file, 0);
	if (view == MAP_FAILED) {
		temporary_set_error(error, errno);
		close(file);
		return false;
	}
	growing->file = file;
	return true;
}

bool
growing_append(struct growing *growing, struct slice bytes, struct error *error)
{
	if (bytes.length > growing->reserved - growing->length) {
		error_set(error, ERROR_SYSTEM, _("the text is too large for the memory"));
		return false;
	}
	if (growing->file < 0 && growing->length + bytes.length > GROWING_IN_MEMORY_BYTES &&
		!move_to_file(growing, error))
		return false;
	if (growing->file >= 0 && !write_at(growing->file, bytes, growing->length)) {
		temporary_set_error(error, errno);
		return false;
	}
	if (growing->file < 0 && bytes.length > 0)
		memcpy(growing->bytes + growing->length, bytes.bytes, bytes.length);
	growing->length += bytes.length;
	return true;
}

void
growing_truncate(struct growing *growing, size_t length_bytes)
{
	assert(length_bytes <= growing->length);
	growing->length = length_bytes;
}

size_t
growing_room(const struct growing *growing)
{
	return growing->reserved - growing->length;
}

struct slice
growing_bytes(const struct growing *growing)
{
	return (struct slice){growing->bytes, growing->length};
}

void
growing_close(struct growing *taken_growing)
{
	if (!taken_growing)
		return;
	munmap(taken_growing->bytes, taken_growing->reserved);
	if (taken_growing->file >= 0)
		close(taken_growing->file);
	free(taken_growing);
}
