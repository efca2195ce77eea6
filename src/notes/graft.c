/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that were made in the same steps have their tables at the same pages, so the schema of a
 * new one fits. Whether it does is not guessed: SQLite must find the whole sound.
 */
#include "notes/graft.h"

#include "base/buffer.h"
#include "notes/database.h"

#include <stdint.h>
#include <string.h>

enum {
	PAGE_BYTES = 4096,
	FILE_HEADER = 100,
	COUNTER_AT = 24,
	PAGES_AT = 28,
	FREE_AT = 32,
	VALID_FOR_AT = 92,
	INTERIOR = 5,
	INTERIOR_HEADER = 12
};

static uint32_t
read_number(const char *bytes, size_t count)
{
	uint32_t value = 0;

	for (size_t i = 0; i < count; i++)
		value = value << 8 | (unsigned char)bytes[i];
	return value;
}

static void
write_number(char *bytes, uint32_t value)
{
	for (size_t i = 0; i < 4; i++)
		bytes[i] = (char)(value >> (24 - 8 * i) & 0xFF);
}

/* Puts one page of the fresh file over the same one of the image. */
static void
graft_page(struct buffer *image, const struct buffer *fresh, size_t number)
{
	if (number > 0 && number * PAGE_BYTES <= image->length &&
		number * PAGE_BYTES <= fresh->length)
		memcpy(image->bytes + (number - 1) * PAGE_BYTES,
			fresh->bytes + (number - 1) * PAGE_BYTES, PAGE_BYTES);
}

/* The first page, and those that it leads to: the schema of a new file is no deeper. */
static bool
graft_pages(struct buffer *image, const struct buffer *fresh)
{
	const char *page = fresh->bytes + FILE_HEADER;
	size_t cells;

	if (fresh->length < PAGE_BYTES || image->length < PAGE_BYTES)
		return false;
	graft_page(image, fresh, 1);
	if (page[0] == INTERIOR) {
		cells = read_number(page + 3, 2);
		graft_page(image, fresh, read_number(page + 8, 4));
		for (size_t i = 0; i < cells && i < PAGE_BYTES / 8; i++) {
			size_t at = read_number(page + INTERIOR_HEADER + 2 * i, 2);

			if (at + 4 <= PAGE_BYTES)
				graft_page(image, fresh, read_number(fresh->bytes + at, 4));
		}
	}
	write_number(image->bytes + PAGES_AT, (uint32_t)(image->length / PAGE_BYTES));
	write_number(image->bytes + VALID_FOR_AT, read_number(image->bytes + COUNTER_AT, 4));
	write_number(image->bytes + FREE_AT, 0);
	write_number(image->bytes + FREE_AT + 4, 0);
	return true;
}

/* But for pages that are in no use: the list of them was on the first page. */
static bool
is_sound(struct store *store)
{
	struct error error;
	sqlite3_stmt *rows;
	bool sound = true;
	int code = SQLITE_ERROR;

	error_init(&error);
	rows = database_prepare(store, "PRAGMA integrity_check(1000)", &error);
	while (rows && sound && (code = sqlite3_step(rows)) == SQLITE_ROW) {
		const char *said = (const char *)sqlite3_column_text(rows, 0);

		sound = said && (strcmp(said, "ok") == 0 || strstr(said, "is never used"));
	}
	sqlite3_finalize(rows);
	return sound && code == SQLITE_DONE;
}

struct store *
graft_schema(
	const struct carver *carver, const char *fresh, struct file_save *save, struct error *error)
{
	struct buffer image, content;
	struct store *store = NULL;
	bool grafted;

	buffer_init(&image);
	buffer_init(&content);
	carver_append_pages(carver, &image);
	grafted = file_read(fresh, SIZE_MAX, &content, error) && graft_pages(&image, &content) &&
		file_write(save, buffer_slice(&image), error);
	buffer_clear(&image);
	buffer_clear(&content);
	if (grafted) {
		store = database_new(file_temporary(save));
		store->in_memory = true; /* nobody else knows of it */
		if (!database_connect_file(store, SQLITE_OPEN_READWRITE, error) ||
			!database_execute(store, "PRAGMA journal_mode = OFF", error) ||
			!is_sound(store)) {
			store_close(store);
			store = NULL;
			error_init(error);
		}
	}
	return store;
}
