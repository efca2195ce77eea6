/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program on a pseudo-terminal, timed by what its screen shows: bytes are stamped when they come
 * and given to an emulator (libvterm) once the program rests, so that the emulator's work is in no
 * time that is told.
 */
#ifndef ZHUPI_TESTS_BENCH_PTY_H
#define ZHUPI_TESTS_BENCH_PTY_H

#include <stddef.h>

enum {
	PTY_ROWS = 40,
	PTY_COLUMNS = 120,
	PTY_FOOT = 3 /* rows at the bottom where programs write what is no text */
};

struct pty;

/* Starts the words (NULL at the end) and begins to count. pty_end frees; the bench ends when there
 * is no pseudo-terminal. */
struct pty *pty_start(char *const *words);

/* Types the keys (bytes, as often as told) in one write, and begins to count. */
void pty_type(struct pty *pty, const char *keys, size_t times);

/* Milliseconds from the beginning of the count until the text's rows (with attributes and the
 * cursor) were as they then stayed; among them a row with text, or, when it is NULL, something
 * else than before. -1 when that does not come within the limit (milliseconds). */
double pty_stands(struct pty *pty, const char *text, double limit);

/* Milliseconds until a row with text is there for the first time, whatever becomes of the screen
 * behind that; -1 as above. */
double pty_comes(struct pty *pty, const char *text, double limit);

/* The same for a text on any row, for messages: until it is shown. */
double pty_says(struct pty *pty, const char *text, double limit);

/* Reads on until nothing has come for a while, or until the limit (milliseconds). */
void pty_rest(struct pty *pty, double limit);

/* Bytes that came since the count began. */
size_t pty_bytes(const struct pty *pty);

/* MiB: the largest resident set so far, and what of it now is the program's own (no file's). */
void pty_memory(const struct pty *pty, double *peak, double *own);

/* Kills the program and frees. With keys, types them and waits for its end first. */
void pty_end(struct pty *taken_pty, const char *keys);

#endif
