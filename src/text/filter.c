/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "text/filter.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "text/unicode.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum {
	WORDS_AT_MOST = 40,
	SAID_BYTES = 200, /* of what the program says on standard error */
	READ_BYTES = 64 << 10
};

const struct filter_limits filter_usual_limits = {.bytes = (size_t)256 << 20, .seconds = 60};

/* --- the table ------------------------------------------------------------------------------ */

bool
filters_set(struct filters *filters, struct slice suffix, struct slice command)
{
	size_t at = 0;

	if (suffix.length == 0 || suffix.length >= FILTER_SUFFIX_BYTES || command.length == 0 ||
		command.length >= FILTER_COMMAND_BYTES)
		return false;
	while (at < filters->count &&
		!slice_equal(slice_from_string(filters->items[at].suffix), suffix))
		at++;
	if (at == FILTERS_AT_MOST)
		return false;
	filters->items[at] = (struct filter){.suffix = ""};
	memcpy(filters->items[at].suffix, suffix.bytes, suffix.length);
	memcpy(filters->items[at].command, command.bytes, command.length);
	filters->count += at == filters->count;
	return true;
}

const struct filter *
filters_find(const struct filters *filters, const char *path)
{
	const char *point = strrchr(path, '.');

	for (size_t i = 0; filters && point && i < filters->count; i++) {
		if (strcasecmp(point + 1, filters->items[i].suffix) == 0)
			return &filters->items[i];
	}
	return NULL;
}

/* --- the command ---------------------------------------------------------------------------- */

/* The words of the command, %s as the path; the caller frees them. NULL at the end. */
static bool
split(const char *command, const char *path, char **words)
{
	struct slice rest = slice_trim(slice_from_string(command));
	size_t count = 0;
	bool takes_path = false;

	while (rest.length > 0 && count < WORDS_AT_MOST) {
		bool quoted = rest.bytes[0] == '"';
		struct slice word;

		if (quoted)
			rest = slice_at(rest, (struct span){1, rest.length});
		word = slice_split(rest, quoted ? '"' : ' ', &rest);
		rest = slice_trim(rest);
		if (!quoted && slice_equal(word, slice_from_string("%s"))) {
			word = slice_from_string(path);
			takes_path = true;
		}
		words[count++] = alloc_string(word);
	}
	words[count] = NULL;
	return takes_path;
}

/* A path that begins with - would be an option. */
static char *
plain_path(const char *path)
{
	struct buffer plain;

	buffer_init(&plain);
	if (path[0] == '-')
		buffer_append_string(&plain, "./");
	buffer_append_string(&plain, path);
	return buffer_take(&plain);
}

/* --- the run -------------------------------------------------------------------------------- */

/* A program that runs, and what it says. */
struct run {
	pid_t process;
	int out, err; /* read ends; -1: closed */
	struct buffer *text;
	struct buffer said;
	long deadline; /* seconds of the monotonic clock */
};

static long
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (long)time.tv_sec;
}

/* Starts the words with the ends as standard output and error, in a process group of its own. */
static int
spawn(char **words, const char *input, const int out[2], const int err[2], pid_t *process)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	int failed;

	sigemptyset(&none);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
	failed = posix_spawnp(process, words[0], &actions, &attributes, words, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

static bool
make_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

/* 0, or the errno for which the program could not be started. */
static int
start(struct run *run, char **words, const char *input)
{
	int out[2], err[2], failed;

	if (!make_pipe(out))
		return errno;
	if (!make_pipe(err)) {
		failed = errno;
		close(out[0]);
		close(out[1]);
		return failed;
	}
	failed = spawn(words, input, out, err, &run->process);
	close(out[1]);
	close(err[1]);
	run->out = out[0];
	run->err = err[0];
	if (failed) {
		close(run->out);
		close(run->err);
	}
	return failed;
}

/* Reads what is there. False at the end. */
static bool
take(int end, struct buffer *into, size_t at_most)
{
	char bytes[READ_BYTES];
	ssize_t got = read(end, bytes, sizeof bytes);
	size_t room = at_most > into->length ? at_most - into->length : 0;

	if (got < 0)
		return errno == EINTR;
	buffer_append(into, slice_at((struct slice){bytes, (size_t)got}, (struct span){0, room}));
	return got > 0;
}

/* Reads both ends until they are closed. False when a limit was reached. */
static bool
listen_to(struct run *run, const struct filter_limits *limits)
{
	struct pollfd ends[2] = {{run->out, POLLIN, 0}, {run->err, POLLIN, 0}};

	while (ends[0].fd >= 0 || ends[1].fd >= 0) {
		long left = run->deadline - now();

		if (left <= 0 || run->text->length > limits->bytes)
			return false;
		if (poll(ends, 2, (int)left * 1000) < 0)
			continue;
		if (ends[0].fd >= 0 && ends[0].revents &&
			!take(run->out, run->text, limits->bytes + 1))
			ends[0].fd = -1;
		if (ends[1].fd >= 0 && ends[1].revents && !take(run->err, &run->said, SAID_BYTES))
			ends[1].fd = -1;
	}
	return run->text->length <= limits->bytes;
}

/* Waits for the program until the deadline; its status, or -1 when it had to be killed. */
static int
wait_for(struct run *run, bool kill_it)
{
	const struct timespec pause = {.tv_nsec = 2000000};
	int status;

	while (!kill_it) {
		pid_t ended = waitpid(run->process, &status, WNOHANG);

		if (ended == run->process)
			return status;
		if (ended < 0 && errno != EINTR)
			return -1;
		kill_it = now() >= run->deadline;
		nanosleep(&pause, NULL);
	}
	kill(-run->process, SIGKILL);
	while (waitpid(run->process, &status, 0) < 0 && errno == EINTR)
		;
	return -1;
}

/* What the program said, in one line that does no harm to a terminal. */
static void
tidy(struct buffer *said)
{
	struct buffer line;
	struct slice text = slice_trim(buffer_slice(said));
	size_t length;

	buffer_init(&line);
	for (size_t at = 0; at < text.length; at += length) {
		uint32_t character = unicode_decode(text, at, &length);

		unicode_append(&line, unicode_is_unsafe(character) ? ' ' : character);
	}
	buffer_clear(said);
	*said = line;
}

static void
tell(const struct filter *filter, const char *path, struct run *run, int status,
	const struct filter_limits *limits, struct error *error)
{
	bool large = run->text->length > limits->bytes;

	tidy(&run->said);
	if (large)
		error_set(error, ERROR_INPUT,
			_("%s: filter.%s (%s) was stopped: it printed more than %zu MiB"), path,
			filter->suffix, filter->command, limits->bytes >> 20);
	else if (status == -1)
		error_set(error, ERROR_INPUT,
			_("%s: filter.%s (%s) was stopped: it took more than %d seconds"), path,
			filter->suffix, filter->command, limits->seconds);
	else
		error_set(error, ERROR_INPUT, _("%s: filter.%s (%s) failed: %s"), path,
			filter->suffix, filter->command,
			run->said.length > 0 ? buffer_string(&run->said)
					     : _("it does not say why"));
}

static bool
run_words(const struct filter *filter, char **words, const char *path, const char *input,
	const struct filter_limits *limits, struct buffer *text, struct error *error)
{
	struct run run = {.text = text, .deadline = now() + limits->seconds};
	int failed = words[0] ? start(&run, words, input) : ENOENT, status;
	bool done;

	if (failed) {
		error_set(error, ERROR_CONFIG,
			_("%s: filter.%s (%s) cannot be started: %s; install the program, or "
			  "change the configuration"),
			path, filter->suffix, filter->command, strerror(failed));
		return false;
	}
	buffer_init(&run.said);
	done = listen_to(&run, limits);
	close(run.out);
	close(run.err);
	status = wait_for(&run, !done);
	done = status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	if (!done)
		tell(filter, path, &run, status, limits, error);
	buffer_clear(&run.said);
	return done;
}

bool
filter_run(const struct filter *filter, const char *path, const struct filter_limits *limits,
	struct buffer *text, struct error *error)
{
	char *words[WORDS_AT_MOST + 1];
	char *plain = plain_path(path);
	bool takes_path = split(filter->command, plain, words), done = false;

	if (access(path, R_OK) != 0)
		error_set(error, ERROR_INPUT, _("%s cannot be opened: %s"), path, strerror(errno));
	else
		done = run_words(
			filter, words, path, takes_path ? "/dev/null" : path, limits, text, error);
	for (char **word = words; *word; word++)
		free(*word);
	free(plain);
	return done;
}
