/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a whole small file, and writing one whole or not at all.
 *
 * Saving has two phases, as in vis: begin, write any number of times, then commit or cancel. Onto a
 * regular file (or where there is none yet) the bytes go to a temporary file beside it, which
 * commit syncs, closes and renames over the target, then syncs the folder; onto a device or pipe
 * they go straight to it, since a rename would replace it.
 */
#ifndef ZHUPI_BASE_FILE_H
#define ZHUPI_BASE_FILE_H

#include "base/attributes.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Appends the file's bytes to content. A file longer than limit_bytes, a directory or an unreadable
 * file is an error that names the path. content keeps what it had before on failure.
 */
bool file_read(
	const char *path, size_t limit_bytes, struct buffer *content, struct error *error) MUST_USE;

struct file_save;

/*
 * Begins to write path. With overwrite false an existing regular file is an error that says so.
 * NULL on failure. file_commit or file_cancel ends it and frees it. A new file gets mode 0666 less
 * the umask; a replaced one keeps the mode of the old one.
 */
struct file_save *file_begin(const char *path, bool overwrite, struct error *error) MUST_USE;

/* Writes all of bytes; false with the error set when the disk is full or the like: then only
 * file_cancel is allowed. */
bool file_write(struct file_save *save, struct slice bytes, struct error *error) MUST_USE;

/* The temporary file that takes the bytes, for who writes them by other means than file_write; NULL
 * when they go straight to the target. Borrowed. */
const char *file_temporary(const struct file_save *save);

/* Makes what was written durable and visible under its path, and frees save. On failure the old
 * file is as it was. */
bool file_commit(struct file_save *taken_save, struct error *error) MUST_USE;

/* Forgets what was written and frees save. NULL is allowed. */
void file_cancel(struct file_save *taken_save);

#endif
