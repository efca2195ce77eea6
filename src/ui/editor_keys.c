/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor_keys.h"

#include "text/unicode.h"

static void
undo(struct editor_text *text)
{
	(void)editor_text_undo(text);
}

static void
redo(struct editor_text *text)
{
	(void)editor_text_redo(text);
}

/* Fixed: a text is no place to look keys up, and these are what fingers know from everywhere. */
static const struct editor_key {
	struct input input;
	void (*apply)(struct editor_text *text);
} editor_keys[] = {
	{{.code = INPUT_BACKSPACE}, editor_text_delete_back},
	{{.code = INPUT_BACKSPACE, .alt = true}, editor_text_delete_word},
	{{.code = INPUT_DELETE}, editor_text_delete_forward},
	{{.code = INPUT_LEFT}, editor_text_left},
	{{.code = INPUT_RIGHT}, editor_text_right},
	{{.code = INPUT_LEFT, .control = true}, editor_text_word_left},
	{{.code = INPUT_RIGHT, .control = true}, editor_text_word_right},
	{{.code = INPUT_LEFT, .alt = true}, editor_text_word_left},
	{{.code = INPUT_RIGHT, .alt = true}, editor_text_word_right},
	{{.code = INPUT_CHARACTER, .character = 'a', .control = true}, editor_text_line_start},
	{{.code = INPUT_CHARACTER, .character = 'b', .control = true}, editor_text_left},
	{{.code = INPUT_CHARACTER, .character = 'd', .control = true}, editor_text_delete_forward},
	{{.code = INPUT_CHARACTER, .character = 'e', .control = true}, editor_text_line_end},
	{{.code = INPUT_CHARACTER, .character = 'f', .control = true}, editor_text_right},
	{{.code = INPUT_CHARACTER, .character = 'h', .control = true}, editor_text_delete_back},
	{{.code = INPUT_CHARACTER, .character = 'k', .control = true},
		editor_text_delete_to_line_end},
	{{.code = INPUT_CHARACTER, .character = 'u', .control = true},
		editor_text_delete_to_line_start},
	{{.code = INPUT_CHARACTER, .character = 'w', .control = true}, editor_text_delete_word},
	{{.code = INPUT_CHARACTER, .character = 'y', .control = true}, redo},
	{{.code = INPUT_CHARACTER, .character = 'z', .control = true}, undo},
	{{.code = INPUT_CHARACTER, .character = '_', .control = true}, undo},
	{{.code = INPUT_CHARACTER, .character = 'b', .alt = true}, editor_text_word_left},
	{{.code = INPUT_CHARACTER, .character = 'f', .alt = true}, editor_text_word_right},
};

bool
editor_keys_apply(struct editor_text *text, const struct input *input)
{
	struct buffer typed;

	for (size_t i = 0; i < sizeof editor_keys / sizeof *editor_keys; i++) {
		if (input_same(&editor_keys[i].input, input)) {
			editor_keys[i].apply(text);
			return true;
		}
	}
	if (input->code == INPUT_PASTE) {
		editor_text_insert(text, slice_from_string(input->text), false);
		return true;
	}
	if (input->code != INPUT_CHARACTER || input->control || input->alt)
		return false;
	buffer_init(&typed);
	unicode_append(&typed, input->character);
	editor_text_insert(text, buffer_slice(&typed), true);
	buffer_clear(&typed);
	return true;
}
