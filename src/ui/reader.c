/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A stack of views, the article's at the bottom, and the loop that feeds it:
 *
 *      input ─► keys typed so far ─► action ─► topmost view's act ─► request ─► reader
 *                       └─ text ─► topmost view's input ───────────────┘
 *
 * The last row is the reader's own: a message, else what is open and where. A view that takes text
 * (prompt, editor) gets the whole frame, the last row too, and draws over what lies below it.
 */
#include "ui/reader.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "ui/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LAYERS = 16,     /* the deepest stack of views */
	KEYS = 4,        /* the longest key sequence */
	SLICES = 256,    /* of long work before its progress is shown, and others' seen */
	WAITED_FOR = 8,  /* the same of what is waited for, whose slices are longer */
	REFRESH_MS = 500 /* how long to wait before looking for others' notes */
};

struct layer {
	const struct view_ops *ops;
	void *state;
};

struct reader {
	struct session *session;
	const struct keymap *keymap;
	const struct view_ops *const *views;
	const struct terminal *terminal;
	struct layer layers[LAYERS];
	size_t layer_count;
	struct input keys[KEYS]; /* typed so far, no action yet */
	size_t key_count;
	long count;          /* the number typed before an action; -1: none */
	enum action waiting; /* an action whose letter is still to come, or ACTION_NONE */
	char message[sizeof((struct view_request *)NULL)->message];
	bool failed;   /* the message is an error */
	bool due;      /* the frame has to be drawn anew */
	size_t slices; /* of long work that were done */
	bool pursues;  /* something that was asked for may not have come so far */
	bool done;
	struct frame frame;
};

static struct layer *
top(struct reader *reader)
{
	return &reader->layers[reader->layer_count - 1];
}

static void
pop(struct reader *reader)
{
	struct layer *layer = top(reader);

	layer->ops->close(layer->state);
	reader->layer_count--;
}

static void
say(struct reader *reader, bool failed, const char *sentence)
{
	snprintf(reader->message, sizeof reader->message, "%s", sentence);
	reader->failed = failed;
	reader->due = true;
}

static bool
push(struct reader *reader, const char *name, const struct view_request *request,
	struct error *error)
{
	const struct view_ops *ops = view_find(reader->views, name);
	void *state;

	if (!ops || reader->layer_count == LAYERS) {
		error_set(error, ERROR_SYSTEM, _("the view %s cannot be opened here"), name);
		return false;
	}
	state = ops->open(reader->session, reader->keymap, request, error);
	if (!state)
		return false;
	reader->layers[reader->layer_count++] = (struct layer){ops, state};
	return true;
}

static void apply(struct reader *reader, struct view_request *request);

/* Hands an answer down; the upper views go only when it was taken. */
static void
give_answer(struct reader *reader, const struct view_request *request)
{
	size_t kept = request->to_page ? 1 : reader->layer_count - 1;
	struct layer *below = kept > 0 ? &reader->layers[kept - 1] : NULL;
	struct view_request reply = {.close = false};
	const char *text = request->text ? request->text : "";

	if (!below || !below->ops->answer ||
		below->ops->answer(below->state, request->argument, text, &reply)) {
		while (reader->layer_count > kept)
			pop(reader);
	} else if (reader->done && text[0] != '\0') {
		session_keep_draft(reader->session, text);
	}
	apply(reader, &reply);
}

/* Shows the view below what is being typed. */
static void
give_preview(struct reader *reader, const struct view_request *request)
{
	struct layer *below = reader->layer_count > 1 ? top(reader) - 1 : NULL;

	if (below && below->ops->preview)
		below->ops->preview(below->state, request->argument, request->text);
}

static void
run_program(struct reader *reader, const char *const *arguments)
{
	const struct terminal *terminal = reader->terminal;
	struct view_request reply = {.close = false};
	struct error error;
	bool well;

	error_init(&error);
	well = terminal->run(terminal->context, arguments, &error);
	if (!well)
		say(reader, true, error.sentence);
	if (top(reader)->ops->ran)
		top(reader)->ops->ran(top(reader)->state, well, &reply);
	apply(reader, &reply);
}

static void
go_to(struct reader *reader, struct span place)
{
	while (reader->layer_count > 1)
		pop(reader);
	top(reader)->ops->go_to(top(reader)->state, place);
}

/* Does what a view asked for and clears the request. */
static void
apply(struct reader *reader, struct view_request *request)
{
	const struct terminal *terminal = reader->terminal;
	struct error error;

	error_init(&error);
	if (request->message[0] != '\0')
		say(reader, request->failed, request->message);
	if (request->redraw)
		terminal->forget(terminal->context);
	if (request->suspend)
		terminal->suspend(terminal->context);
	if (request->preview && (!request->text || !terminal->pending(terminal->context)))
		give_preview(reader, request);
	if (request->answer)
		give_answer(reader, request);
	else if (request->close && reader->layer_count > 1)
		pop(reader);
	if (request->has_go_to)
		go_to(reader, request->go_to);
	if (request->open && !push(reader, request->open, request, &error))
		say(reader, true, error.sentence);
	if (request->run)
		run_program(reader, request->run);
	reader->done = reader->done || request->quit;
	reader->due = true;
	view_request_clear(request);
}

/* What the reader itself does, the same in every view. False when the view has to act. */
static bool
act_itself(struct reader *reader, enum action action)
{
	struct view_request request = {.open = view_opened_by(action)};

	request.quit = action == ACTION_QUIT;
	request.redraw = action == ACTION_REDRAW;
	request.suspend = action == ACTION_SUSPEND;
	request.close = action == ACTION_CLOSE && reader->layer_count > 1;
	if (!request.open && !request.quit && !request.redraw && !request.suspend && !request.close)
		return false;
	apply(reader, &request);
	return true;
}

static void
act(struct reader *reader, enum action action, const struct input *following)
{
	struct view_request request = {.close = false};
	struct layer *layer = top(reader);

	if (!act_itself(reader, action)) {
		layer->ops->act(layer->state, action, reader->count, following, &request);
		apply(reader, &request);
	}
	reader->count = -1;
}

static void
hand_over(struct reader *reader, const struct input *input)
{
	struct view_request request = {.close = false};
	struct layer *layer = top(reader);

	if (layer->ops->input)
		layer->ops->input(layer->state, input, &request);
	apply(reader, &request);
}

/* A digit that belongs to the number before an action. */
static bool
count_digit(struct reader *reader, const struct input *input)
{
	uint32_t digit = input->character - '0';

	if (input->code != INPUT_CHARACTER || input->control || input->alt || reader->key_count > 0)
		return false;
	if (input->character < '0' || digit > 9 || (digit == 0 && reader->count < 0))
		return false;
	if (reader->count < 100000000)
		reader->count = (reader->count < 0 ? 0 : reader->count * 10) + (long)digit;
	return true;
}

/* Keys that do nothing here: silence would leave open whether they were heard. */
static void
say_no_action(struct reader *reader)
{
	const struct input *last = &reader->keys[reader->key_count - 1];
	struct buffer keys, help;
	char sentence[160];

	if (last->code != INPUT_CHARACTER && last->code != INPUT_FUNCTION)
		return;
	buffer_init(&keys);
	buffer_init(&help);
	for (size_t i = 0; i < reader->key_count; i++)
		input_print(&reader->keys[i], &keys);
	keymap_print_first(reader->keymap, CONTEXT_ARTICLE, ACTION_HELP, &help);
	snprintf(sentence, sizeof sentence, _("%s does nothing here; %s shows the keys"),
		buffer_string(&keys), buffer_string(&help));
	say(reader, false, sentence);
	buffer_clear(&help);
	buffer_clear(&keys);
}

/* A key for the topmost view that does not take text. */
static void
type_key(struct reader *reader, const struct input *input)
{
	enum action action;
	bool more;

	if (count_digit(reader, input))
		return;
	reader->keys[reader->key_count++] = *input;
	action = keymap_find(
		reader->keymap, top(reader)->ops->context, reader->keys, reader->key_count, &more);
	if (action == ACTION_NONE && more && reader->key_count < KEYS)
		return;
	if (action == ACTION_NONE)
		say_no_action(reader);
	if (action == ACTION_NONE && reader->key_count == 1)
		hand_over(reader, input);
	reader->key_count = 0;
	if (action == ACTION_SET_MARK || action == ACTION_GO_TO_MARK)
		reader->waiting = action;
	else if (action != ACTION_NONE)
		act(reader, action, input);
	else
		reader->count = -1;
}

/* An input puts an end to what was waited for; true when it is for nothing else. */
static bool
give_up(struct reader *reader, const struct input *input)
{
	struct view_request request = {.close = false};
	const struct layer *layer = top(reader);
	bool spent = layer->ops->give_up && layer->ops->give_up(layer->state, input, &request);

	apply(reader, &request);
	return spent;
}

static void
take_input(struct reader *reader, struct input *input)
{
	enum action waiting = reader->waiting;

	reader->due = reader->pursues = true;
	if (input->code == INPUT_HANGUP) {
		reader->done = true;
		if (top(reader)->ops->takes_text)
			hand_over(reader, input); /* to save what is being written */
		return;
	}
	if (input->code == INPUT_RESIZE)
		return;
	reader->message[0] = '\0';
	reader->waiting = ACTION_NONE;
	if (give_up(reader, input))
		return;
	if (top(reader)->ops->takes_text)
		hand_over(reader, input);
	else if (waiting != ACTION_NONE)
		act(reader, waiting, input);
	else if (input->code == INPUT_CLICK || input->code == INPUT_PASTE)
		hand_over(reader, input);
	else
		type_key(reader, input);
}

/* What was typed and is no action yet: a number, keys, the m of a mark. */
static void
print_typed(const struct reader *reader, struct buffer *out)
{
	if (reader->count >= 0)
		buffer_append_format(out, "%ld", reader->count);
	for (size_t i = 0; i < reader->key_count; i++)
		input_print(&reader->keys[i], out);
	if (reader->waiting != ACTION_NONE)
		buffer_append_string(out, reader->waiting == ACTION_SET_MARK ? "m" : "'");
	if (out->length > 0)
		buffer_append_string(out, "  ");
}

static void
draw_status(struct reader *reader, int row)
{
	struct frame *frame = &reader->frame;
	struct layer *layer = top(reader);
	struct buffer right;
	int columns, left;

	while (layer > reader->layers && layer->ops->takes_text)
		layer--;
	frame_fill(frame, (struct area){0, row, frame->columns, 1}, ROLE_STATUS);
	buffer_init(&right);
	print_typed(reader, &right);
	if (layer->ops->status)
		layer->ops->status(layer->state, &right);
	left = message_draw(frame, row, slice_from_string(reader->message),
		reader->failed ? ROLE_ERROR : ROLE_MESSAGE);
	columns = frame_text_columns(buffer_slice(&right));
	if (left + columns + 1 <= frame->columns)
		frame_write(frame, frame->columns - columns, row, frame->columns,
			buffer_slice(&right), ROLE_STATUS);
	else if (left == 0)
		frame_write(frame, 0, row, frame->columns, buffer_slice(&right), ROLE_STATUS);
	buffer_clear(&right);
}

/* The lowest view that nothing covers. */
static size_t
lowest_visible(const struct reader *reader)
{
	size_t lowest = reader->layer_count - 1;

	while (lowest > 0 && !reader->layers[lowest].ops->whole)
		lowest--;
	return lowest;
}

static void
draw(struct reader *reader)
{
	const struct terminal *terminal = reader->terminal;
	struct frame *frame = &reader->frame;
	int columns, rows;

	terminal->size(terminal->context, &columns, &rows);
	frame_reset(frame, columns, rows);
	for (size_t i = lowest_visible(reader); i < reader->layer_count; i++) {
		const struct layer *layer = &reader->layers[i];
		int kept = !layer->ops->takes_text && frame->rows > 1;

		if (layer->ops->takes_text)
			draw_status(reader, frame->rows - 1);
		layer->ops->draw(layer->state, frame,
			(struct area){0, 0, frame->columns, frame->rows - kept});
	}
	if (!top(reader)->ops->takes_text && frame->rows > 1)
		draw_status(reader, frame->rows - 1);
	else if (reader->message[0] != '\0' && frame->rows > 2)
		draw_status(reader, frame->rows - 2);
	terminal->show(terminal->context, frame);
	reader->due = false;
	reader->pursues = true; /* what should have been drawn as well */
}

/* A slice of the session's and the views' long work; true while there is more. */
static bool
work(struct reader *reader)
{
	bool came = session_receive(reader->session, reader->layer_count == 1);
	bool more = session_work(reader->session) || came;

	for (size_t i = 0; i < reader->layer_count; i++) {
		const struct layer *layer = &reader->layers[i];

		if (layer->ops->work && layer->ops->work(layer->state))
			more = true;
	}
	return more;
}

/* A slice of what was asked for and has not come so far; false when there is no such thing. */
static bool
pursue(struct reader *reader)
{
	struct view_request request = {.close = false};
	enum pursuit pursuit = PURSUIT_NONE;

	for (const struct layer *layer = reader->layers;
		layer <= top(reader) && pursuit == PURSUIT_NONE; layer++)
		if (layer->ops->pursue)
			pursuit = layer->ops->pursue(layer->state, &request);
	if (pursuit == PURSUIT_DONE)
		apply(reader, &request);
	if (pursuit == PURSUIT_SEEN ||
		(pursuit != PURSUIT_NONE && ++reader->slices % WAITED_FOR == 0))
		reader->due = true;
	return pursuit != PURSUIT_NONE;
}

/* Lets the topmost view ask for something by itself, unless something is being typed. */
static void
idle(struct reader *reader)
{
	const struct layer *layer = top(reader);
	struct view_request request = {.close = false};

	if (!layer->ops->idle || reader->key_count > 0 || reader->count >= 0 ||
		reader->waiting != ACTION_NONE)
		return;
	layer->ops->idle(layer->state, &request);
	if (request.open)
		apply(reader, &request);
	view_request_clear(&request);
}

/* Says what has become of the file. */
static void
look_at_file(struct reader *reader)
{
	char sentence[512];
	bool changed;

	if (session_watch(
		    reader->session, reader->layer_count == 1, sentence, sizeof sentence, &changed))
		say(reader, true, sentence);
	reader->due = reader->due || changed;
}

/* Takes up what other programs have written: notes, and the file. */
static void
look_around(struct reader *reader)
{
	char sentence[sizeof reader->message];

	reader->due = session_refresh(reader->session) || reader->due;
	if (session_take_news(reader->session, sentence, sizeof sentence))
		say(reader, true, sentence);
	look_at_file(reader);
}

/* Who has no notes file yet is told, up to the first key, where to find more and how to leave. */
static void
say_hint(struct reader *reader)
{
	struct buffer help, quit, hint;

	buffer_init(&help);
	buffer_init(&quit);
	buffer_init(&hint);
	keymap_print_first(reader->keymap, CONTEXT_ARTICLE, ACTION_HELP, &help);
	keymap_print_first(reader->keymap, CONTEXT_ARTICLE, ACTION_QUIT, &quit);
	/* TRANSLATORS: keys, and what they do: ? help · q quit */
	buffer_append_format(
		&hint, _("%s help · %s quit"), buffer_string(&help), buffer_string(&quit));
	if (help.length > 0 && quit.length > 0)
		say(reader, false, buffer_string(&hint));
	buffer_clear(&hint);
	buffer_clear(&quit);
	buffer_clear(&help);
}

/* What is said before the first key. */
static void
greet(struct reader *reader)
{
	const struct error *mistake = session_mistake(reader->session);
	const struct error *notes_error = session_notes_error(reader->session);
	char sentence[sizeof reader->message];
	struct error error;

	error_init(&error);
	if (error_is_set(mistake))
		say(reader, true, mistake->sentence);
	else if (error_is_set(article_remark(session_article(reader->session))))
		say(reader, true, article_remark(session_article(reader->session))->sentence);
	else if (error_is_set(notes_error))
		say(reader, true, notes_error->sentence);
	else if (session_take_news(reader->session, sentence, sizeof sentence))
		say(reader, true, sentence);
	else if (!session_store(reader->session, false, &error))
		say_hint(reader);
}

static void
loop(struct reader *reader)
{
	const struct terminal *terminal = reader->terminal;
	struct input input = {.code = INPUT_NONE};
	bool more = true, busy;

	while (!reader->done) {
		if (reader->due && !terminal->pending(terminal->context))
			draw(reader);
		if (session_shows_first(reader->session)) { /* a key is meant for the kept place */
			work(reader);
			greet(reader);
			reader->due = true;
		}
		busy = more || reader->pursues;
		terminal->watch(terminal->context, session_incoming(reader->session));
		terminal->read(terminal->context, &input, busy ? 0 : REFRESH_MS);
		if (input.code != INPUT_NONE) {
			/* It does what it does to what was shown: others' notes come behind. */
			take_input(reader, &input);
			input_clear(&input);
			look_around(reader);
			more = true;
		} else if (reader->pursues) {
			reader->pursues = pursue(reader);
		} else if (more) {
			more = work(reader);
			reader->due = reader->due || !more;
			if (++reader->slices % SLICES == 0) {
				look_around(reader);
				reader->due = true;
			}
			if (!more)
				idle(reader);
		} else {
			look_around(reader);
			more = reader->due || session_incoming(reader->session) >= 0;
		}
	}
}

bool
reader_run(struct session *session, const struct keymap *keymap,
	const struct view_ops *const *views, const struct terminal *terminal, size_t start,
	struct error *error)
{
	struct reader *reader = alloc_zeroed(1, sizeof *reader);
	struct view_request request = {.close = false};

	*reader = (struct reader){.session = session,
		.keymap = keymap,
		.views = views,
		.terminal = terminal,
		.count = -1,
		.due = true};
	session_listen(session, terminal->pending, terminal->context);
	frame_init(&reader->frame);
	snprintf(request.argument, sizeof request.argument, "%zu", start);
	if (!push(reader, "article", &request, error)) {
		free(reader);
		return false;
	}
	if (!session_shows_first(session))
		greet(reader);
	loop(reader);
	while (reader->layer_count > 0)
		pop(reader);
	frame_clear(&reader->frame);
	free(reader);
	return true;
}
