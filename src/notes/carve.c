/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pages by SQLite's file format (https://www.sqlite.org/fileformat2.html,
 * sections 1.5, 1.6, 2.1 and 4.1). Only leaves of tables are looked at: each cell is a row number
 * and a record, and a record tells the type of each of its columns.
 *
 *      leaf    0D .. .. cells .. .. ..  place place …        cell    length number record [next
 * page] record  header-length type type …  value value …
 *
 * All tables are STRICT, so a record's types tell of which table it is. Nothing here is trusted:
 * each number that is read is held against the bounds of what it points into.
 */
#include "notes/carve.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/intl.h"
#include "notes/database.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	LEAF = 0x0D,
	LEAF_HEADER = 8,
	FILE_HEADER = 100,
	PAGE_BYTES = 4096, /* where the file does not tell */
	LOG_HEADER = 32,
	FRAME_HEADER = 24,
	MOST_COLUMNS = 64,
	MOST_PAYLOAD = 1 << 28
};

struct carver {
	struct buffer file, log;
	size_t page_bytes, pages;
	const unsigned char **in_log; /* by page number - 1: as it is in the log, or NULL */
};

/* A column of the table that rows are looked for of. */
struct column {
	char type;                   /* I, T, B: INTEGER, TEXT, BLOB */
	bool may_be_null, is_number; /* the latter: the row's number, NULL in the record */
};

struct shape {
	struct column columns[MOST_COLUMNS];
	size_t count;
	sqlite3_stmt *insert;
};

static uint32_t
big_endian(const unsigned char *bytes, size_t count)
{
	uint32_t value = 0;

	for (size_t i = 0; i < count; i++)
		value = value << 8 | bytes[i];
	return value;
}

/* A number of one to nine bytes; returns how many, 0 when it is cut off. */
static size_t
read_varint(const unsigned char *bytes, size_t room, uint64_t *value)
{
	*value = 0;
	for (size_t i = 0; i < 9 && i < room; i++) {
		if (i == 8) {
			*value = *value << 8 | bytes[i];
			return 9;
		}
		*value = *value << 7 | (bytes[i] & 0x7FU);
		if (!(bytes[i] & 0x80U))
			return i + 1;
	}
	return 0;
}

/* ---- The pages ---------------------------------------------------------------------------- */

static bool
read_file(struct store *from, struct buffer *content)
{
	sqlite3_file *file = NULL;
	sqlite3_int64 size = 0;
	char block[PAGE_BYTES];

	sqlite3_file_control(from->connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (!file || !file->pMethods || file->pMethods->xFileSize(file, &size) != SQLITE_OK)
		return false;
	for (sqlite3_int64 at = 0; at + PAGE_BYTES <= size; at += PAGE_BYTES) {
		/* a place that the disk does not give is left empty */
		if (file->pMethods->xRead(file, block, PAGE_BYTES, at) != SQLITE_OK)
			memset(block, 0, sizeof block);
		buffer_append(content, (struct slice){block, sizeof block});
	}
	return true;
}

/* Which pages the log has, up to its last commit. */
static void
index_log(struct carver *carver)
{
	const unsigned char *log = (const unsigned char *)carver->log.bytes;
	size_t frame = FRAME_HEADER + carver->page_bytes, end = LOG_HEADER;

	for (size_t at = LOG_HEADER;
		at + frame <= carver->log.length && memcmp(log + at + 8, log + 16, 8) == 0;
		at += frame)
		if (big_endian(log + at + 4, 4) != 0)
			end = at + frame;
	for (size_t at = LOG_HEADER; at + frame <= end; at += frame) {
		size_t number = big_endian(log + at, 4);

		if (number > 0 && number <= carver->pages)
			carver->in_log[number - 1] = log + at + FRAME_HEADER;
	}
}

struct carver *
carver_new(struct store *from, struct error *error)
{
	struct carver *carver = alloc_zeroed(1, sizeof *carver);
	struct error no_log;
	struct buffer path;
	size_t told;

	error_init(&no_log);
	buffer_init(&carver->file);
	buffer_init(&carver->log);
	if (!read_file(from, &carver->file)) {
		error_set(error, ERROR_NOTES,
			_("%s cannot be read to its end, and was not changed."), from->path);
		carver_free(carver);
		return NULL;
	}
	buffer_init(&path);
	buffer_append_format(&path, "%s-wal", from->path);
	if (!file_read(buffer_string(&path), SIZE_MAX, &carver->log, &no_log))
		buffer_truncate(&carver->log, 0);
	buffer_clear(&path);
	told = carver->file.length >= FILE_HEADER
		? big_endian((const unsigned char *)carver->file.bytes + 16, 2)
		: 0;
	carver->page_bytes = told >= 512 && (told & (told - 1)) == 0 ? told : PAGE_BYTES;
	carver->pages = (carver->file.length + carver->log.length) / carver->page_bytes;
	carver->in_log = alloc_zeroed(carver->pages, sizeof *carver->in_log);
	index_log(carver);
	return carver;
}

void
carver_free(struct carver *taken_carver)
{
	if (!taken_carver)
		return;
	buffer_clear(&taken_carver->file);
	buffer_clear(&taken_carver->log);
	free(taken_carver->in_log);
	free(taken_carver);
}

/* A page as it is now, by its number from 1; NULL when there is none. */
static const unsigned char *
page_at(const struct carver *carver, size_t number)
{
	if (number == 0 || number > carver->pages)
		return NULL;
	if (carver->in_log[number - 1])
		return carver->in_log[number - 1];
	if (number * carver->page_bytes > carver->file.length)
		return NULL;
	return (const unsigned char *)carver->file.bytes + (number - 1) * carver->page_bytes;
}

void
carver_append_pages(const struct carver *carver, struct buffer *pages)
{
	const struct slice empty = {"", 1};
	size_t last = carver->pages;

	while (last > 0 && !page_at(carver, last))
		last--;
	for (size_t number = 1; number <= last; number++) {
		const char *page = (const char *)page_at(carver, number);

		if (page)
			buffer_append(pages, (struct slice){page, carver->page_bytes});
		for (size_t i = 0; !page && i < carver->page_bytes; i++)
			buffer_append(pages, empty);
	}
}

/* ---- The cells ---------------------------------------------------------------------------- */

/* How much of a record lies in its leaf. */
static size_t
local_bytes(const struct carver *carver, size_t length)
{
	size_t usable = carver->page_bytes, most = usable - 35;
	size_t least = (usable - 12) * 32 / 255 - 23;
	size_t rest;

	if (length <= most)
		return length;
	rest = least + (length - least) % (usable - 4);
	return rest <= most ? rest : least;
}

/* Appends a cell's whole record. False when its pages do not hold it. */
static bool
read_record(const struct carver *carver, const unsigned char *cell, size_t room, size_t length,
	struct buffer *record)
{
	size_t local = local_bytes(carver, length), next;

	if (length > carver->file.length + carver->log.length || local > room ||
		(local < length && local + 4 > room))
		return false;
	buffer_append(record, (struct slice){(const char *)cell, local});
	next = local < length ? big_endian(cell + local, 4) : 0;
	while (record->length < length) {
		const unsigned char *page = page_at(carver, next);
		size_t left = length - record->length;

		if (!page)
			return false;
		next = big_endian(page, 4);
		buffer_append(record,
			(struct slice){(const char *)page + 4,
				left < carver->page_bytes - 4 ? left : carver->page_bytes - 4});
	}
	return true;
}

static size_t
value_bytes(uint64_t type)
{
	static const unsigned char sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};

	return type < 12 ? sizes[type] : (size_t)((type - 12) / 2);
}

static bool
fits(const struct column *column, uint64_t type)
{
	if (type == 0)
		return column->may_be_null || column->is_number;
	if (column->is_number)
		return false;
	if (type >= 12)
		return column->type == (type % 2 ? 'T' : 'B');
	return column->type == 'I' && type != 7 && type != 10 && type != 11;
}

static void
bind(sqlite3_stmt *insert, int parameter, uint64_t type, const unsigned char *bytes)
{
	size_t count = value_bytes(type);
	uint64_t value = 0;

	if (type == 0) {
		sqlite3_bind_null(insert, parameter);
	} else if (type >= 12 && type % 2) {
		sqlite3_bind_text64(
			insert, parameter, (const char *)bytes, count, SQLITE_STATIC, SQLITE_UTF8);
	} else if (type >= 12) {
		sqlite3_bind_blob64(insert, parameter, bytes, count, SQLITE_STATIC);
	} else {
		if (count > 0 && bytes[0] & 0x80U)
			value = UINT64_MAX;
		for (size_t i = 0; i < count; i++)
			value = value << 8 | bytes[i];
		sqlite3_bind_int64(insert, parameter,
			type == 8 || type == 9 ? (int64_t)type - 8 : (int64_t)value);
	}
}

/* Binds a record's values when it is of the shape. */
static bool
bind_record(const struct shape *shape, int64_t number, const struct buffer *record)
{
	const unsigned char *bytes = (const unsigned char *)record->bytes;
	uint64_t header, type;
	size_t at = read_varint(bytes, record->length, &header), value = (size_t)header;

	if (at == 0 || header > record->length)
		return false;
	for (size_t i = 0; i < shape->count; i++) {
		size_t taken = read_varint(bytes + at, (size_t)header - at, &type);

		if (taken == 0 || !fits(&shape->columns[i], type) ||
			value_bytes(type) > record->length - value)
			return false;
		if (shape->columns[i].is_number)
			sqlite3_bind_int64(shape->insert, (int)i + 1, number);
		else
			bind(shape->insert, (int)i + 1, type, bytes + value);
		at += taken;
		value += value_bytes(type);
	}
	return at == header && value == record->length;
}

/* Stores a cell's row when it is of the shape. False when the new store cannot be written. */
static bool
store_cell(const struct carver *carver, const struct shape *shape, const unsigned char *cell,
	size_t room, struct store *to, struct error *error)
{
	uint64_t length, number;
	size_t first = read_varint(cell, room, &length);
	size_t second = first ? read_varint(cell + first, room - first, &number) : 0;
	struct buffer record;
	bool done = true;

	if (second == 0 || length > MOST_PAYLOAD)
		return true;
	buffer_init(&record);
	if (read_record(carver, cell + first + second, room - first - second, (size_t)length,
		    &record) &&
		bind_record(shape, (int64_t)number, &record)) {
		int code = sqlite3_step(shape->insert) & 0xFF;

		if (code != SQLITE_DONE && code != SQLITE_CONSTRAINT && code != SQLITE_MISMATCH)
			done = database_failed(to, error);
		sqlite3_reset(shape->insert);
	}
	sqlite3_clear_bindings(shape->insert);
	buffer_clear(&record);
	return done;
}

static bool
carve_page(const struct carver *carver, size_t number, const struct shape *shape, struct store *to,
	struct error *error)
{
	const unsigned char *page = page_at(carver, number);
	size_t header = number == 1 ? FILE_HEADER : 0, cells;

	if (!page || page[header] != LEAF)
		return true;
	cells = big_endian(page + header + 3, 2);
	for (size_t i = 0; i < cells; i++) {
		size_t place = header + LEAF_HEADER + 2 * i, at;

		if (place + 2 > carver->page_bytes)
			break;
		at = big_endian(page + place, 2);
		if (at < place || at >= carver->page_bytes)
			continue;
		if (!store_cell(carver, shape, page + at, carver->page_bytes - at, to, error))
			return false;
	}
	return true;
}

/* The table's columns, and the statement that adds a row. */
static bool
learn_shape(struct store *to, const char *table, struct shape *shape, struct error *error)
{
	sqlite3_stmt *rows = database_prepare(to,
		"SELECT type, \"notnull\" = 0, pk = 1 AND upper(type) = 'INTEGER' AND"
		" (SELECT count(*) FROM pragma_table_info(?1) WHERE pk > 0) = 1"
		" FROM pragma_table_info(?1) ORDER BY cid",
		error);
	struct buffer sql;

	if (!rows)
		return false;
	sqlite3_bind_text(rows, 1, table, -1, SQLITE_STATIC);
	buffer_init(&sql);
	buffer_append_format(&sql, "INSERT OR IGNORE INTO \"%s\" VALUES (", table);
	while (shape->count < MOST_COLUMNS && sqlite3_step(rows) == SQLITE_ROW) {
		const char *type = (const char *)sqlite3_column_text(rows, 0);

		shape->columns[shape->count] = (struct column){type ? type[0] : 'B',
			sqlite3_column_int(rows, 1) != 0, sqlite3_column_int(rows, 2) != 0};
		buffer_append_string(&sql, shape->count++ > 0 ? ", ?" : "?");
	}
	sqlite3_finalize(rows);
	buffer_append_string(&sql, ")");
	shape->insert = database_prepare(to, buffer_string(&sql), error);
	buffer_clear(&sql);
	return shape->insert != NULL;
}

bool
carver_copy(struct carver *carver, struct store *to, const char *table, struct error *error)
{
	struct shape shape = {.count = 0};
	bool done = learn_shape(to, table, &shape, error);

	for (size_t number = 1; done && number <= carver->pages; number++)
		done = carve_page(carver, number, &shape, to, error);
	sqlite3_finalize(shape.insert);
	return done;
}
