/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/library_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "base/path.h"
#include "export/stamp.h"
#include "text/position.h"
#include "ui/excerpt.h"
#include "ui/list_view.h"

#include <stdlib.h>
#include <string.h>

enum {
	COLUMN_TITLE,
	COLUMN_PROGRESS,
	COLUMN_NOTES,
	COLUMN_DATE,
	COLUMN_READ,
	COLUMN_PATH,
	COLUMNS
};

enum {
	DAY_BYTES = 10, /* of a stamp: 2020-02-03 */
	EXTEND_BYTES = 1 << 20
};

struct articles {
	struct session *session;
	struct library_entries entries;
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_TITLE] = {.heading = N_("article"), .share = 3, .role = ROLE_LIST},
	/* TRANSLATORS: how far an article was read, in percent. */
	[COLUMN_PROGRESS] = {.heading = N_("read"),
		.columns = 5,
		.right = true,
		.drop = 2,
		.role = ROLE_LIST_META},
	[COLUMN_NOTES] = {.heading = N_("notes"),
		.columns = 5,
		.right = true,
		.drop = 1,
		.role = ROLE_LIST_META},
	[COLUMN_DATE] = {.heading = N_("of"),
		.columns = DAY_BYTES,
		.drop = 3,
		.role = ROLE_LIST_META},
	[COLUMN_READ] = {.heading = N_("last read"),
		.columns = DAY_BYTES,
		.drop = 4,
		.role = ROLE_LIST_META},
	[COLUMN_PATH] = {.heading = N_("file"), .share = 2, .drop = 5, .role = ROLE_LIST_META},
};

static void
title(void *data, struct buffer *out)
{
	(void)data;
	buffer_append_string(out, _("Articles"));
}

/* The entry of a row, read when it is first looked at; empty when that cannot be. */
static const struct library_entry *
entry_at(struct articles *articles, size_t row)
{
	struct library_entry *entry = &articles->entries.items[row];
	int64_t article = entry->article;
	struct error ignored;
	struct store *store;

	if (entry->path)
		return entry;
	error_init(&ignored);
	store = session_store(articles->session, false, &ignored);
	if (!store || !library_look_up(store, article, entry, &ignored))
		*entry = (struct library_entry){.article = article,
			.path = alloc_string(slice_from_string("")),
			.title = alloc_string(slice_from_string("")),
			.date = alloc_string(slice_from_string("")),
			.source = alloc_string(slice_from_string(""))};
	return entry;
}

static size_t
count(void *data)
{
	return ((struct articles *)data)->entries.count;
}

static void
append_progress(const struct library_entry *entry, struct buffer *out)
{
	if (entry->progress == 0 || entry->paragraphs == 0)
		return;
	buffer_append_format(out, "%zu %%",
		entry->progress < entry->paragraphs ? entry->progress * 100 / entry->paragraphs
						    : 100);
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct library_entry *entry = entry_at(data, row);
	size_t start = out->length;

	switch (column) {
	case COLUMN_TITLE:
		excerpt_append_quote(out,
			slice_from_string(
				entry->title[0] ? entry->title : path_base_name(entry->path)));
		break;
	case COLUMN_PROGRESS:
		append_progress(entry, out);
		break;
	case COLUMN_NOTES:
		if (entry->annotations > 0)
			buffer_append_format(out, "%zu", entry->annotations);
		break;
	case COLUMN_DATE:
		buffer_append_string(out, entry->date);
		break;
	case COLUMN_READ:
		if (entry->read > 0)
			stamp_append(out, entry->read);
		buffer_truncate(out, start + DAY_BYTES);
		break;
	default:
		buffer_append_string(out, entry->path);
	}
}

/* The place where the open article was left; the session knows it better than the entry, once it
 * has looked it up. */
static struct span
place_left(struct session *session, const struct library_entry *entry)
{
	const struct progress *progress = session_progress(session);
	struct article *article = session_article(session);
	size_t number = progress->paragraph > 0 ? progress->paragraph : entry->progress;
	struct span place;

	while (article_count(article) < number && article_extend(article, EXTEND_BYTES))
		;
	if (number == 0 || number > article_count(article))
		return (struct span){0, 0};
	place = article_span(article, number - 1);
	if (progress->paragraph == number)
		place.start +=
			position_bytes(article_paragraph(article, number - 1), progress->start);
	place.end = place.start;
	return place;
}

static bool
is_open(struct session *session, const struct library_entry *entry)
{
	char *path = path_absolute(article_path(session_article(session)));
	bool same = strcmp(path, entry->path) == 0;

	free(path);
	return same;
}

static void
open_row(void *data, size_t row, struct view_request *request)
{
	struct articles *articles = data;
	const struct library_entry *entry = entry_at(articles, row);
	struct error error;

	error_init(&error);
	if (strcmp(entry->path, "-") == 0 &&
		!session_has_input(articles->session, entry->article)) {
		view_say(request, true, _("This text came from standard input"));
		return;
	}
	if (!is_open(articles->session, entry) &&
		!session_go_to_path(articles->session, entry->path, &error)) {
		view_say(request, true, "%s", error.sentence);
		return;
	}
	request->has_go_to = true;
	request->go_to = place_left(articles->session, entry);
}

static void
free_data(void *taken_data)
{
	struct articles *articles = taken_data;

	library_entries_clear(&articles->entries);
	free(articles);
}

static const struct list_source source = {
	.empty = N_("No article has been read yet."),
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.open = open_row,
	.free = free_data,
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct articles *articles = alloc_zeroed(1, sizeof *articles);
	struct store *store;
	bool loaded;

	(void)keymap;
	(void)request;
	articles->session = session;
	session_save_progress(session);
	store = session_store(session, false, error);
	loaded = store ? library_order(store, &articles->entries, error)
		       : !error_is_set(session_notes_error(session));
	if (loaded)
		return list_view_new(&source, articles);
	free_data(articles);
	return NULL;
}

const struct view_ops library_view_ops = {
	.name = "library", .open = open_view, LIST_VIEW_FUNCTIONS};
