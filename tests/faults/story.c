/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "story.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "notes/annotation.h"
#include "notes/correction_import.h"
#include "notes/database.h"
#include "notes/library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t
look_at_clock(void *context)
{
	struct story *story = context;

	return story->time += story->clock_step;
}

void
story_start(struct story *story, const char *path)
{
	static const char text[] =
		"云州市召开物资调度会议\n会议强调，要每天上报库存。\n王某出席。\n";
	struct error error;

	error_init(&error);
	*story = (struct story){.path = path, .clock_step = 1000, .time = 1600000000000};
	story->article = article_from_bytes(slice_from_string(text), "/yunzhou.txt", NULL, &error);
	if (!story->article)
		abort();
}

void
story_close(struct story *story)
{
	store_close(story->store);
	story->store = NULL;
}

void
story_end(struct story *story)
{
	story_close(story);
	article_close(story->article);
}

static bool
open_store(struct story *story, struct error *error)
{
	if (story->store)
		return true;
	story->store = store_open(story->path, STORE_WRITE, look_at_clock, story, error);
	/* so small that a log is taken into the file every few steps */
	if (story->store)
		sqlite3_wal_autocheckpoint(story->store->connection, 12);
	return story->store != NULL;
}

static bool
add_note(struct story *story, int which, size_t length, struct error *error)
{
	struct annotation note = {.article = story->number,
		.target = {.paragraph = 2, .quote = alloc_string(slice_from_string("会议强调"))},
		.body = alloc_bytes(length + 1),
		.tags = alloc_zeroed(2, sizeof(char *)),
		.tag_count = 2};
	bool done;

	memset(note.body, 'a' + which, length);
	note.body[length] = '\0';
	note.tags[0] = alloc_string(slice_from_string("督查"));
	note.tags[1] = alloc_string(slice_from_string("库存/粮食"));
	done = annotation_add(story->store, &note, error);
	if (done)
		memcpy(story->notes[which], note.id, sizeof note.id);
	annotation_clear(&note);
	return done;
}

static bool
add_correction(struct story *story, const char *office, struct error *error)
{
	struct correction correction = {.kind = CORRECTION_OFFICIAL,
		.everywhere = true,
		.name = alloc_string(slice_from_string("王某")),
		.office = alloc_string(slice_from_string(office))};
	bool done = correction_add(story->store, &correction, error);

	if (done)
		memcpy(story->correction, correction.id, sizeof correction.id);
	correction_clear(&correction);
	return done;
}

static bool
import(struct story *story, struct error *error)
{
	static const char lines[] =
		"{\"id\":\"01920000-0000-7000-8000-000000000001\",\"kind\":\"not-official\","
		"\"everywhere\":true,\"name\":\"甲乙\",\"created\":\"2020-02-03T00:00:00.000Z\"}\n"
		"{\"id\":\"01920000-0000-7000-8000-000000000002\",\"kind\":\"not-official\","
		"\"everywhere\":true,\"name\":\"丙丁\",\"created\":\"2020-02-03T00:00:00.000Z\"}\n";
	static const char *const modalities[] = {"obligation", NULL};
	struct correction_import import = {.file = story->path, .modalities = modalities};

	return correction_import(story->store, slice_from_string(lines), &import, error);
}

static bool
keep(struct story *story, struct error *error)
{
	return library_keep(story->store, story->number, story->article, 2, error) >= 0;
}

static bool
enter(struct story *story, struct error *error)
{
	int64_t number = library_enter(story->store, story->article, error);

	if (number > 0)
		story->number = number;
	return number > 0;
}

static bool
change(struct story *story, int which, const char *body, struct error *error)
{
	const char *const tags[] = {"督查", "改过"};
	struct wording wanted = wording_copy(body, tags, 2);
	bool changed =
		annotation_change(story->store, story->notes[which], NULL, &wanted, NULL, error);

	wording_clear(&wanted);
	return changed;
}

static bool
save_progress(struct story *story, struct error *error)
{
	const struct progress progress = {.paragraph = 3, .start = 1, .marks = {2}};

	return library_save_progress(story->store, story->number, &progress, error);
}

static bool
open_again(struct story *story, struct error *error)
{
	story_close(story);
	return open_store(story, error);
}

bool
story_step(struct story *story, size_t step, struct error *error)
{
	if (!open_store(story, error))
		return false;
	switch (step) {
	case 1:
		return enter(story, error);
	case 2:
		return keep(story, error);
	case 3:
		return add_note(story, 0, 9000, error);
	case 4:
		return add_note(story, 1, 20, error);
	case 5:
		return change(story, 0, "改成这样", error);
	case 6:
		return annotation_delete(story->store, story->notes[1], error);
	case 7:
		return annotation_restore(story->store, story->notes[1], error);
	case 8:
		return add_correction(story, "市长", error);
	case 9:
		return add_correction(story, "副市长", error); /* outdoes the former */
	case 10:
		return correction_undo(story->store, story->correction, error);
	case 11:
		return correction_restore(story->store, story->correction, error);
	case 12:
		return save_progress(story, error);
	case 13:
		return add_note(story, 2, 60000, error);
	case 14:
		return import(story, error);
	case 15:
		return open_again(story, error);
	case 16:
		return change(story, 1, "又改了", error);
	case 17:
		return add_note(story, 3, 200, error);
	default:
		return true;
	}
}

char *
story_dump(const char *path)
{
	static const char *const queries[] = {
		"SELECT 'note', body, deleted <> 0, (SELECT group_concat(name) FROM (SELECT name "
		"FROM"
		" annotation_tags JOIN tags USING (tag) WHERE annotation = a.annotation"
		" ORDER BY name)), (SELECT quote FROM targets AS t WHERE t.annotation = "
		"a.annotation"
		" AND version IS NOT NULL), (SELECT body || tags || quote FROM annotation_words"
		" WHERE rowid = a.annotation), (SELECT group_concat(change) FROM"
		" (SELECT field || length(former) AS change FROM annotation_history AS h"
		" WHERE h.annotation = a.annotation AND field <> 'deleted' ORDER BY entry))"
		" FROM annotations AS a ORDER BY annotation",
		"SELECT 'correction', kind, name, office, deleted <> 0, '', ''"
		" FROM corrections ORDER BY name, office",
		"SELECT 'article', title, (SELECT count(*) FROM article_paths),"
		/* how long the text is that is kept: coded, it says so itself */
		" (SELECT group_concat(CASE packing WHEN 'plain' THEN printf('%08X', length(text))"
		" ELSE hex(substr(text, 1, 4)) END) FROM article_versions), '', '', ''"
		" FROM articles",
		"SELECT 'progress', p.paragraph, start, m.paragraph, '', '', ''"
		" FROM progress AS p JOIN marks AS m USING (article)"};
	struct error error;
	struct buffer out;
	sqlite3 *database = NULL;

	error_init(&error);
	buffer_init(&out);
	if (sqlite_load(&error) &&
		sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, "unix") == SQLITE_OK)
		for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
			sqlite3_stmt *rows = NULL;

			sqlite3_prepare_v2(database, queries[i], -1, &rows, NULL);
			while (rows && sqlite3_step(rows) == SQLITE_ROW)
				for (int column = 0; column < 7; column++) {
					const char *text =
						(const char *)sqlite3_column_text(rows, column);

					buffer_append_string(&out, text ? text : "-");
					buffer_append_byte(&out, column < 6 ? '|' : '\n');
				}
			sqlite3_finalize(rows);
		}
	sqlite3_close(database);
	return buffer_take(&out);
}
