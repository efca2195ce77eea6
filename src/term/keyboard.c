/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inputs in. ppoll waits with the signals let through, and only then: the handler does nothing but
 * count, so no signal is lost between looking and waiting. Curses then reads what is there without
 * waiting.
 */
#include <config.h>

#include "term/curses_screen.h"

#include "text/unicode.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

enum {
	PASTE_BEGIN = KEY_MAX - 2, /* our own codes for ESC [ 200 ~ and ESC [ 201 ~ */
	PASTE_END = KEY_MAX - 1,
	PASTE_BYTES = 16 << 20, /* more is cut */
	ESCAPE_MS = 25,         /* how long an escape waits for the rest of its sequence */
	PASTE_MS = 1000         /* how long a paste waits for its end */
};

/* Set by the handler. The counted statics of signals. */
static volatile sig_atomic_t size_changed;
static volatile sig_atomic_t told_to_leave;

static void
note_signal(int number)
{
	if (number == SIGWINCH)
		size_changed = 1;
	else
		told_to_leave = 1;
}

static const struct {
	int key;
	enum input_code code;
} keys[] = {
	{KEY_UP, INPUT_UP},
	{KEY_DOWN, INPUT_DOWN},
	{KEY_LEFT, INPUT_LEFT},
	{KEY_RIGHT, INPUT_RIGHT},
	{KEY_HOME, INPUT_HOME},
	{KEY_END, INPUT_END},
	{KEY_FIND, INPUT_HOME},
	{KEY_SELECT, INPUT_END},
	{KEY_PPAGE, INPUT_PAGE_UP},
	{KEY_NPAGE, INPUT_PAGE_DOWN},
	{KEY_BACKSPACE, INPUT_BACKSPACE},
	{KEY_DC, INPUT_DELETE},
	{KEY_BTAB, INPUT_BACK_TAB},
	{KEY_ENTER, INPUT_ENTER},
};

static void
send_to_terminal(const char *sequence)
{
	putp(sequence);
	fflush(stdout);
}

/* Whether the terminal is of the xterm kind, which knows bracketed paste. */
static bool
knows_paste(void)
{
	const char *mouse_key = key_mouse;

	return mouse_key && strncmp(mouse_key, "\033[", 2) == 0;
}

void
keyboard_enter(struct screen *screen)
{
	if (screen->mouse)
		mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
	if (knows_paste())
		send_to_terminal("\033[?2004h");
}

void
keyboard_leave(struct screen *screen)
{
	if (screen->mouse)
		mousemask(0, NULL);
	if (knows_paste())
		send_to_terminal("\033[?2004l");
}

void
keyboard_start(struct screen *screen)
{
	struct sigaction action = {.sa_handler = note_signal};
	static const int signals[] = {SIGWINCH, SIGTERM, SIGHUP};
	sigset_t blocked;

	sigemptyset(&blocked);
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		sigaddset(&blocked, signals[i]);
		sigaction(signals[i], &action, NULL);
	}
	sigprocmask(SIG_BLOCK, &blocked, &screen->former_mask);
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	typeahead(-1); /* who draws has looked whether a key waits */
	set_escdelay(ESCAPE_MS);
	mouseinterval(0);
	define_key("\033[200~", PASTE_BEGIN);
	define_key("\033[201~", PASTE_END);
}

void
keyboard_stop(struct screen *screen)
{
	sigprocmask(SIG_SETMASK, &screen->former_mask, NULL);
}

static void
take_size(void)
{
	struct winsize size;

	size_changed = 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0)
		resizeterm(size.ws_row, size.ws_col);
}

/* Waits until the keyboard has something, a signal came or the time is up. */
static void
wait_for_input(struct screen *screen, int milliseconds)
{
	struct pollfd inputs[] = {{.fd = screen->keyboard, .events = POLLIN},
		{.fd = screen->watched, .events = POLLIN}};
	struct timespec time = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000L};
	int ready = ppoll(inputs, 2, milliseconds < 0 ? NULL : &time, &screen->former_mask);

	if (ready > 0 && (inputs[0].revents & (POLLHUP | POLLERR | POLLNVAL)))
		screen->lost = true;
}

/* Collects a bracketed paste up to its end. */
static void
read_paste(struct screen *screen, struct input *input)
{
	struct buffer text;
	wint_t character;

	buffer_init(&text);
	for (;;) {
		int kind = get_wch(&character);

		if (kind == ERR) {
			struct pollfd poll_keyboard = {.fd = screen->keyboard, .events = POLLIN};

			if (poll(&poll_keyboard, 1, PASTE_MS) <= 0)
				break;
		} else if (kind == KEY_CODE_YES && character == PASTE_END) {
			break;
		} else if (kind == OK && text.length < PASTE_BYTES) {
			unicode_append(&text, character == '\r' ? '\n' : (uint32_t)character);
		}
	}
	input->code = INPUT_PASTE;
	input->text = buffer_take(&text);
}

static void
read_mouse(struct input *input)
{
	MEVENT event;

	if (getmouse(&event) != OK)
		return;
	input->column = event.x;
	input->row = event.y;
	if (event.bstate & BUTTON4_PRESSED)
		input->code = INPUT_WHEEL_UP;
	else if (event.bstate & BUTTON5_PRESSED)
		input->code = INPUT_WHEEL_DOWN;
	else if (event.bstate & BUTTON1_PRESSED)
		input->code = INPUT_CLICK;
}

static void
read_key_code(struct screen *screen, int key, struct input *input)
{
	if (key == KEY_MOUSE) {
		read_mouse(input);
		return;
	}
	if (key == PASTE_BEGIN) {
		read_paste(screen, input);
		return;
	}
	if (key > KEY_F0 && key < KEY_F0 + 64) {
		input->code = INPUT_FUNCTION;
		input->character = (uint32_t)(key - KEY_F0);
		return;
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (keys[i].key == key)
			input->code = keys[i].code;
	}
}

/* A character, or an escape that begins one with Alt. */
static void
read_character(wint_t character, struct input *input)
{
	input->code = INPUT_CHARACTER;
	input->character = (uint32_t)character;
	if (character == '\r' || character == '\n') {
		input->code = INPUT_ENTER;
	} else if (character == '\t') {
		input->code = INPUT_TAB;
	} else if (character == 0x7F || character == '\b') {
		input->code = INPUT_BACKSPACE;
	} else if (character == 0x1B) {
		input->code = INPUT_ESCAPE;
	} else if (character < 0x20) {
		input->control = true;
		input->character =
			(uint32_t)character + (character >= 1 && character <= 26 ? 'a' - 1 : '@');
	}
	if (input->code != INPUT_CHARACTER)
		input->character = 0;
}

static void
read_now(struct screen *screen, struct input *input)
{
	wint_t character, second;
	int kind = get_wch(&character);

	if (kind == KEY_CODE_YES) {
		read_key_code(screen, (int)character, input);
	} else if (kind == OK) {
		read_character(character, input);
		if (input->code == INPUT_ESCAPE && get_wch(&second) == OK && second != 0x1B) {
			read_character(second, input);
			input->alt = true;
		}
	}
}

void
keyboard_read(void *context, struct input *input, int milliseconds)
{
	struct screen *screen = context;

	*input = (struct input){.code = INPUT_NONE};
	read_now(screen, input);
	if (input->code != INPUT_NONE)
		return;
	wait_for_input(screen, milliseconds);
	if (told_to_leave || screen->lost) {
		input->code = INPUT_HANGUP;
		return;
	}
	if (size_changed || screen->resized) {
		take_size();
		screen->resized = false;
		input->code = INPUT_RESIZE;
		return;
	}
	read_now(screen, input);
}

void
keyboard_watch(void *context, int descriptor)
{
	struct screen *screen = context;

	screen->watched = descriptor;
}

bool
keyboard_pending(void *context)
{
	struct screen *screen = context;
	struct pollfd poll_keyboard = {.fd = screen->keyboard, .events = POLLIN};

	return poll(&poll_keyboard, 1, 0) > 0;
}
