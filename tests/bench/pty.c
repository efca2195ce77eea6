/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pty.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "text/unicode.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum {
	IDLE_MS = 8,    /* so long nothing comes before the emulator is fed */
	HOLD_MS = 200,  /* so long at most it waits while bytes come */
	STAND_MS = 150, /* so long a screen that stands stays as it is */
	CHUNKS_MOST = 4096
};

struct chunk {
	size_t length;
	double came; /* milliseconds */
};

struct pty {
	VTerm *terminal;
	VTermScreen *screen;
	int descriptor;
	pid_t child;
	struct buffer pending; /* what came and was not given to the emulator yet */
	struct chunk chunks[CHUNKS_MOST];
	size_t chunk_count;
	double begun, fed;
	double changed;      /* when the text's rows changed last; 0: not since the count began */
	const char *awaited; /* a text; NULL: none */
	double came;         /* when it was there first; 0: not yet */
	uint64_t picture;
	size_t bytes;
};

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

static void
send_back(const char *bytes, size_t length, void *user)
{
	struct pty *pty = user;

	if (write(pty->descriptor, bytes, length) < 0)
		perror("a terminal's answer"); /* the program has left */
}

static VTermScreenCell
cell_at(const struct pty *pty, int row, int column)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(pty->screen, (VTermPos){row, column}, &cell);
	return cell;
}

static void
mix(uint64_t *hash, uint64_t value)
{
	*hash = (*hash ^ value) * 0x100000001B3U;
}

/* A hash of what the text's rows look like, and of where the cursor stands. */
static uint64_t
picture(const struct pty *pty)
{
	uint64_t hash = 0xCBF29CE484222325U;
	VTermPos cursor;

	vterm_state_get_cursorpos(vterm_obtain_state(pty->terminal), &cursor);
	if (cursor.row < PTY_ROWS - PTY_FOOT)
		mix(&hash, (uint64_t)(cursor.row * PTY_COLUMNS + cursor.col));
	for (int row = 0; row < PTY_ROWS - PTY_FOOT; row++) {
		for (int column = 0; column < PTY_COLUMNS; column++) {
			VTermScreenCell cell = cell_at(pty, row, column);

			mix(&hash, cell.chars[0]);
			mix(&hash, cell.attrs.bold);
			mix(&hash, cell.attrs.underline);
			mix(&hash, cell.attrs.reverse);
			mix(&hash, cell.attrs.italic);
			mix(&hash,
				cell.fg.type | (uint64_t)cell.fg.indexed.idx << 8 |
					(uint64_t)cell.bg.type << 16 |
					(uint64_t)cell.bg.indexed.idx << 24);
		}
	}
	return hash;
}

static bool
shows(const struct pty *pty, const char *text, int rows)
{
	struct buffer line;
	bool found = false;

	buffer_init(&line);
	for (int row = 0; row < rows && !found; row++) {
		buffer_truncate(&line, 0);
		for (int column = 0; column < PTY_COLUMNS;) {
			VTermScreenCell cell = cell_at(pty, row, column);

			unicode_append(&line, cell.chars[0] ? cell.chars[0] : ' ');
			column += cell.width > 0 ? cell.width : 1;
		}
		found = strstr(buffer_string(&line), text) != NULL;
	}
	buffer_clear(&line);
	return found;
}

/* Gives the emulator what came, and notes when the text's rows changed. */
static void
feed(struct pty *pty)
{
	const char *bytes = pty->pending.bytes;

	for (size_t i = 0; i < pty->chunk_count; i++) {
		uint64_t before = pty->picture;

		vterm_input_write(pty->terminal, bytes, pty->chunks[i].length);
		bytes += pty->chunks[i].length;
		pty->picture = picture(pty);
		if (pty->picture != before)
			pty->changed = pty->chunks[i].came;
		if (pty->awaited && pty->came == 0 && shows(pty, pty->awaited, PTY_ROWS - PTY_FOOT))
			pty->came = pty->chunks[i].came;
	}
	pty->chunk_count = 0;
	buffer_truncate(&pty->pending, 0);
	pty->fed = now();
}

/* Waits a moment for bytes; the emulator is fed when none come. False when none came. */
static bool
take(struct pty *pty)
{
	struct pollfd program = {.fd = pty->descriptor, .events = POLLIN};
	char block[65536];
	ssize_t got = -1;

	if (poll(&program, 1, IDLE_MS) > 0)
		got = read(pty->descriptor, block, sizeof block);
	if (got > 0) {
		buffer_append(&pty->pending, (struct slice){block, (size_t)got});
		pty->chunks[pty->chunk_count++] = (struct chunk){(size_t)got, now()};
		pty->bytes += (size_t)got;
	}
	if (got <= 0 || now() - pty->fed > HOLD_MS || pty->chunk_count == CHUNKS_MOST)
		feed(pty);
	return got > 0;
}

static void
begin(struct pty *pty)
{
	pty->begun = pty->fed = now();
	pty->changed = 0;
	pty->bytes = 0;
}

struct pty *
pty_start(char *const *words)
{
	struct winsize size = {.ws_row = PTY_ROWS, .ws_col = PTY_COLUMNS};
	struct pty *pty = alloc_zeroed(1, sizeof *pty);

	buffer_init(&pty->pending);
	pty->terminal = vterm_new(PTY_ROWS, PTY_COLUMNS);
	vterm_set_utf8(pty->terminal, 1);
	vterm_output_set_callback(pty->terminal, send_back, pty);
	pty->screen = vterm_obtain_screen(pty->terminal);
	vterm_screen_enable_altscreen(pty->screen, 1);
	vterm_screen_reset(pty->screen, 1);
	pty->picture = picture(pty);
	begin(pty);
	pty->child = forkpty(&pty->descriptor, NULL, NULL, &size);
	if (pty->child < 0) {
		perror("a pseudo-terminal");
		exit(1);
	}
	if (pty->child == 0) {
		execvp(words[0], words);
		_exit(127);
	}
	return pty;
}

void
pty_type(struct pty *pty, const char *keys, size_t times)
{
	struct buffer typed;

	buffer_init(&typed);
	for (size_t i = 0; i < times; i++)
		buffer_append_string(&typed, keys);
	begin(pty);
	if (write(pty->descriptor, typed.bytes, typed.length) != (ssize_t)typed.length)
		perror("keys");
	buffer_clear(&typed);
}

double
pty_stands(struct pty *pty, const char *text, double limit)
{
	while (now() - pty->begun < limit) {
		take(pty);
		if (pty->chunk_count == 0 && pty->changed > 0 && now() - pty->changed > STAND_MS &&
			(!text || shows(pty, text, PTY_ROWS - PTY_FOOT)))
			return pty->changed - pty->begun;
	}
	return -1;
}

double
pty_comes(struct pty *pty, const char *text, double limit)
{
	pty->awaited = text;
	pty->came = 0;
	while (pty->came == 0 && now() - pty->begun < limit)
		take(pty);
	pty->awaited = NULL;
	return pty->came > 0 ? pty->came - pty->begun : -1;
}

double
pty_says(struct pty *pty, const char *text, double limit)
{
	double last = pty->begun;

	while (now() - pty->begun < limit) {
		if (take(pty))
			last = now();
		if (pty->chunk_count == 0 && shows(pty, text, PTY_ROWS))
			return last - pty->begun;
	}
	return -1;
}

void
pty_rest(struct pty *pty, double limit)
{
	double first = now(), last = first;

	while (now() - last < STAND_MS && now() - first < limit) {
		if (take(pty))
			last = now();
	}
	feed(pty);
}

size_t
pty_bytes(const struct pty *pty)
{
	return pty->bytes;
}

void
pty_memory(const struct pty *pty, double *peak, double *own)
{
	char path[64], line[256];
	FILE *status;
	double kibibytes;

	*peak = *own = 0;
	snprintf(path, sizeof path, "/proc/%ld/status", (long)pty->child);
	status = fopen(path, "r");
	while (status && fgets(line, sizeof line, status)) {
		if (sscanf(line, "VmHWM: %lf", &kibibytes) == 1)
			*peak = kibibytes / 1024;
		else if (sscanf(line, "RssAnon: %lf", &kibibytes) == 1 ||
			sscanf(line, "RssShmem: %lf", &kibibytes) == 1)
			*own += kibibytes / 1024;
	}
	if (status)
		fclose(status);
}

void
pty_end(struct pty *pty, const char *keys)
{
	int status;

	if (keys) {
		pty_type(pty, keys, 1);
		while (waitpid(pty->child, &status, WNOHANG) == 0)
			take(pty);
	} else {
		kill(pty->child, SIGKILL);
		waitpid(pty->child, &status, 0);
	}
	close(pty->descriptor);
	vterm_free(pty->terminal);
	buffer_clear(&pty->pending);
	free(pty);
}
