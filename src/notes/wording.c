/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/wording.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "notes/tag.h"
#include "notes/tie.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

static const char *
body_of(const struct wording *wording)
{
	return wording->body ? wording->body : "";
}

void
wording_clear(struct wording *wording)
{
	free(wording->body);
	for (size_t i = 0; i < wording->tag_count; i++)
		free(wording->tags[i]);
	free(wording->tags);
	*wording = (struct wording){NULL, NULL, 0};
}

struct wording
wording_copy(const char *body, const char *const *tags, size_t tag_count)
{
	struct wording copy = {.body = alloc_string(slice_from_string(body ? body : "")),
		.tags = alloc_zeroed(tag_count + 1, sizeof *copy.tags),
		.tag_count = tag_count};

	for (size_t i = 0; i < tag_count; i++)
		copy.tags[i] = alloc_string(slice_from_string(tags[i]));
	return copy;
}

bool
wording_same_body(const struct wording *one, const struct wording *other)
{
	return strcmp(body_of(one), body_of(other)) == 0;
}

bool
wording_same_tags(const struct wording *one, const struct wording *other)
{
	if (one->tag_count != other->tag_count)
		return false;
	for (size_t i = 0; i < one->tag_count; i++) {
		if (strcmp(one->tags[i], other->tags[i]) != 0)
			return false;
	}
	return true;
}

/* STRICT tables let ill-formed UTF-8 into TEXT, where nobody gets it out again unharmed. */
static bool
is_well_formed(const struct wording *wording)
{
	bool well = unicode_is_valid(slice_from_string(body_of(wording)));

	for (size_t i = 0; i < wording->tag_count; i++)
		well = well && unicode_is_valid(slice_from_string(wording->tags[i]));
	return well;
}

bool
wording_clean(const struct wording *typed, struct wording *clean, struct error *error)
{
	struct tie_list list = {NULL, 0, 0};

	*clean = (struct wording){NULL, NULL, 0};
	if (!is_well_formed(typed)) {
		error_set(error, ERROR_INPUT, _("The note is not valid UTF-8 and was not saved."));
		return false;
	}
	for (size_t i = 0; i < typed->tag_count; i++) {
		size_t count;
		char **parsed = tag_parse(typed->tags[i], &count);

		for (size_t k = 0; k < count; k++) {
			tie_list_insert(&list, parsed[k]);
			free(parsed[k]);
		}
		free(parsed);
	}
	clean->body = alloc_string(slice_from_string(body_of(typed)));
	clean->tags = list.names;
	clean->tag_count = list.count;
	return true;
}

static bool
has_tag(const struct wording *wording, const char *tag)
{
	for (size_t i = 0; i < wording->tag_count; i++) {
		if (strcmp(wording->tags[i], tag) == 0)
			return true;
	}
	return false;
}

/* A tag that was seen stays when neither has taken it out, a new one when one has put it in. */
static void
join_tags(const struct wording *seen, const struct wording *own, const struct wording *other,
	struct wording *joined)
{
	const struct wording *const both[] = {own, other};
	struct tie_list list = {NULL, 0, 0};

	for (size_t side = 0; side < 2; side++) {
		for (size_t i = 0; i < both[side]->tag_count; i++) {
			const char *tag = both[side]->tags[i];

			if (!has_tag(seen, tag) || has_tag(both[1 - side], tag))
				tie_list_insert(&list, tag);
		}
	}
	joined->tags = list.names;
	joined->tag_count = list.count;
}

bool
wording_join(const struct wording *seen, const struct wording *own, const struct wording *other,
	struct wording *joined)
{
	bool own_changed = !wording_same_body(seen, own);
	bool both_changed =
		own_changed && !wording_same_body(seen, other) && !wording_same_body(own, other);
	struct buffer body;

	buffer_init(&body);
	buffer_append_string(&body, body_of(own_changed ? own : other));
	if (both_changed)
		/* TRANSLATORS: a line in a note, between two wordings of it that two windows have
		 * written at the same time. */
		buffer_append_format(&body, "\n\n%s\n\n%s", _("— written elsewhere meanwhile —"),
			body_of(other));
	joined->body = buffer_take(&body);
	join_tags(seen, own, other, joined);
	return both_changed;
}
