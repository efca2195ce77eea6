/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/output.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "text/unicode.h"
#include "ui/frame.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct output_table {
	size_t columns;
	const char *const *headings;
	char **cells;
	size_t count, capacity;
};

void
output_write(struct slice text)
{
	if (text.length > 0)
		fwrite(text.bytes, 1, text.length, stdout);
}

void
output_append_shown(struct buffer *out, struct slice text)
{
	size_t length;

	for (size_t at = 0; at < text.length; at += length) {
		uint32_t character = unicode_decode(text, at, &length);

		if (character == '\t' || character == '\n' || character == '\r')
			character = ' ';
		unicode_append(out, unicode_is_unsafe(character) ? UNICODE_REPLACEMENT : character);
	}
}

void
output_complain(const char *program, const char *sentence)
{
	struct buffer line;

	buffer_init(&line);
	output_append_shown(&line, slice_from_string(sentence));
	fflush(stdout);
	fprintf(stderr, "%s: %s\n", program, buffer_string(&line));
	buffer_clear(&line);
}

/* Why an earlier write failed: stdio keeps only that one did (and whoever flushed it, OpenCC's
 * streams too, the reason), so another byte is tried. */
static int
ask_again(void)
{
	errno = 0;
	if (write(STDOUT_FILENO, "\n", 1) < 0 && errno != 0)
		return errno;
	return EIO;
}

/* Flushes; 0, or why something could not be written. */
static int
flush(void)
{
	int reason = fflush(stdout) == 0 ? 0 : errno;

	return reason == 0 && ferror(stdout) ? ask_again() : reason;
}

bool
output_finish(struct error *error)
{
	int reason = flush();

	if (reason != 0)
		error_set(error, ERROR_OUTPUT, _("standard output cannot be written: %s"),
			strerror(reason));
	return reason == 0;
}

bool
output_stored(const char *id, struct error *error)
{
	int reason;

	printf("%s\n", id);
	reason = flush();
	if (reason != 0)
		error_set(error, ERROR_OUTPUT,
			_("%s is stored, but standard output cannot be written: %s"), id,
			strerror(reason));
	return reason == 0;
}

bool
output_is_terminal(void)
{
	return isatty(STDOUT_FILENO);
}

int
output_columns(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

struct output_table *
output_table_new(size_t columns, const char *const *headings)
{
	struct output_table *table = alloc_zeroed(1, sizeof *table);

	table->columns = columns;
	table->headings = headings;
	return table;
}

void
output_table_add(struct output_table *table, const char *text)
{
	struct buffer cell;

	buffer_init(&cell);
	output_append_shown(&cell, slice_from_string(text));
	table->cells =
		array_grow(table->cells, &table->capacity, table->count + 1, sizeof *table->cells);
	table->cells[table->count++] = buffer_take(&cell);
}

void
output_table_add_number(struct output_table *table, size_t number)
{
	char text[24];

	snprintf(text, sizeof text, "%zu", number);
	output_table_add(table, text);
}

static int
columns_of(const char *text)
{
	return frame_text_columns(slice_from_string(text));
}

/* The width of each column; the last one is never padded. */
static int *
measure(const struct output_table *table)
{
	int *widths = alloc_zeroed(table->columns, sizeof *widths);

	for (size_t i = 0; i < table->columns; i++)
		widths[i] = columns_of(_(table->headings[i]));
	for (size_t i = 0; i < table->count; i++) {
		int columns = columns_of(table->cells[i]);

		if (columns > widths[i % table->columns])
			widths[i % table->columns] = columns;
	}
	return widths;
}

void
output_padded(const char *text, int columns)
{
	int left = columns - columns_of(text);

	printf("%s%*s", text, left > 0 ? left : 0, "");
}

static void
print_padded(const char *text, int columns, bool last)
{
	if (last)
		printf("%s\n", text);
	else
		output_padded(text, columns + 2);
}

static void
print_aligned(const struct output_table *table)
{
	int *widths = measure(table);

	for (size_t i = 0; i < table->columns; i++)
		print_padded(_(table->headings[i]), widths[i], i + 1 == table->columns);
	for (size_t i = 0; i < table->count; i++) {
		size_t column = i % table->columns;

		print_padded(table->cells[i], widths[column], column + 1 == table->columns);
	}
	free(widths);
}

void
output_table_end(struct output_table *taken_table)
{
	if (output_is_terminal())
		print_aligned(taken_table);
	for (size_t i = 0; i < taken_table->count; i++) {
		if (!output_is_terminal())
			printf("%s%c", taken_table->cells[i],
				(i + 1) % taken_table->columns == 0 ? '\n' : '\t');
		free(taken_table->cells[i]);
	}
	free(taken_table->cells);
	free(taken_table);
}
