/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "base/alloc.h"
#include "base/path.h"
#include "text/unicode.h"
#include "ui/alike_view.h"
#include "ui/article_view.h"
#include "ui/chapters_view.h"
#include "ui/corrections_view.h"
#include "ui/directives_view.h"
#include "ui/editor_view.h"
#include "ui/encodings_view.h"
#include "ui/help_view.h"
#include "ui/history_view.h"
#include "ui/keymap.h"
#include "ui/library_view.h"
#include "ui/links_view.h"
#include "ui/notes_view.h"
#include "ui/officials_view.h"
#include "ui/prompt_view.h"
#include "ui/reader.h"
#include "ui/session.h"
#include "ui/tags_view.h"
#include "ui/terminal.h"
#include "ui/trash_view.h"
#include "ui/unattached_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#define WORK "<Work>"

/* What the terminal's functions work on. */
struct keyboard {
	struct fixture *fixture;
	struct slice keys; /* still to be typed */
};

static bool
take_size(struct keyboard *keyboard)
{
	static const char start[] = "<Size ";
	char *end;

	if (!slice_starts_with(keyboard->keys, slice_from_string(start)))
		return false;
	keyboard->fixture->columns = (int)strtol(keyboard->keys.bytes + sizeof start - 1, &end, 10);
	keyboard->fixture->rows = (int)strtol(end + 1, &end, 10);
	keyboard->keys.length -= (size_t)(end + 1 - keyboard->keys.bytes);
	keyboard->keys.bytes = end + 1;
	return true;
}

static void
read_key(void *context, struct input *input, int milliseconds)
{
	struct keyboard *keyboard = context;
	size_t length;

	*input = (struct input){.code = milliseconds == 0 ? INPUT_NONE : INPUT_HANGUP};
	if (milliseconds == 0 && keyboard->fixture->when_busy) {
		keyboard->fixture->when_busy(keyboard->fixture);
		keyboard->fixture->when_busy = NULL;
	}
	if (keyboard->keys.length == 0)
		return;
	if (milliseconds == 0 && slice_starts_with(keyboard->keys, slice_from_string(WORK)))
		return;
	if (slice_starts_with(keyboard->keys, slice_from_string(WORK))) {
		keyboard->keys.bytes += strlen(WORK);
		keyboard->keys.length -= strlen(WORK);
		input->code = INPUT_NONE;
		return;
	}
	if (take_size(keyboard)) {
		input->code = INPUT_RESIZE;
		return;
	}
	assert_true(input_parse(keyboard->keys, input, &length));
	if (input->code == INPUT_CLICK) { /* <Click>COLUMN,ROW; */
		char *end;

		input->column = (int)strtol(keyboard->keys.bytes + length, &end, 10);
		input->row = (int)strtol(end + 1, &end, 10);
		length = (size_t)(end + 1 - keyboard->keys.bytes);
	}
	keyboard->keys.bytes += length;
	keyboard->keys.length -= length;
}

static bool
is_pending(void *context)
{
	struct keyboard *keyboard = context;

	return keyboard->fixture->typed_ahead && keyboard->keys.length > 0;
}

static void
tell_size(void *context, int *columns, int *rows)
{
	struct keyboard *keyboard = context;

	*columns = keyboard->fixture->columns;
	*rows = keyboard->fixture->rows;
}

static void
show(void *context, struct frame *frame)
{
	struct fixture *fixture = ((struct keyboard *)context)->fixture;
	size_t count = (size_t)frame->columns * (size_t)frame->rows;

	frame_reset(&fixture->frame, frame->columns, frame->rows);
	memcpy(fixture->frame.cells, frame->cells, count * sizeof *frame->cells);
	fixture->frame.cursor_column = frame->cursor_column;
	fixture->frame.cursor_row = frame->cursor_row;
	fixture->shown++;
	if (fixture->awaited[0] && fixture_find(fixture, fixture->awaited[0]) >= 0 &&
		(!fixture->awaited[1] || fixture_find(fixture, fixture->awaited[1]) >= 0))
		fixture->was_shown = true;
}

/* Runs an "editor" for real: the shell is what the reader's $EDITOR is started by. */
static bool
run(void *context, const char *const *arguments, struct error *error)
{
	pid_t child = fork();
	int status = 1;

	(void)context;
	if (child == 0) {
		union {
			const char *const *readable;
			char *const *wanted;
		} list = {arguments};

		execv(arguments[0], list.wanted);
		_exit(127);
	}
	if (waitpid(child, &status, 0) == child && status == 0)
		return true;
	error_set(error, ERROR_SYSTEM, "the editor failed");
	return false;
}

static void
do_nothing(void *context)
{
	(void)context;
}

void
fixture_init(struct fixture *fixture)
{
	static const char template[] = "/tmp/zhupi-frame-XXXXXX";

	*fixture = (struct fixture){.columns = 80, .rows = 24};
	memcpy(fixture->folder, template, sizeof template);
	assert_non_null(mkdtemp(fixture->folder));
	settings_init(&fixture->settings);
	frame_init(&fixture->frame);
	buffer_init(&fixture->text);
}

void
fixture_clear(struct fixture *fixture)
{
	static const char *const names[] = {"notes.db", "notes.db-wal", "notes.db-shm", "out.txt"};

	for (size_t i = 0; i < fixture->path_count; i++) {
		unlink(fixture->paths[i]);
		free(fixture->paths[i]);
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *path = path_join(fixture->folder, names[i]);

		unlink(path);
		free(path);
	}
	rmdir(fixture->folder);
	frame_clear(&fixture->frame);
	buffer_clear(&fixture->text);
}

void
fixture_add_text(struct fixture *fixture, const char *name, const char *text)
{
	char *path = path_join(fixture->folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
	fixture->paths[fixture->path_count++] = path;
}

/* Opens the files of the fixture; path of the notes file is kept in *notes, which the caller frees.
 */
static struct session *
open_session(struct fixture *fixture, char **notes)
{
	static const struct exporter *const exporters[] = {&exporter_text, NULL};
	struct session_options options = {.exporters = exporters,
		.paths = fixture->paths,
		.path_count = fixture->path_count,
		.settings = fixture->settings};
	struct session *session;
	struct error error;

	*notes = path_join(fixture->folder, "notes.db");
	options.notes_path = *notes;
	error_init(&error);
	session = session_open(&options, &error);
	if (!session)
		fail_msg("%s", error.sentence);
	return session;
}

void
fixture_note(struct fixture *fixture, size_t paragraph, const char *quote, const char *body,
	const char *tag)
{
	char *notes;
	struct session *session = open_session(fixture, &notes);
	struct slice text = article_text(session_article(session));
	struct span place = article_span(session_article(session), paragraph - 1);
	struct error error;

	error_init(&error);
	if (quote) {
		place.start = slice_find(text, slice_from_string(quote), 0);
		place.end = place.start + strlen(quote);
	}
	if (!session_add(session, quote ? TARGET_PHRASE : TARGET_PARAGRAPH, place, body, &tag,
		    tag != NULL, &error))
		fail_msg("%s", error.sentence);
	session_close(session);
	free(notes);
}

static void
watch(void *context, int descriptor)
{
	(void)context;
	(void)descriptor;
}

int
fixture_set_up(void **state)
{
	static struct fixture fixture;

	fixture_init(&fixture);
	*state = &fixture;
	return 0;
}

int
fixture_set_up_text(void **state, const char *name, const char *text)
{
	fixture_set_up(state);
	fixture_add_text(*state, name, text);
	return 0;
}

int
fixture_tear_down(void **state)
{
	fixture_clear(*state);
	return 0;
}

void
fixture_run(struct fixture *fixture, const char *keys)
{
	static const struct view_ops *const views[] = {&article_view_ops, &alike_view_ops,
		&unattached_view_ops, &directives_view_ops, &officials_view_ops, &notes_view_ops,
		&all_notes_view_ops, &tags_view_ops, &corrections_view_ops, &trash_view_ops,
		&history_view_ops, &library_view_ops, &links_view_ops, &chapters_view_ops,
		&encodings_view_ops, &help_view_ops, &prompt_view_ops, &editor_view_ops, NULL};
	struct keyboard keyboard = {fixture, slice_from_string(keys)};
	struct terminal terminal = {.context = &keyboard,
		.read = read_key,
		.watch = watch,
		.pending = is_pending,
		.size = tell_size,
		.show = show,
		.run = run,
		.suspend = do_nothing,
		.forget = do_nothing};
	char *notes;
	struct session *session = open_session(fixture, &notes);
	struct keymap *keymap = keymap_new();
	struct error error;

	error_init(&error);
	if (fixture->keys &&
		!keymap_read(keymap, slice_from_string(fixture->keys), "keys.conf", &error))
		fail_msg("%s", error.sentence);
	fixture->shown = 0;
	fixture->was_shown = false;
	if (!reader_run(session, keymap, views, &terminal, fixture->start, &error))
		fail_msg("%s", error.sentence);
	session_close(session);
	keymap_free(keymap);
	free(notes);
}

const char *
fixture_row(struct fixture *fixture, int row)
{
	struct slice rest, line;

	buffer_truncate(&fixture->text, 0);
	frame_print(&fixture->frame, &fixture->text);
	rest = buffer_slice(&fixture->text);
	do
		line = slice_split(rest, '\n', &rest);
	while (row-- > 0);
	buffer_remove(&fixture->text, (struct span){0, (size_t)(line.bytes - fixture->text.bytes)});
	buffer_truncate(&fixture->text, line.length);
	return buffer_string(&fixture->text);
}

int
fixture_find(struct fixture *fixture, const char *text)
{
	for (int row = 0; row < fixture->frame.rows; row++) {
		if (strstr(fixture_row(fixture, row), text))
			return row;
	}
	return -1;
}

const struct cell *
fixture_cell(struct fixture *fixture, const char *text)
{
	int row = fixture_find(fixture, text), column = 0;
	const char *line;
	size_t at, end, length;

	if (row < 0)
		fail_msg("%s is not on the screen", text);
	line = fixture_row(fixture, row);
	end = (size_t)(strstr(line, text) - line);
	for (at = 0; at < end; at += length)
		column += unicode_columns(unicode_decode(slice_from_string(line), at, &length));
	return frame_cell(&fixture->frame, column, row);
}
