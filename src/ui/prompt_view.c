/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 *      防控/人員 (3)  [防控/物資 (5)]          candidates, for tags
 *      Tags: 防控/物資 |                      the last row
 */
#include <config.h>

#include "ui/prompt_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "text/unicode.h"
#include "ui/editor_keys.h"
#include "ui/editor_text.h"
#include "ui/layout.h"
#include "ui/tag_choice.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct prompt_kind {
	const char *name;
	const char *label;  /* marked by N_(); NULL: the text is the question */
	const char *filled; /* the label while words are there that it was opened with; NULL: label
			     */
	bool tags;          /* tags are completed */
	bool searches;      /* earlier searches are brought back */
	bool choice;        /* one of the keys that the argument names answers */
	bool previews;      /* the view below shows what is found while it is typed */
};

struct prompt {
	const struct prompt_kind *kind;
	char argument[sizeof((struct view_request *)NULL)->argument];
	struct editor_text text;
	bool filled; /* it was opened with words, and was not empty since */
	struct tag_choice choice;
	size_t chosen;                  /* the candidate that stands in the text; SIZE_MAX: none */
	struct span word;               /* what candidates replace */
	const struct history *searches; /* NULL: none are brought back */
	size_t recalled;                /* the one that stands in the text; count: what was typed */
	char *typed;                    /* what it was, while an earlier one stands there */
};

static const struct prompt_kind kinds[] = {
	{.name = "search", .label = N_("Search: "), .searches = true, .previews = true},
	{.name = "search-back",
		.label = N_("Search backwards: "),
		.searches = true,
		.previews = true},
	{.name = "paragraphs", .label = N_("Only paragraphs with: "), .searches = true},
	{.name = "filter", .label = N_("Rows with: ")},
	{.name = "tag", .label = N_("Tags: "), .tags = true},
	{.name = "export", .label = N_("Write the notes to: ")},
	{.name = "office",
		.label = N_("Office (none: just Enter): "),
		/* TRANSLATORS: the known office stands behind it, and Ctrl-U clears that. */
		.filled = N_("Office (^U clears it): ")},
	{.name = "confirm"},
	{.name = "choice", .choice = true},
	{.name = "alike", .choice = true},
};

/* What is asked for by an argument that no kind knows. */
static const struct prompt_kind any_kind = {.name = "", .label = N_("> ")};

static const struct prompt_kind *
kind_of(const char *argument)
{
	struct slice name = {argument, strcspn(argument, " ")};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (slice_equal(name, slice_from_string(kinds[i].name)))
			return &kinds[i];
	}
	return &any_kind;
}

/* The word before the cursor changed: finds its candidates. */
static void
look_up(struct prompt *prompt)
{
	struct slice text = editor_text_slice(&prompt->text);

	if (!prompt->kind->tags)
		return;
	prompt->chosen = SIZE_MAX;
	prompt->word = tag_choice_word(text, prompt->text.cursor);
	tag_choice_find(&prompt->choice, slice_at(text, prompt->word));
}

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct prompt *prompt = alloc_zeroed(1, sizeof *prompt);

	(void)keymap;
	(void)error;
	prompt->kind = kind_of(request->argument);
	memcpy(prompt->argument, request->argument, sizeof prompt->argument);
	editor_text_init(&prompt->text, slice_from_string(request->text), true);
	prompt->filled = request->text && request->text[0] != '\0';
	if (prompt->kind->tags)
		tag_choice_init(&prompt->choice, session);
	if (prompt->kind->searches) {
		prompt->searches = session_searches(session);
		prompt->recalled = prompt->searches->count;
	}
	look_up(prompt);
	return prompt;
}

static void
close_view(void *taken_state)
{
	struct prompt *prompt = taken_state;

	editor_text_clear(&prompt->text);
	tag_choice_clear(&prompt->choice);
	free(prompt->typed);
	free(prompt);
}

/* --- drawing ------------------------------------------------------------------------------- */

/* The columns of candidate i as it is drawn, with the space behind it. */
static void
print_candidate(const struct prompt *prompt, size_t i, struct buffer *out)
{
	bool chosen = i == prompt->chosen;

	buffer_append_format(out, "%s%s (%zu)%s ", chosen ? "[" : " ",
		tag_choice_name(&prompt->choice, i), tag_choice_count(&prompt->choice, i),
		chosen ? "]" : " ");
}

/* The first candidate to draw so that the chosen one is seen. */
static size_t
first_candidate(const struct prompt *prompt, int columns)
{
	size_t first = prompt->chosen;
	struct buffer text;
	int used = 0;

	if (first == SIZE_MAX)
		return 0;
	buffer_init(&text);
	for (;; first--) {
		buffer_truncate(&text, 0);
		print_candidate(prompt, first, &text);
		used += frame_text_columns(buffer_slice(&text));
		if (used > columns && first < prompt->chosen)
			first++;
		if (used > columns || first == 0)
			break;
	}
	buffer_clear(&text);
	return first;
}

static void
draw_candidates(const struct prompt *prompt, struct frame *frame, struct area area)
{
	int column = area.column, end = area.column + area.columns;
	struct buffer text;

	frame_fill(frame, area, ROLE_LIST);
	buffer_init(&text);
	for (size_t i = first_candidate(prompt, area.columns);
		i < prompt->choice.found_count && column < end; i++) {
		buffer_truncate(&text, 0);
		print_candidate(prompt, i, &text);
		column = frame_write(frame, column, area.row, end, buffer_slice(&text),
			i == prompt->chosen ? ROLE_LIST_CURRENT : ROLE_TAG);
	}
	buffer_clear(&text);
}

/* The text scrolls sideways as little as shows the cursor. */
static void
draw_text(const struct prompt *prompt, struct frame *frame, struct area area)
{
	struct slice text = editor_text_slice(&prompt->text);
	size_t cursor = prompt->text.cursor, first = 0, next;
	int before = frame_text_columns(slice_at(text, (struct span){0, cursor}));

	for (; before >= area.columns && first < cursor; first = next) {
		next = unicode_next_cluster(text, first);
		before -= frame_text_columns(slice_at(text, (struct span){first, next}));
	}
	frame_write(frame, area.column, area.row, area.column + area.columns,
		slice_at(text, (struct span){first, text.length}), ROLE_PROMPT);
	frame->cursor_column = area.column + before;
	frame->cursor_row = area.row;
}

/* A question names its keys, so it is shown whole: on the last row and those above. */
static void
draw_question(const struct prompt *prompt, struct frame *frame, struct area area)
{
	struct slice text = editor_text_slice(&prompt->text);
	int columns = area.columns > 3 ? area.columns - 1 : 2, row;
	struct layout layout;
	size_t count, i;

	layout_init(&layout);
	layout_text(&layout, text, columns);
	count = layout.row_count < (size_t)area.rows ? layout.row_count : (size_t)area.rows;
	row = area.row + area.rows - (int)count;
	for (i = 0; i < count; i++, row++) {
		const struct layout_row *part = &layout.rows[i];
		size_t start = part->first < layout.glyph_count ? layout.glyphs[part->first].offset
								: text.length;
		size_t end = part->end < layout.glyph_count ? layout.glyphs[part->end].offset
							    : text.length;

		frame_fill(frame, (struct area){area.column, row, area.columns, 1}, ROLE_PROMPT);
		frame->cursor_column =
			frame_write(frame, area.column, row, area.column + area.columns,
				slice_at(text, (struct span){start, end}), ROLE_PROMPT);
		frame->cursor_row = row;
	}
	layout_clear(&layout);
}

static const char *
label_of(const struct prompt *prompt)
{
	return prompt->filled && prompt->kind->filled ? prompt->kind->filled : prompt->kind->label;
}

static void
draw(void *state, struct frame *frame, struct area area)
{
	struct prompt *prompt = state;
	struct area row = {area.column, area.row + area.rows - 1, area.columns, 1};
	int end = area.column + area.columns, column = area.column;

	if (!prompt->kind->label) {
		draw_question(prompt, frame, area);
		return;
	}
	frame_fill(frame, row, ROLE_PROMPT);
	if (area.columns >= 20)
		column = frame_write(frame, column, row.row, area.column + area.columns / 2,
			slice_from_string(_(label_of(prompt))), ROLE_PROMPT);
	draw_text(prompt, frame, (struct area){column, row.row, end - column, 1});
	row.row--;
	if (prompt->kind->tags && prompt->choice.found_count > 0 && area.rows > 2)
		draw_candidates(prompt, frame, row);
}

/* --- keys ---------------------------------------------------------------------------------- */

static void
answer(struct prompt *prompt, const char *text, struct view_request *request)
{
	request->answer = true;
	memcpy(request->argument, prompt->argument, sizeof request->argument);
	request->text = alloc_string(slice_from_string(text));
}

/* Lets the view below show what the words find so far, or what was there before for NULL. */
static void
preview(const struct prompt *prompt, const char *text, struct view_request *request)
{
	if (!prompt->kind->previews)
		return;
	request->preview = true;
	memcpy(request->argument, prompt->argument, sizeof request->argument);
	if (text)
		request->text = alloc_string(slice_from_string(text));
}

/* Puts the next or previous candidate in the place of the word. */
static void
complete(struct prompt *prompt, bool backwards)
{
	size_t count = prompt->choice.found_count;
	const char *name;

	if (!prompt->kind->tags || count == 0)
		return;
	if (prompt->chosen == SIZE_MAX)
		prompt->chosen = backwards ? count - 1 : 0;
	else
		prompt->chosen = (prompt->chosen + (backwards ? count - 1 : 1)) % count;
	name = tag_choice_name(&prompt->choice, prompt->chosen);
	editor_text_replace(&prompt->text, prompt->word, slice_from_string(name));
	prompt->word.end = prompt->word.start + strlen(name);
}

static bool
is_control(const struct input *input, uint32_t letter)
{
	return input->code == INPUT_CHARACTER && input->control && input->character == letter;
}

/* Whether the key is among those that the argument's second word names. */
static bool
is_choice(const struct prompt *prompt, uint32_t key)
{
	struct slice rest, keys;

	(void)slice_split(slice_from_string(prompt->argument), ' ', &rest);
	keys = slice_split(rest, ' ', &rest);
	return key > ' ' && key < 0x7F && memchr(keys.bytes, (int)key, keys.length);
}

/* A question is answered by one key. */
static void
take_key(struct prompt *prompt, const struct input *input, struct view_request *request)
{
	bool plain = input->code == INPUT_CHARACTER && !input->control && !input->alt;
	char key[] = {plain && input->character < 0x7F ? (char)input->character : '\0', '\0'};

	if (prompt->kind->choice && plain && is_choice(prompt, input->character))
		answer(prompt, key, request);
	else if (strcmp(prompt->kind->name, "confirm") == 0 && (key[0] == 'y' || key[0] == 'Y'))
		answer(prompt, "yes", request);
	else
		request->close = true;
	if (request->close && strcmp(prompt->kind->name, "alike") == 0)
		view_say(request, false,
			_("Not answered: it is asked again when the text is opened the next time"));
}

/* Puts an earlier search into the text, or what was typed before the first of them. */
static void
recall(struct prompt *prompt, bool back)
{
	const struct history *searches = prompt->searches;
	struct span whole = {0, prompt->text.text.length};
	const char *words;

	if (!searches || prompt->recalled == (back ? 0 : searches->count))
		return;
	if (prompt->recalled == searches->count) {
		free(prompt->typed);
		prompt->typed = alloc_string(editor_text_slice(&prompt->text));
	}
	prompt->recalled += back ? (size_t)-1 : 1;
	words = prompt->recalled == searches->count ? prompt->typed
						    : searches->items[prompt->recalled];
	editor_text_replace(&prompt->text, whole, slice_from_string(words));
}

static void
take_input(void *state, const struct input *input, struct view_request *request)
{
	struct prompt *prompt = state;

	if (input->code == INPUT_HANGUP)
		return;
	if (!prompt->kind->label) {
		take_key(prompt, input, request);
	} else if (input->code == INPUT_ENTER) {
		answer(prompt, editor_text_string(&prompt->text), request);
	} else if (input->code == INPUT_ESCAPE || is_control(input, 'c') ||
		is_control(input, 'g')) {
		request->close = true;
	} else if (input->code == INPUT_UP || is_control(input, 'p')) {
		recall(prompt, true);
	} else if (input->code == INPUT_DOWN || is_control(input, 'n')) {
		recall(prompt, false);
	} else if (input->code == INPUT_TAB || input->code == INPUT_BACK_TAB) {
		complete(prompt, input->code == INPUT_BACK_TAB);
	} else if (input->code == INPUT_BACKSPACE && prompt->text.text.length == 0) {
		request->close = true; /* as in less and vim */
	} else {
		if (input->code == INPUT_HOME)
			editor_text_line_start(&prompt->text);
		else if (input->code == INPUT_END)
			editor_text_line_end(&prompt->text);
		else
			(void)editor_keys_apply(&prompt->text, input);
		prompt->filled = prompt->filled && prompt->text.text.length > 0;
		look_up(prompt);
	}
	if (request->close)
		preview(prompt, NULL, request);
	else if (!request->answer)
		preview(prompt, editor_text_string(&prompt->text), request);
}

const struct view_ops prompt_view_ops = {
	.name = "prompt",
	.context = CONTEXT_ARTICLE,
	.takes_text = true,
	.open = open_view,
	.draw = draw,
	.input = take_input,
	.close = close_view,
};
