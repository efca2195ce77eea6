/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A view draws the session's state into an area of the frame and acts on inputs. A const table of
 * functions, and private state behind one pointer.
 *
 * Views lie in a stack: the article at the bottom, lists, the note editor or a prompt above. The
 * topmost gets the inputs; from the bottom up those that are visible are drawn. A view never names
 * another view's type: it asks for one by name (view_request.open), and the table of names stands
 * in main.c.
 */
#ifndef ZHUPI_UI_VIEW_H
#define ZHUPI_UI_VIEW_H

#include "base/attributes.h"
#include "ui/action.h"
#include "ui/frame.h"
#include "ui/input.h"
#include "ui/keymap.h"
#include "ui/session.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * What a view asks of the reader after an input; all zero: nothing.
 *
 * A prompt or an editor is opened by a view that wants a text from the reader: open names it,
 * argument says what for ("search", "tag", "note 0190…"), text is what stands in it at first. When
 * it is finished it gives an answer: the reader hands argument and text to the view below
 * (view_ops.answer), and closes the upper one only when that took it; else nothing that was typed
 * is lost.
 */
struct view_request {
	bool close;  /* take me off the stack */
	bool quit;   /* leave the program */
	bool redraw; /* forget the screen (^L) */
	bool suspend;
	bool failed;    /* the message is an error */
	bool answer;    /* hand argument and text to the view below */
	bool to_page;   /* not to that one but to the page, whatever lists lie between; they go */
	bool preview;   /* the same while it is typed; text NULL: it was given up */
	bool has_go_to; /* close the lists and go to go_to, bytes of the open article */
	struct span go_to;
	const char *open;   /* push the view of that name */
	char argument[256]; /* for open and answer: what it is for */
	char *text;         /* for open and answer: owned, view_request_clear frees; may be NULL */
	const char *const
		*run; /* hand the terminal to this program; view_ops.ran is called afterwards */
	char message[1024]; /* for the status line; empty: none */
};

/* Frees what it holds and makes it ask nothing. */
void view_request_clear(struct view_request *request);

/* Whether it asks, or says, anything at all. */
bool view_request_asks(const struct view_request *request);

/* Puts what printf would print into the message, and says whether it is an error. */
void view_say(struct view_request *request, bool failed, const char *format, ...) PRINTF_LIKE(3, 4);

/* What a slice of something that the reader waits for has come to. */
enum pursuit {
	PURSUIT_NONE, /* nothing is waited for */
	PURSUIT_MORE,
	PURSUIT_SEEN, /* there is more, and already something to see */
	PURSUIT_DONE  /* it has come, or will not */
};

struct view_ops {
	/* "article", "directives", "officials", "notes", "all-notes", "tags", "corrections",
	   "links", "chapters", "encodings", "library", "help", "editor", "prompt" */
	const char *name;
	enum key_context context;
	bool whole;      /* covers everything below it */
	bool takes_text; /* gets every input by input() and no actions: prompt, editor */
	/*
	 * A new view's state on the session. request is the one that asked for it: argument and
	 * text. NULL with the error when it cannot be opened.
	 */
	void *(*open)(struct session *session, const struct keymap *keymap,
		const struct view_request *request, struct error *error);
	/* Draws into the area; the frame is blank there. Must not change the session. */
	void (*draw)(void *state, struct frame *frame, struct area area);
	/* The bytes for the status line's right side ("¶ 9/13  61 %"); NULL function: nothing.
	 * Appends. */
	void (*status)(void *state, struct buffer *out);
	/* Acts. count is the number typed before it, or -1; following is the input behind m and '.
	 */
	void (*act)(void *state, enum action action, long count, const struct input *following,
		struct view_request *request);
	/* An input that no key binding knows, or every input when takes_text; INPUT_HANGUP too
	 * then, the last one, to save what was typed. */
	void (*input)(void *state, const struct input *input, struct view_request *request);
	/* Goes to bytes of the open article (the article view); NULL elsewhere. */
	void (*go_to)(void *state, struct span place);
	/*
	 * The answer of a prompt or an editor above (its argument and text). False with a message
	 * in request when it cannot be taken: the upper view stays, with what was typed. NULL
	 * elsewhere.
	 */
	bool (*answer)(
		void *state, const char *argument, const char *text, struct view_request *request);
	/* What a prompt above has so far; NULL when it was given up. NULL: nothing is shown of it.
	 */
	void (*preview)(void *state, const char *argument, const char *text);
	/* The program asked for by request.run has ended. */
	void (*ran)(void *state, bool well, struct view_request *request);
	/* All work is done, nothing is typed, and this view is the topmost one: it may ask for
	 * something by itself. NULL: it never does. */
	void (*idle)(void *state, struct view_request *request);
	/* Does a slice of long work (a few ms); true while there is more. NULL: none. */
	bool (*work)(void *state);
	/*
	 * Goes on with what was asked for and takes long (about 10 ms): a search. All work waits
	 * for it. When it is done request says what has come of it. NULL: nothing does.
	 */
	enum pursuit (*pursue)(void *state, struct view_request *request);
	/* Called before every input for this view, the topmost: what goes on ends. True when the
	 * input is for nothing else. NULL: nothing goes on. */
	bool (*give_up)(void *state, const struct input *input, struct view_request *request);
	void (*close)(void *taken_state);
};

/* The ops of that name in a NULL-terminated list; NULL when there are none. */
const struct view_ops *view_find(const struct view_ops *const *views, const char *name);

/* The name of the view that the action opens from wherever one is; NULL for other actions. */
const char *view_opened_by(enum action action);

#endif
