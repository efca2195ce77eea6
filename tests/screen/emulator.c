/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "emulator.h"

#include "base/alloc.h"
#include "base/file.h"
#include "text/unicode.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

enum {
	LIMIT_MS = 20000, /* how long something may take before the test fails */
	QUIET_MS = 150    /* how long nothing comes when a screen has settled */
};

struct emulator {
	VTerm *terminal;
	VTermScreen *screen;
	int descriptor; /* the master's side; -1 when it was taken away */
	pid_t child;
	int status;
	bool ended, alternate;
	int columns, rows;
	struct buffer sent;
};

static int
set_property(VTermProp property, VTermValue *value, void *user)
{
	struct emulator *emulator = user;

	if (property == VTERM_PROP_ALTSCREEN)
		emulator->alternate = value->boolean;
	return 1;
}

/* What the emulator answers to the program (cursor reports and the like). */
static void
send_back(const char *bytes, size_t length, void *user)
{
	struct emulator *emulator = user;

	if (write(emulator->descriptor, bytes, length) < 0)
		fail_msg("the pseudo-terminal cannot be written: %s", strerror(errno));
}

static void
run_child(const struct start *start)
{
	static const char *const unwanted[] = {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZHUPI_NOTES",
		"ZHUPI_DATA", "NO_COLOR", "LANGUAGE", "LINES", "COLUMNS", "VISUAL", "EDITOR"};

	for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++)
		unsetenv(unwanted[i]);
	setenv("HOME", start->home, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	for (size_t i = 0; start->settings && start->settings[i]; i++)
		putenv((char *)(uintptr_t)start->settings[i]);
	if (start->input) {
		int input = open(start->input, O_RDONLY);

		if (input < 0 || dup2(input, STDIN_FILENO) < 0)
			_exit(126);
	}
	execvp(start->words[0], (char *const *)(uintptr_t)start->words);
	_exit(127);
}

struct emulator *
emulator_start(const struct start *start)
{
	static const VTermScreenCallbacks callbacks = {.settermprop = set_property};
	struct winsize size = {
		.ws_row = (unsigned short)start->rows, .ws_col = (unsigned short)start->columns};
	struct emulator *emulator = alloc_zeroed(1, sizeof *emulator);

	emulator->columns = start->columns;
	emulator->rows = start->rows;
	emulator->child = forkpty(&emulator->descriptor, NULL, NULL, &size);
	assert_true(emulator->child >= 0);
	if (emulator->child == 0)
		run_child(start);
	emulator->terminal = vterm_new(start->rows, start->columns);
	vterm_set_utf8(emulator->terminal, 1);
	vterm_output_set_callback(emulator->terminal, send_back, emulator);
	emulator->screen = vterm_obtain_screen(emulator->terminal);
	vterm_screen_enable_altscreen(emulator->screen, 1);
	vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
	vterm_screen_reset(emulator->screen, 1);
	buffer_init(&emulator->sent);
	return emulator;
}

/* Takes in what the program has sent, waiting at most so long. False when nothing came. */
static bool
take(struct emulator *emulator, int milliseconds)
{
	struct pollfd poll_program = {.fd = emulator->descriptor, .events = POLLIN};
	char block[16384];
	ssize_t got;

	if (emulator->descriptor < 0 || poll(&poll_program, 1, milliseconds) <= 0)
		return false;
	got = read(emulator->descriptor, block, sizeof block);
	if (got <= 0)
		return false;
	buffer_append(&emulator->sent, (struct slice){block, (size_t)got});
	vterm_input_write(emulator->terminal, block, (size_t)got);
	return true;
}

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void
emulator_type(struct emulator *emulator, const char *text)
{
	size_t length = strlen(text);

	while (length > 0) {
		ssize_t put = write(emulator->descriptor, text, length);

		assert_true(put > 0);
		text += put;
		length -= (size_t)put;
	}
}

static VTermScreenCell
cell_at(struct emulator *emulator, int row, int column)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(emulator->screen, (VTermPos){row, column}, &cell);
	return cell;
}

void
emulator_text(struct emulator *emulator, int row, struct buffer *out)
{
	size_t used = out->length;

	for (int column = 0; column < emulator->columns;) {
		VTermScreenCell cell = cell_at(emulator, row, column);

		for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			unicode_append(out, cell.chars[i]);
		if (!cell.chars[0])
			buffer_append_byte(out, ' ');
		else if (cell.chars[0] != ' ')
			used = out->length;
		column += cell.width > 0 ? cell.width : 1;
	}
	buffer_truncate(out, used);
}

static void
append_colour(struct buffer *out, const char *name, const VTermColor *colour)
{
	if (VTERM_COLOR_IS_INDEXED(colour))
		buffer_append_format(out, " %s%d", name, colour->indexed.idx);
	else
		buffer_append_format(out, " %s#%02x%02x%02x", name, colour->rgb.red,
			colour->rgb.green, colour->rgb.blue);
}

/* What a cell looks like beside its characters; empty for a plain one. */
static void
append_look(struct buffer *out, const VTermScreenCell *cell)
{
	if (cell->attrs.bold)
		buffer_append_string(out, " bold");
	if (cell->attrs.underline)
		buffer_append_string(out, " underline");
	if (cell->attrs.italic)
		buffer_append_string(out, " italic");
	if (cell->attrs.reverse)
		buffer_append_string(out, " reverse");
	if (!VTERM_COLOR_IS_DEFAULT_FG(&cell->fg))
		append_colour(out, "fg", &cell->fg);
	if (!VTERM_COLOR_IS_DEFAULT_BG(&cell->bg))
		append_colour(out, "bg", &cell->bg);
}

void
emulator_attributes(struct emulator *emulator, int row, struct buffer *out)
{
	struct buffer look, former;
	int first = 0;
	size_t before = out->length;

	buffer_init(&look);
	buffer_init(&former);
	for (int column = 0; column <= emulator->columns;) {
		VTermScreenCell cell = {.width = 1};

		buffer_truncate(&look, 0);
		if (column < emulator->columns) {
			cell = cell_at(emulator, row, column);
			append_look(&look, &cell);
		}
		if (column == emulator->columns ||
			!slice_equal(buffer_slice(&look), buffer_slice(&former))) {
			if (former.length > 0)
				buffer_append_format(out, "%s%d+%d%s",
					out->length > before ? "; " : "", first, column - first,
					buffer_string(&former));
			buffer_truncate(&former, 0);
			buffer_append(&former, buffer_slice(&look));
			first = column;
		}
		column += cell.width > 0 ? cell.width : 1;
	}
	buffer_clear(&look);
	buffer_clear(&former);
}

static void
print_screen(struct emulator *emulator, struct buffer *out)
{
	for (int row = 0; row < emulator->rows; row++) {
		emulator_text(emulator, row, out);
		buffer_append_byte(out, '\n');
		emulator_attributes(emulator, row, out);
		buffer_append_byte(out, '\n');
	}
}

static void
fail_with_screen(struct emulator *emulator, const char *what)
{
	struct buffer shown;

	buffer_init(&shown);
	print_screen(emulator, &shown);
	fprintf(stderr, "%s\n", buffer_string(&shown));
	buffer_clear(&shown);
	fail_msg("%s", what);
}

int
emulator_find(struct emulator *emulator, const char *text)
{
	struct buffer line;
	int found = -1;

	buffer_init(&line);
	for (int row = 0; row < emulator->rows && found < 0; row++) {
		buffer_truncate(&line, 0);
		emulator_text(emulator, row, &line);
		if (strstr(buffer_string(&line), text))
			found = row;
	}
	buffer_clear(&line);
	return found;
}

void
emulator_pause(struct emulator *emulator, int milliseconds)
{
	while (take(emulator, milliseconds))
		;
}

void
emulator_settle(struct emulator *emulator)
{
	emulator_pause(emulator, QUIET_MS);
}

void
emulator_expect(struct emulator *emulator, const char *text)
{
	int64_t limit = now() + LIMIT_MS;

	while (emulator_find(emulator, text) < 0) {
		if (!take(emulator, QUIET_MS) && now() > limit) {
			char what[256];

			snprintf(what, sizeof what, "the screen never shows %s", text);
			fail_with_screen(emulator, what);
		}
	}
	emulator_settle(emulator);
}

void
emulator_expect_row(struct emulator *emulator, int row, const char *text, const char *attributes)
{
	struct buffer shown, look;

	buffer_init(&shown);
	buffer_init(&look);
	emulator_text(emulator, row, &shown);
	emulator_attributes(emulator, row, &look);
	assert_string_equal(buffer_string(&shown), text);
	assert_string_equal(buffer_string(&look), attributes);
	buffer_clear(&shown);
	buffer_clear(&look);
}

static void
record(const char *path, struct slice screen)
{
	struct error error;
	struct file_save *save;

	error_init(&error);
	save = file_begin(path, true, &error);
	if (!save || !file_write(save, screen, &error) || !file_commit(save, &error))
		fail_msg("%s", error.sentence);
}

/* Tells the first line in which they differ. */
static void
compare(const char *name, struct slice shown, struct slice expected)
{
	size_t line = 1;

	while (shown.length > 0 || expected.length > 0) {
		struct slice one = slice_split(shown, '\n', &shown);
		struct slice other = slice_split(expected, '\n', &expected);

		if (!slice_equal(one, other))
			fail_msg("%s, line %zu:\n  shown    %.*s\n  expected %.*s\n(ZHUPI_RECORD=1 "
				 "records it anew)",
				name, line, (int)one.length, one.bytes, (int)other.length,
				other.bytes);
		line++;
	}
}

void
emulator_expect_screen(struct emulator *emulator, const char *name)
{
	const char *source = getenv("ZHUPI_TEST_SOURCE");
	struct buffer shown, expected;
	struct error error;
	char path[4096];

	assert_non_null(source);
	snprintf(path, sizeof path, "%s/tests/screen/expected/%s.txt", source, name);
	buffer_init(&shown);
	buffer_init(&expected);
	error_init(&error);
	print_screen(emulator, &shown);
	if (getenv("ZHUPI_RECORD"))
		record(path, buffer_slice(&shown));
	if (!file_read(path, 1 << 20, &expected, &error))
		fail_msg("%s", error.sentence);
	compare(name, buffer_slice(&shown), buffer_slice(&expected));
	buffer_clear(&shown);
	buffer_clear(&expected);
}

void
emulator_resize(struct emulator *emulator, int columns, int rows)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

	emulator->columns = columns;
	emulator->rows = rows;
	vterm_set_size(emulator->terminal, rows, columns);
	assert_int_equal(ioctl(emulator->descriptor, TIOCSWINSZ, &size), 0);
}

void
emulator_signal(struct emulator *emulator, int number)
{
	assert_int_equal(kill(emulator->child, number), 0);
}

bool
emulator_is_alternate(const struct emulator *emulator)
{
	return emulator->alternate;
}

struct slice
emulator_sent(const struct emulator *emulator)
{
	return buffer_slice(&emulator->sent);
}

void
emulator_hang_up(struct emulator *emulator)
{
	close(emulator->descriptor);
	emulator->descriptor = -1;
}

int
emulator_wait(struct emulator *emulator)
{
	int64_t limit = now() + LIMIT_MS;

	while (!emulator->ended) {
		take(emulator, 10);
		emulator->ended =
			waitpid(emulator->child, &emulator->status, WNOHANG) == emulator->child;
		if (!emulator->ended && emulator->descriptor < 0)
			poll(NULL, 0, 10);
		if (!emulator->ended && now() > limit)
			fail_with_screen(emulator, "the program does not leave");
	}
	emulator_settle(emulator);
	if (WIFSIGNALED(emulator->status))
		return 128 + WTERMSIG(emulator->status);
	return WEXITSTATUS(emulator->status);
}

void
emulator_end(struct emulator *taken_emulator)
{
	if (!taken_emulator->ended) {
		kill(taken_emulator->child, SIGKILL);
		waitpid(taken_emulator->child, NULL, 0);
	}
	if (taken_emulator->descriptor >= 0)
		close(taken_emulator->descriptor);
	vterm_free(taken_emulator->terminal);
	buffer_clear(&taken_emulator->sent);
	free(taken_emulator);
}
