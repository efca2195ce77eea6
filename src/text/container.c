/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * By the central directory only: what is not asked for is passed over without being unpacked, and a
 * container without its end is said to be damaged. What is unpacked is counted, never what the
 * directory promises.
 */
#include <config.h>

#include "text/container.h"

#include "base/alloc.h"
#include "base/intl.h"

#include <stdlib.h>

#ifdef HAVE_LIBARCHIVE
#include "base/buffer.h"

#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>
#include <string.h>

enum {
	BLOCK_BYTES = 16 << 10,
	ENTRIES_AT_MOST = 1 << 16
};

/* The library's functions, looked up, and a container that is open. */
struct reader {
	struct archive *archive;
	const char *name;
	size_t room; /* bytes that may still be unpacked */
	struct archive *(*new_reader)(void);
	int (*support_zip)(struct archive *);
	int (*open_memory)(struct archive *, const void *, size_t);
	int (*next_header)(struct archive *, struct archive_entry **);
	la_ssize_t (*read_data)(struct archive *, void *, size_t);
	int (*free_reader)(struct archive *);
	const char *(*path)(struct archive_entry *);
	const char *(*path_utf8)(struct archive_entry *);
	int (*is_encrypted)(struct archive_entry *);
};

static bool
look_up(void *library, const char *name, void *function, size_t size)
{
	void *symbol = dlsym(library, name);

	memcpy(function, &symbol, size);
	return symbol != NULL;
}

/* Opens the library for the rest of the program's life. */
static bool
load(struct reader *reader, struct error *error)
{
	void *library = dlopen(LIBARCHIVE_SONAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	bool found;

	if (!library) {
		error_set(error, ERROR_SYSTEM,
			_("%s is a book: EPUB needs libarchive, which is not installed (%s)"),
			reader->name, LIBARCHIVE_SONAME);
		return false;
	}
#define LOOK_UP(symbol, member) look_up(library, symbol, &reader->member, sizeof reader->member)
	found = LOOK_UP("archive_read_new", new_reader) &&
		LOOK_UP("archive_read_support_format_zip_seekable", support_zip) &&
		LOOK_UP("archive_read_open_memory", open_memory) &&
		LOOK_UP("archive_read_next_header", next_header) &&
		LOOK_UP("archive_read_data", read_data) &&
		LOOK_UP("archive_read_free", free_reader) &&
		LOOK_UP("archive_entry_pathname", path) &&
		LOOK_UP("archive_entry_pathname_utf8", path_utf8) &&
		LOOK_UP("archive_entry_is_encrypted", is_encrypted);
#undef LOOK_UP
	dlclose(library);
	if (!found)
		error_set(error, ERROR_SYSTEM, _("%s is not the libarchive that was expected"),
			LIBARCHIVE_SONAME);
	return found;
}

static void
set_damaged(const struct reader *reader, struct error *error)
{
	error_set(error, ERROR_INPUT,
		_("%s cannot be read: it is a damaged ZIP file (fetch the book again)"),
		reader->name);
}

/* reader_close frees, also after a failure. */
static bool
reader_open(struct reader *reader, struct slice container, const char *name, struct error *error)
{
	*reader = (struct reader){.name = name, .room = CONTAINER_AT_MOST_BYTES};
	if (!load(reader, error))
		return false;
	reader->archive = reader->new_reader();
	if (!reader->archive)
		alloc_give_up(sizeof *reader);
	if (reader->support_zip(reader->archive) >= ARCHIVE_WARN &&
		reader->open_memory(reader->archive, container.bytes, container.length) >=
			ARCHIVE_WARN)
		return true;
	set_damaged(reader, error);
	return false;
}

static void
reader_close(struct reader *reader)
{
	if (reader->archive)
		reader->free_reader(reader->archive);
}

/* The next part's name, borrowed until the next call; NULL at the end, with the error when that is
 * not where it should be. */
static const char *
next_name(struct reader *reader, struct archive_entry **entry, struct error *error)
{
	int outcome = reader->next_header(reader->archive, entry);
	const char *name;

	if (outcome < ARCHIVE_WARN)
		set_damaged(reader, error);
	if (outcome < ARCHIVE_WARN || outcome == ARCHIVE_EOF)
		return NULL;
	name = reader->path_utf8(*entry);
	name = name ? name : reader->path(*entry);
	return name ? name : "";
}

/* Unpacks the part at hand. False with the error when that becomes too much. */
static bool
unpack(struct reader *reader, struct archive_entry *entry, struct container_part *part,
	struct error *error)
{
	struct buffer out;
	char block[BLOCK_BYTES];
	la_ssize_t got;

	part->found = true;
	part->encrypted = reader->is_encrypted(entry) != 0;
	if (part->encrypted)
		return true;
	buffer_init(&out);
	while ((got = reader->read_data(reader->archive, block, sizeof block)) > 0 &&
		(size_t)got <= reader->room) {
		buffer_append(&out, (struct slice){block, (size_t)got});
		reader->room -= (size_t)got;
	}
	part->broken = got < 0;
	part->bytes.length = out.length;
	part->bytes.bytes = buffer_take(&out);
	if (got > 0)
		error_set(error, ERROR_INPUT,
			_("%s is not unpacked: its text is larger than %zu MiB"), reader->name,
			CONTAINER_AT_MOST_BYTES >> 20);
	return got <= 0;
}

static int
compare_names(const void *one, const void *other)
{
	const struct container_part *const *first = one, *const *second = other;

	return strcmp((*first)->name, (*second)->name);
}

static int
compare_with_name(const void *name, const void *part)
{
	return strcmp(name, (*(const struct container_part *const *)part)->name);
}

bool
container_read(struct slice container, const char *name, struct container_part *parts, size_t count,
	struct error *error)
{
	struct container_part **sorted = alloc_zeroed(count, sizeof *sorted), **found;
	struct archive_entry *entry;
	struct reader reader;
	const char *path;
	size_t left = ENTRIES_AT_MOST;
	bool good;

	for (size_t i = 0; i < count; i++)
		sorted[i] = &parts[i];
	qsort(sorted, count, sizeof *sorted, compare_names);
	good = reader_open(&reader, container, name, error);
	while (good && left-- > 0 && (path = next_name(&reader, &entry, error))) {
		found = bsearch(path, sorted, count, sizeof *sorted, compare_with_name);
		if (found && !(*found)->found)
			good = unpack(&reader, entry, *found, error);
	}
	reader_close(&reader);
	free(sorted);
	return good && !error_is_set(error);
}

char *
container_find(struct slice container, const char *name, const char *suffix, struct error *error)
{
	struct archive_entry *entry;
	struct reader reader;
	const char *path;
	char *found = NULL;
	size_t left = ENTRIES_AT_MOST;

	if (reader_open(&reader, container, name, error)) {
		while (!found && left-- > 0 && (path = next_name(&reader, &entry, error))) {
			if (slice_ends_with(slice_from_string(path), slice_from_string(suffix)))
				found = alloc_string(slice_from_string(path));
		}
	}
	reader_close(&reader);
	return found;
}

#else

bool
container_read(struct slice container, const char *name, struct container_part *parts, size_t count,
	struct error *error)
{
	(void)container;
	(void)parts;
	(void)count;
	error_set(error, ERROR_SYSTEM,
		_("%s is a book: this zhupi was built without libarchive, which EPUB needs"), name);
	return false;
}

char *
container_find(struct slice container, const char *name, const char *suffix, struct error *error)
{
	(void)suffix;
	if (!container_read(container, name, NULL, 0, error))
		return NULL;
	return NULL;
}

#endif

void
container_part_clear(struct container_part *part)
{
	union {
		const char *bytes;
		void *memory;
	} owned = {part->bytes.bytes};

	free(owned.memory);
	part->bytes = (struct slice){NULL, 0};
}
