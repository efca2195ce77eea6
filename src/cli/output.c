/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/output.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "text/unicode.h"
#include "ui/frame.h"

#include <errno.h>
#include <fcntl.h>
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
	const size_t *drop;
	size_t drop_count;
	unsigned cut; /* a bit for each column that may be cut */
	int *widths;  /* of the rows that were printed; NULL before the first */
	bool aligned; /* for a terminal */
};

enum {
	CUT_COLUMNS = 10,   /* no column is cut to less */
	GAP = 2,            /* columns between two columns */
	ROWS_AT_ONCE = 2000 /* are aligned with each other; more go out by so many */
};

void
output_hold_places(void)
{
	for (int place = STDIN_FILENO; place <= STDERR_FILENO; place++) {
		/* open takes the lowest place that is free */
		if (fcntl(place, F_GETFD) < 0 && errno == EBADF &&
			open("/dev/null", place == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			return;
	}
}

void
output_write(struct slice text)
{
	if (text.length > 0)
		fwrite(text.bytes, 1, text.length, stdout);
}

void
output_append_shown(struct buffer *out, struct slice text)
{
	size_t at = 0, length, chars = 0;

	for (;;) {
		size_t plain = unicode_skip_plain(text, at, &chars);
		uint32_t character;

		buffer_append(out, slice_at(text, (struct span){at, plain}));
		if (plain >= text.length)
			return;
		character = unicode_decode(text, plain, &length);
		if (character == '\t' || character == '\n' || character == '\r')
			character = ' ';
		unicode_append(out, unicode_is_unsafe(character) ? UNICODE_REPLACEMENT : character);
		at = plain + length;
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

bool
output_wants_colour(const char *when, bool *colour, struct error *error)
{
	const char *no_colour = getenv("NO_COLOR");

	*colour = output_is_terminal() && !(no_colour && no_colour[0] != '\0');
	if (!when || strcmp(when, "auto") == 0)
		return true;
	*colour = strcmp(when, "always") == 0;
	if (*colour || strcmp(when, "never") == 0)
		return true;
	error_set(error, ERROR_USAGE, _("--color may be always, auto or never, not %s"), when);
	return false;
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
	table->aligned = output_is_terminal();
	return table;
}

void
output_table_fit(struct output_table *table, const size_t *drop, size_t drop_count, unsigned cut)
{
	table->drop = drop;
	table->drop_count = drop_count;
	table->cut = cut;
}

static int
columns_of(const char *text)
{
	return frame_text_columns(slice_from_string(text));
}

/* Widens the columns, those that are left out aside, to what the rows need; the last one is never
 * padded. */
static void
measure(const struct output_table *table, int *widths)
{
	for (size_t i = 0; i < table->count; i++) {
		int columns = columns_of(table->cells[i]), *width = &widths[i % table->columns];

		if (*width > 0 && columns > *width)
			*width = columns;
	}
}

static bool
may_cut(const struct output_table *table, const int *widths, size_t column)
{
	return (table->cut >> column & 1) != 0 && widths[column] > CUT_COLUMNS;
}

/* What the table takes, its cuttable columns at their widest or cut to the least. 0 wide columns
 * are left out. */
static int
width_of(const struct output_table *table, const int *widths, bool cut)
{
	int width = -GAP;

	for (size_t i = 0; i < table->columns; i++) {
		bool small = cut && may_cut(table, widths, i);

		if (widths[i] > 0)
			width += (small ? CUT_COLUMNS : widths[i]) + GAP;
	}
	return width;
}

static void
fit(const struct output_table *table, int *widths, int columns)
{
	for (size_t i = 0; i < table->drop_count && width_of(table, widths, true) > columns; i++)
		widths[table->drop[i]] = 0;
	for (int over = width_of(table, widths, false) - columns; over > 0; over--) {
		size_t widest = SIZE_MAX;

		for (size_t i = 0; i < table->columns; i++) {
			if (may_cut(table, widths, i) &&
				(widest == SIZE_MAX || widths[i] > widths[widest]))
				widest = i;
		}
		if (widest == SIZE_MAX)
			return;
		widths[widest]--;
	}
}

void
output_padded(const char *text, int columns)
{
	int left = columns - columns_of(text);

	printf("%s%*s", text, left > 0 ? left : 0, "");
}

/* Text, or what of it fits before an ellipsis. */
static void
append_cut(struct buffer *out, const char *text, int columns)
{
	struct slice all = slice_from_string(text);
	size_t end = all.length;

	if (columns_of(text) <= columns) {
		buffer_append(out, all);
		return;
	}
	while (end > 0 && frame_text_columns((struct slice){text, end}) >= columns)
		end = unicode_previous(all, end);
	buffer_append(out, (struct slice){text, end});
	buffer_append_string(out, "…");
}

static void
print_row(const struct output_table *table, const int *widths, const char *const *cells)
{
	struct buffer row, cell;
	int blanks = 0; /* up to the next column that is shown */

	buffer_init(&row);
	buffer_init(&cell);
	for (size_t i = 0; i < table->columns; i++) {
		if (widths[i] == 0)
			continue;
		buffer_truncate(&cell, 0);
		append_cut(&cell, cells[i], widths[i]);
		buffer_append_format(&row, "%*s%s", blanks, "", buffer_string(&cell));
		blanks = widths[i] - frame_text_columns(buffer_slice(&cell)) + GAP;
	}
	printf("%s\n", buffer_string(&row));
	buffer_clear(&cell);
	buffer_clear(&row);
}

/* The headings, before the first rows. */
static void
print_headings(struct output_table *table)
{
	const char **headings = alloc_zeroed(table->columns, sizeof *headings);

	table->widths = alloc_zeroed(table->columns, sizeof *table->widths);
	for (size_t i = 0; i < table->columns; i++) {
		headings[i] = _(table->headings[i]);
		table->widths[i] = columns_of(headings[i]);
	}
	measure(table, table->widths);
	fit(table, table->widths, output_columns());
	print_row(table, table->widths, headings);
	free(headings);
}

/* Prints the rows that are there, and forgets them. */
static void
print_aligned(struct output_table *table)
{
	if (!table->widths) {
		print_headings(table);
	} else {
		measure(table, table->widths);
		fit(table, table->widths, output_columns());
	}
	for (size_t i = 0; i < table->count; i += table->columns)
		print_row(table, table->widths, (const char *const *)&table->cells[i]);
	for (size_t i = 0; i < table->count; i++)
		free(table->cells[i]);
	table->count = 0;
}

/* In a pipe nothing is kept. */
static void
print_cell(struct output_table *table, const char *text)
{
	table->count = (table->count + 1) % table->columns;
	printf("%s%c", text, table->count == 0 ? '\n' : '\t');
}

void
output_table_add(struct output_table *table, const char *text)
{
	struct buffer cell;

	buffer_init(&cell);
	output_append_shown(&cell, slice_from_string(text));
	if (!table->aligned) {
		print_cell(table, buffer_string(&cell));
		buffer_clear(&cell);
		return;
	}
	if (table->count == ROWS_AT_ONCE * table->columns)
		print_aligned(table);
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

void
output_table_end(struct output_table *taken_table)
{
	if (taken_table->aligned)
		print_aligned(taken_table);
	free(taken_table->widths);
	free(taken_table->cells);
	free(taken_table);
}

void
output_field(const char *name, const char *value)
{
	struct slice rest = slice_from_string(value), line;
	struct buffer out;

	buffer_init(&out);
	buffer_append_format(&out, "%-11s", name);
	do {
		line = slice_split(rest, '\n', &rest);
		output_append_shown(&out, line);
		buffer_append_string(&out, rest.length > 0 ? "\n           " : "\n");
	} while (rest.length > 0);
	output_write(buffer_slice(&out));
	buffer_clear(&out);
}
