/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Frames out. Only rows that differ from the last frame's are given to curses, which sends only
 * what differs on the terminal; and where curses has blanks, only what is between a row's first
 * character and its last.
 *
 * SIGWINCH, SIGTERM, SIGHUP and SIGCONT are blocked all the time except inside ppoll (keyboard.c):
 * a blocking get_wch loses resizes.
 */
#include <config.h>

#include "term/screen.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "term/curses_screen.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* For screen_restore, which is called when nothing can be handed down. One of the counted statics.
 */
static struct screen *open_screen;

static void
show_size(void *context, int *columns, int *rows)
{
	(void)context;
	*columns = COLS > 0 ? COLS : 1;
	*rows = LINES > 0 ? LINES : 1;
}

/* A colour of the theme as curses counts colours here. */
static int
pick_colour(const struct screen *screen, const struct colour *colour)
{
	if (screen->direct && colour->direct != COLOUR_DEFAULT)
		return colour->direct;
	if (!screen->direct && screen->colours >= 256 && colour->indexed != COLOUR_DEFAULT)
		return colour->indexed;
	return colour->basic;
}

/* The pair of both colours: 0 is the terminal's own, the others are made when first asked for. */
static int
pair_of(struct screen *screen, int foreground, int background)
{
	int count = screen->pair_count;

	if (screen->colours < 8 || (foreground == COLOUR_DEFAULT && background == COLOUR_DEFAULT))
		return 0;
	for (int i = 0; i < count; i++) {
		if (screen->pairs[i].foreground == foreground &&
			screen->pairs[i].background == background)
			return i + 1;
	}
	if (count == SCREEN_PAIRS || init_extended_pair(count + 1, foreground, background) == ERR)
		return 0;
	screen->pairs[count] = (struct colour_pair){foreground, background};
	screen->pair_count++;
	return count + 1;
}

static attr_t
attributes_of(const struct style *style)
{
	attr_t attributes = A_NORMAL;

	if (style->attributes & STYLE_BOLD)
		attributes |= A_BOLD;
	if (style->attributes & STYLE_DIM)
		attributes |= A_DIM;
	if (style->attributes & STYLE_UNDERLINE)
		attributes |= A_UNDERLINE;
	if (style->attributes & STYLE_REVERSE)
		attributes |= A_REVERSE;
#ifdef A_ITALIC
	if (style->attributes & STYLE_ITALIC)
		attributes |= A_ITALIC;
#endif
	return attributes;
}

static struct look
look_of(struct screen *screen, const struct cell *cell)
{
	struct style style = theme_style(screen->theme, cell);

	if (screen->colours == 0)
		style.attributes |= style.mono;
	return (struct look){cell->role, cell->flags, attributes_of(&style),
		pair_of(screen, pick_colour(screen, &style.foreground),
			pick_colour(screen, &style.background))};
}

/* A cell as curses takes it. */
static void
set_character(const struct cell *cell, const struct look *look, cchar_t *character)
{
	wchar_t characters[CELL_CHARACTERS + 1] = L" ";
	int pair = look->pair;

	for (size_t i = 0; i < cell->count; i++)
		characters[i] = (wchar_t)cell->characters[i];
	if (cell->count > 0)
		characters[cell->count] = L'\0';
	if (setcchar(character, characters, look->attributes, (short)(pair & 0x7FFF), &pair) == ERR)
		setcchar(character, L"?", look->attributes, (short)(pair & 0x7FFF), &pair);
}

/* Whether a row is shown as it is in the last frame. */
static bool
same_row(const struct frame *one, const struct frame *other, int row)
{
	size_t columns = (size_t)one->columns;
	const struct cell *first = frame_cell(one, 0, row), *second = frame_cell(other, 0, row);

	return memcmp(first, second, columns * sizeof *first) == 0;
}

/* Gives curses a row; over blanks, from its first character to its last. */
static void
put_row(struct screen *screen, const struct frame *frame, int row, bool over_blanks)
{
	const struct cell *cells = frame_cell(frame, 0, row);
	const struct cell *former = NULL; /* the one that was set last */
	struct look look = look_of(screen, &cells[0]);
	size_t count = 0, used = 0;
	int first = 0;

	screen->row = array_grow(
		screen->row, &screen->row_capacity, (size_t)frame->columns, sizeof *screen->row);
	for (int column = 0; column < frame->columns; column++) {
		const struct cell *cell = &cells[column];
		bool is_blank;

		if (cell->width == 0)
			continue;
		if (cell->role != look.role || cell->flags != look.flags)
			look = look_of(screen, cell);
		is_blank = over_blanks && cell->count == 0 && look.attributes == A_NORMAL &&
			look.pair == 0;
		if (is_blank && used == 0) {
			first = column + 1;
			continue;
		}
		if (former && memcmp(cell, former, sizeof *cell) == 0) /* blanks, most of all */
			screen->row[count] = screen->row[count - 1];
		else
			set_character(cell, &look, &screen->row[count]);
		former = cell;
		count++;
		if (!is_blank)
			used = count;
	}
	if (used > 0)
		mvadd_wchnstr(row, first, screen->row, (int)used);
}

static void
show(void *context, struct frame *frame)
{
	struct screen *screen = context;
	struct frame former = screen->shown;
	bool anew = former.columns != frame->columns || former.rows != frame->rows;

	if (anew && !screen->is_blank)
		erase();
	for (int row = 0; row < frame->rows; row++) {
		if (anew || !same_row(frame, &former, row))
			put_row(screen, frame, row, anew);
	}
	if (frame->cursor_column >= 0 && frame->cursor_row >= 0)
		move(frame->cursor_row, frame->cursor_column);
	else
		curs_set(0);
	refresh();
	if (frame->cursor_column >= 0 && frame->cursor_row >= 0)
		curs_set(1);
	if (screen->is_blank)
		keyboard_enter(screen); /* the first frame is there */
	screen->is_blank = false;
	screen->shown = *frame;
	*frame = former;
}

static void
forget(void *context)
{
	struct screen *screen = context;

	frame_clear(&screen->shown);
	clearok(curscr, TRUE);
}

/* Gives the terminal to somebody else, and takes it back. */
static void
leave(struct screen *screen)
{
	keyboard_leave(screen);
	endwin();
}

static void
come_back(struct screen *screen)
{
	keyboard_enter(screen);
	screen->resized = true;
	forget(screen);
	refresh();
}

static bool
wait_for(pid_t child, const char *name, struct error *error)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			break;
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		error_set(error, ERROR_SYSTEM, _("%s cannot be run: is it installed?"), name);
	else
		error_set(error, ERROR_SYSTEM, _("%s ended with a failure; nothing was taken over"),
			name);
	return false;
}

static bool
run(void *context, const char *const *arguments, struct error *error)
{
	struct screen *screen = context;
	bool well = false;
	pid_t child;

	leave(screen);
	child = fork();
	if (child == 0) {
		sigprocmask(SIG_SETMASK, &screen->former_mask, NULL);
		if (screen->keyboard != STDIN_FILENO)
			dup2(screen->keyboard, STDIN_FILENO);
		execvp(arguments[0], (char *const *)(uintptr_t)arguments);
		_exit(127);
	}
	if (child > 0)
		well = wait_for(child, arguments[0], error);
	else
		error_set(error, ERROR_SYSTEM, _("%s cannot be run: %s"), arguments[0],
			strerror(errno));
	come_back(screen);
	return well;
}

static void
suspend(void *context)
{
	struct screen *screen = context;

	struct sigaction stop = {.sa_handler = SIG_DFL}, former;

	leave(screen);
	sigemptyset(&stop.sa_mask);
	sigaction(SIGTSTP, &stop, &former); /* curses has a handler of its own */
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &former, NULL);
	come_back(screen);
}

static void
start_colours(struct screen *screen, bool no_colour)
{
	screen->colours = 0;
	if (no_colour || !has_colors() || start_color() == ERR)
		return;
	use_default_colors();
	screen->colours = COLORS;
	screen->direct = COLORS > 256 && tigetflag("RGB") > 0;
}

/* Opens curses on the keyboard's terminal. */
static bool
start_curses(struct screen *screen, struct error *error)
{
	const char *name = getenv("TERM");

	screen->input =
		screen->keyboard == STDIN_FILENO ? stdin : fdopen(dup(screen->keyboard), "r");
	screen->curses = screen->input ? newterm(NULL, stdout, screen->input) : NULL;
	if (screen->curses && cursor_address && clear_screen) {
		/* Until it was left once, curses writes to the terminal at each move of the cursor
		 * instead of once a screen. It comes back before it knows of colours: with them it
		 * would reset the terminal's own. */
		endwin();
		doupdate();
		return true;
	}
	if (screen->curses) {
		endwin();
		delscreen(screen->curses);
	}
	error_set(error, ERROR_SYSTEM,
		_("the terminal (TERM=%s) is unknown or cannot place characters: zhupi cat prints "
		  "the text"),
		name ? name : "");
	return false;
}

static bool
is_usable(const struct screen_options *options, struct error *error)
{
	if (!isatty(STDOUT_FILENO) || !isatty(options->keyboard)) {
		error_set(error, ERROR_SYSTEM, _("there is no terminal here"));
		return false;
	}
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
	error_set(error, ERROR_SYSTEM,
		_("the locale (%s) cannot show Chinese characters: start with LC_ALL=C.UTF-8"),
		setlocale(LC_CTYPE, NULL));
	return false;
}

struct screen *
screen_open(const struct screen_options *options, struct error *error)
{
	struct screen *screen;

	if (!is_usable(options, error))
		return NULL;
	screen = alloc_zeroed(1, sizeof *screen);
	screen->theme = options->theme;
	screen->keyboard = options->keyboard;
	screen->mouse = options->mouse;
	frame_init(&screen->shown);
	screen->is_blank = true;
	if (!start_curses(screen, error)) {
		if (screen->input && screen->input != stdin)
			fclose(screen->input);
		free(screen);
		return NULL;
	}
	start_colours(screen, options->no_colour);
	keyboard_start(screen);
	screen->watched = -1;
	screen->terminal = (struct terminal){screen, keyboard_read, keyboard_watch,
		keyboard_pending, show_size, show, run, suspend, forget};
	open_screen = screen;
	return screen;
}

void
screen_close(struct screen *taken_screen)
{
	if (!taken_screen)
		return;
	screen_restore();
	keyboard_stop(taken_screen);
	delscreen(taken_screen->curses);
	if (taken_screen->input != stdin)
		fclose(taken_screen->input);
	frame_clear(&taken_screen->shown);
	free(taken_screen->row);
	free(taken_screen);
}

const struct terminal *
screen_terminal(struct screen *screen)
{
	return &screen->terminal;
}

void
screen_restore(void)
{
	if (!open_screen)
		return;
	leave(open_screen);
	open_screen = NULL;
}
