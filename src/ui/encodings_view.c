/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows, one kind behind the other: the parts that the text is read in (mostly one), the other
 * encodings or why there are none, the faults. */
#include <config.h>

#include "ui/encodings_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "text/recode.h"
#include "text/unicode.h"
#include "ui/encoding.h"
#include "ui/list_view.h"

#include <stdlib.h>
#include <string.h>

enum {
	COLUMN_KIND,
	COLUMN_ENCODING,
	COLUMN_PLACES,
	COLUMN_SAMPLE,
	COLUMNS,
	HEX_BYTES = 6,     /* of a fault, shown */
	BEFORE_BYTES = 24, /* of the text, shown before a fault */
	BEHIND_BYTES = 200,
	AT_ONCE = 16, /* slices of work before the first frame */
	EXTEND_BYTES = 1 << 20
};

struct encodings {
	struct session *session;
	struct recode *recode;
	struct error remark; /* why the file is not read again; empty when it can be */
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_KIND] = {.columns = 9, .role = ROLE_LIST_META},
	[COLUMN_ENCODING] = {.heading = N_("encoding, bytes"), .columns = 19, .role = ROLE_LIST},
	[COLUMN_PLACES] = {.heading = N_("faults"),
		.columns = 7,
		.right = true,
		.role = ROLE_LIST_META},
	[COLUMN_SAMPLE] = {.heading = N_("words"), .share = 1, .role = ROLE_LIST},
};

/* --- which row is what --------------------------------------------------------------------- */

enum kind {
	KIND_PART,
	KIND_READING,
	KIND_REMARK,
	KIND_FAULT
};

static size_t
count_parts(const struct encodings *list)
{
	size_t count;

	(void)article_parts(session_article(list->session), &count);
	return count > 0 ? count : 1;
}

/* The kind of a row; *index becomes its number among those of its kind. */
static enum kind
kind_of(const struct encodings *list, size_t row, size_t *index)
{
	size_t parts = count_parts(list), readings = recode_count(list->recode);
	size_t remarks = error_is_set(&list->remark);

	*index = row;
	if (*index < parts)
		return KIND_PART;
	*index -= parts;
	if (*index < readings)
		return KIND_READING;
	*index -= readings;
	if (*index < remarks)
		return KIND_REMARK;
	*index -= remarks;
	return KIND_FAULT;
}

static size_t
count(void *data)
{
	const struct encodings *list = data;
	size_t faults;

	(void)recode_faults(list->recode, &faults);
	return count_parts(list) + recode_count(list->recode) + error_is_set(&list->remark) +
		faults;
}

/* --- cells --------------------------------------------------------------------------------- */

static void
title(void *data, struct buffer *out)
{
	const struct encodings *list = data;

	buffer_append_string(out, _("Encodings"));
	buffer_append_string(out, ": ");
	encoding_append(out, session_article(list->session));
}

/* The text from some bytes before `at` on, within its line. */
static void
append_words(struct buffer *out, struct slice text, struct span place)
{
	size_t start = place.start, least = start > BEFORE_BYTES ? start - BEFORE_BYTES : 0, end;

	while (start > least && text.bytes[start - 1] != '\n' && text.bytes[start - 1] != '\r')
		start--;
	while (start < place.start && ((unsigned char)text.bytes[start] & 0xC0) == 0x80)
		start++;
	end = start;
	while (end < text.length && end < place.start + BEHIND_BYTES && text.bytes[end] != '\n' &&
		text.bytes[end] != '\r')
		end++;
	if (end < text.length)
		end = unicode_previous(text, end + 1);
	buffer_append(out, slice_at(text, (struct span){start, end}));
}

static void
append_part(struct encodings *list, size_t index, size_t column, struct buffer *out)
{
	const struct article *article = session_article(list->session);
	size_t parts;
	const struct decoded_part *part = article_parts(article, &parts);
	size_t start = parts > 0 ? part[index].start : 0;

	if (column == COLUMN_KIND && index == 0) {
		buffer_append_string(out, _("read as"));
	} else if (column == COLUMN_KIND) {
		buffer_append_string(out, "¶ ");
		encoding_append_paragraph(out, article, start);
	} else if (column == COLUMN_ENCODING) {
		buffer_append_string(
			out, parts > 0 ? part[index].encoding : article_encoding(article));
	} else if (column == COLUMN_PLACES && index == 0) {
		buffer_append_format(out, "%zu%s", article_undecodable(article),
			article_is_complete(article) ? "" : "+");
	} else if (column == COLUMN_SAMPLE) {
		append_words(out, article_text(article), (struct span){start, start});
	}
}

static void
append_reading(const struct recode_reading *reading, size_t column, struct buffer *out)
{
	if (column == COLUMN_KIND)
		buffer_append_string(out, _("could be"));
	else if (column == COLUMN_ENCODING)
		buffer_append_string(out,
			strcmp(reading->encoding, "mixed") == 0 ? _("each part its own")
								: reading->encoding);
	else if (column == COLUMN_PLACES)
		buffer_append_format(
			out, "%zu%s", reading->undecodable, reading->counted ? "" : "+");
	else
		buffer_append_string(out, reading->sample);
}

static void
append_fault(struct encodings *list, size_t index, size_t column, struct buffer *out)
{
	const struct article *article = session_article(list->session);
	size_t faults;
	const struct recode_fault *fault = &recode_faults(list->recode, &faults)[index];

	if (column == COLUMN_KIND) {
		buffer_append_string(out, "¶ ");
		encoding_append_paragraph(out, article, fault->text.start);
	} else if (column == COLUMN_ENCODING && recode_knows_bytes(list->recode)) {
		for (size_t i = 0; i < fault->bytes.length && i < HEX_BYTES; i++)
			buffer_append_format(out, "%s%02X", i > 0 ? " " : "",
				(unsigned)(unsigned char)fault->bytes.bytes[i]);
		if (fault->bytes.length > HEX_BYTES)
			buffer_append_string(out, " …");
	} else if (column == COLUMN_PLACES) {
		buffer_append_format(out, "%zu", fault->places);
	} else if (column == COLUMN_SAMPLE) {
		append_words(out, article_text(article), fault->text);
	}
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	struct encodings *list = data;
	size_t index;

	switch (kind_of(list, row, &index)) {
	case KIND_PART:
		append_part(list, index, column, out);
		break;
	case KIND_READING:
		append_reading(recode_reading(list->recode, index), column, out);
		break;
	case KIND_REMARK:
		if (column == COLUMN_SAMPLE)
			buffer_append_string(out, list->remark.sentence);
		break;
	case KIND_FAULT:
		append_fault(list, index, column, out);
		break;
	}
}

/* --- Enter --------------------------------------------------------------------------------- */

static void
go_to(struct encodings *list, struct span place, struct view_request *request)
{
	struct article *article = session_article(list->session);
	size_t found;

	for (;;) {
		found = article_count(article);
		if (found > 0 && article_span(article, found - 1).end > place.start)
			break;
		if (!article_extend(article, EXTEND_BYTES))
			break;
	}
	request->has_go_to = true;
	request->go_to = place;
}

static void
read_as(struct encodings *list, const char *encoding, struct view_request *request)
{
	struct buffer words;
	struct error error;
	size_t places;

	error_init(&error);
	if (!session_read_as(list->session, encoding, &error)) {
		view_say(request, true, "%s", error.sentence);
		return;
	}
	places = article_undecodable(session_article(list->session));
	buffer_init(&words);
	encoding_append(&words, session_article(list->session));
	if (places == 0)
		view_say(request, false, _("Read again as %s"), buffer_string(&words));
	else
		view_say(request, false,
			ngettext("Read again as %s: %zu place cannot be decoded",
				"Read again as %s: %zu places cannot be decoded", places),
			buffer_string(&words), places);
	buffer_clear(&words);
	request->close = true;
}

static void
open_row(void *data, size_t row, struct view_request *request)
{
	struct encodings *list = data;
	const struct article *article = session_article(list->session);
	size_t index, some;

	switch (kind_of(list, row, &index)) {
	case KIND_PART: {
		const struct decoded_part *part = article_parts(article, &some);
		size_t start = some > 0 ? part[index].start : 0;

		go_to(list, (struct span){start, start}, request);
		break;
	}
	case KIND_READING: {
		char *encoding = alloc_string(
			slice_from_string(recode_reading(list->recode, index)->encoding));

		read_as(list, encoding, request);
		free(encoding);
		break;
	}
	case KIND_REMARK:
		view_say(request, true, "%s", list->remark.sentence);
		break;
	case KIND_FAULT:
		go_to(list, recode_faults(list->recode, &some)[index].text, request);
		break;
	}
}

/* --- the view ------------------------------------------------------------------------------ */

static bool
work(void *data)
{
	return recode_work(((struct encodings *)data)->recode);
}

static void
free_encodings(void *taken_data)
{
	struct encodings *list = taken_data;

	recode_close(list->recode);
	free(list);
}

static const struct list_source source = {
	.empty = "",
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.open = open_row,
	.work = work,
	.free = free_encodings,
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct encodings *list = alloc_zeroed(1, sizeof *list);

	(void)keymap;
	(void)request;
	(void)error;
	list->session = session;
	error_init(&list->remark);
	list->recode =
		recode_open(session_article(session), session_filters(session), &list->remark);
	for (int i = 0; i < AT_ONCE && work(list); i++)
		;
	return list_view_new(&source, list);
}

const struct view_ops encodings_view_ops = {
	.name = "encodings", .open = open_view, LIST_VIEW_FUNCTIONS};
