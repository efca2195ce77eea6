/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two-phase saving: the target is never seen half-written, and a failed save leaves no temporary
 * file behind. */
#include <config.h>

#include "base/file.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct file_save {
	char *path;      /* the target, links resolved */
	char *temporary; /* NULL when the bytes go straight to the target */
	int descriptor;
};

static bool
read_all(int descriptor, const char *path, size_t limit_bytes, struct buffer *content,
	struct error *error)
{
	char block[16384];
	size_t before = content->length;

	for (;;) {
		ssize_t got = read(descriptor, block, sizeof block);

		if (got == 0)
			return true;
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			error_set(error, ERROR_INPUT, _("%s cannot be read: %s"), path,
				strerror(errno));
			break;
		}
		if (content->length - before + (size_t)got > limit_bytes) {
			error_set(error, ERROR_INPUT, _("%s is longer than %zu bytes"), path,
				limit_bytes);
			break;
		}
		buffer_append(content, (struct slice){block, (size_t)got});
	}
	buffer_truncate(content, before);
	return false;
}

bool
file_read(const char *path, size_t limit_bytes, struct buffer *content, struct error *error)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	bool done;

	if (descriptor < 0) {
		error_set(error, ERROR_INPUT, _("%s cannot be opened: %s"), path, strerror(errno));
		return false;
	}
	done = read_all(descriptor, path, limit_bytes, content, error);
	close(descriptor);
	return done;
}

static void
save_free(struct file_save *save)
{
	free(save->path);
	free(save->temporary);
	free(save);
}

/* Opens a temporary file beside the target, with the mode that the target has or would get. */
static bool
open_temporary(struct file_save *save, const struct stat *old)
{
	size_t length = strlen(save->path) + sizeof ".XXXXXX";
	mode_t mask = umask(0);

	umask(mask);
	save->temporary = alloc_bytes(length);
	memcpy(save->temporary, save->path, length - sizeof ".XXXXXX");
	memcpy(save->temporary + length - sizeof ".XXXXXX", ".XXXXXX", sizeof ".XXXXXX");
	save->descriptor = mkostemp(save->temporary, O_CLOEXEC);
	if (save->descriptor < 0)
		return false;
	return fchmod(save->descriptor, old ? old->st_mode & 07777 : 0666 & ~mask) == 0;
}

struct file_save *
file_begin(const char *path, bool overwrite, struct error *error)
{
	struct file_save *save = alloc_zeroed(1, sizeof *save);
	struct stat old;
	bool exists = stat(path, &old) == 0;

	save->path = path_absolute(path);
	save->descriptor = -1;
	if (exists && S_ISREG(old.st_mode) && !overwrite) {
		error_set(error, ERROR_OUTPUT,
			_("%s exists already; nothing was written (--force overwrites it)"), path);
	} else if (exists && S_ISDIR(old.st_mode)) {
		error_set(error, ERROR_OUTPUT, _("%s is a directory; nothing was written"), path);
	} else if (exists && !S_ISREG(old.st_mode)) {
		save->descriptor = open(save->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
		if (save->descriptor >= 0)
			return save;
		error_set(
			error, ERROR_OUTPUT, _("%s cannot be written: %s"), path, strerror(errno));
	} else {
		if (open_temporary(save, exists ? &old : NULL))
			return save;
		error_set(
			error, ERROR_OUTPUT, _("%s cannot be written: %s"), path, strerror(errno));
	}
	file_cancel(save);
	return NULL;
}

bool
file_write(struct file_save *save, struct slice bytes, struct error *error)
{
	while (bytes.length > 0) {
		ssize_t put = write(save->descriptor, bytes.bytes, bytes.length);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0) {
			error_set(error, ERROR_OUTPUT, _("%s cannot be written: %s"), save->path,
				strerror(errno));
			return false;
		}
		bytes.bytes += put;
		bytes.length -= (size_t)put;
	}
	return true;
}

const char *
file_temporary(const struct file_save *save)
{
	return save->temporary;
}

/* A folder that cannot be synced (some network file systems) is no failure: the rename has
 * happened. */
static void
sync_folder(const char *path)
{
	struct slice folder = {path, (size_t)(path_base_name(path) - path)};
	char *name = folder.length ? alloc_string(folder) : alloc_string(slice_from_string("."));
	int descriptor = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	free(name);
	if (descriptor < 0)
		return;
	(void)fsync(descriptor);
	close(descriptor);
}

bool
file_commit(struct file_save *taken_save, struct error *error)
{
	struct file_save *save = taken_save;
	bool durable = !save->temporary || fsync(save->descriptor) == 0;
	bool closed = close(save->descriptor) == 0;

	save->descriptor = -1;
	if (!durable || !closed || (save->temporary && rename(save->temporary, save->path) != 0)) {
		error_set(error, ERROR_OUTPUT, _("%s cannot be written: %s"), save->path,
			strerror(errno));
		file_cancel(save);
		return false;
	}
	if (save->temporary)
		sync_folder(save->path);
	save_free(save);
	return true;
}

void
file_cancel(struct file_save *taken_save)
{
	if (!taken_save)
		return;
	if (taken_save->descriptor >= 0)
		close(taken_save->descriptor);
	if (taken_save->temporary)
		unlink(taken_save->temporary);
	save_free(taken_save);
}
