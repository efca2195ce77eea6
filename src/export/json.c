/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One JSON document (RFC 8259): an AnnotationCollection of the W3C Web Annotation Data Model
 * (https://www.w3.org/TR/annotation-model/), one AnnotationPage an article. Each target has a
 * TextQuoteSelector and a TextPositionSelector; the latter counts code points from the start of the
 * paragraph that it names, where the model counts from the start of the text.
 */
#include "export/exporter.h"
#include "export/residue.h"
#include "export/stamp.h"
#include "text/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void
append_string(struct buffer *out, const char *string)
{
	json_append_string(out, slice_from_string(string));
}

/* "name": "value" behind a comma, on a row of its own. */
static void
append_member(struct buffer *out, const char *indent, const char *name, const char *value)
{
	buffer_append_format(out, ",\n%s\"%s\": ", indent, name);
	append_string(out, value ? value : "");
}

/* The same of what the article says of itself: without residue. */
static void
append_clean(struct buffer *out, const char *indent, const char *name, const char *value)
{
	char *clean = residue_remove(slice_from_string(value ? value : ""));

	append_member(out, indent, name, clean);
	free(clean);
}

/* A file's path as a URI (RFC 8089); anything else as it is. */
static void
append_source(struct buffer *out, const char *path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "/-._~";
	struct buffer uri;

	buffer_init(&uri);
	if (path[0] == '/')
		buffer_append_string(&uri, "file://");
	for (const char *byte = path; *byte; byte++)
		if (strchr(plain, *byte))
			buffer_append_byte(&uri, *byte);
		else
			buffer_append_format(&uri, "%%%02X", (unsigned)(unsigned char)*byte);
	append_string(out, buffer_string(&uri));
	buffer_clear(&uri);
}

static void
begin(struct buffer *out, size_t articles, size_t notes)
{
	buffer_append_format(out,
		"{\n"
		" \"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n"
		" \"type\": \"AnnotationCollection\",\n"
		" \"generator\": \"zhupi\",\n"
		" \"total\": %zu,\n"
		" \"articles\": %zu,\n"
		" \"pages\": [",
		notes, articles);
}

static void
append_article(struct buffer *out, const struct export_article *article, size_t index)
{
	buffer_append_string(out,
		index > 0 ? "\n  ]},\n  {\"type\": \"AnnotationPage\""
			  : "\n  {\"type\": \"AnnotationPage\"");
	append_clean(out, "   ", "title", article->title);
	append_member(out, "   ", "path", article->path);
	append_clean(out, "   ", "date", article->date);
	append_clean(out, "   ", "source", article->source);
	buffer_append_string(out, ",\n   \"items\": [");
}

static void
append_bodies(struct buffer *out, const struct annotation *note)
{
	const char *comma = "";

	buffer_append_string(out, ",\n     \"body\": [");
	if (note->body && note->body[0]) {
		buffer_append_string(out,
			"{\"type\": \"TextualBody\", \"purpose\": \"commenting\", "
			"\"format\": \"text/plain\", \"value\": ");
		append_string(out, note->body);
		buffer_append_byte(out, '}');
		comma = ", ";
	}
	for (size_t i = 0; i < note->tag_count; i++) {
		buffer_append_format(out,
			"%s{\"type\": \"TextualBody\", \"purpose\": \"tagging\", \"value\": ",
			comma);
		append_string(out, note->tags[i]);
		buffer_append_byte(out, '}');
		comma = ", ";
	}
	buffer_append_byte(out, ']');
}

static void
append_target(struct buffer *out, const char *path, const struct target *target)
{
	buffer_append_string(out, ",\n     \"target\": {\"source\": ");
	append_source(out, path);
	buffer_append_string(out,
		", \"selector\": [\n"
		"      {\"type\": \"TextQuoteSelector\"");
	append_member(out, "       ", "exact", target->quote);
	append_member(out, "       ", "prefix", target->prefix);
	append_member(out, "       ", "suffix", target->suffix);
	buffer_append_format(out,
		"},\n      {\"type\": \"TextPositionSelector\", \"paragraph\": %zu, "
		"\"start\": %zu, \"end\": %zu}]}",
		target->paragraph, target->start, target->end);
}

static const char *
state_name(enum anchor_state state)
{
	switch (state) {
	case ANCHOR_EXACT:
		return "exact";
	case ANCHOR_APPROXIMATE:
		return "approximate";
	case ANCHOR_UNATTACHED:
		break;
	}
	return "unattached";
}

/* The members that notes and corrections have in common, up to "created". */
static void
append_head(
	struct buffer *out, const char *id, const char *motivation, int64_t created, size_t index)
{
	buffer_append_format(out,
		"%s\n    {\"type\": \"Annotation\",\n     \"id\": \"urn:uuid:%s\"",
		index > 0 ? "," : "", id);
	append_member(out, "     ", "motivation", motivation);
	buffer_append_string(out, ",\n     \"created\": \"");
	stamp_append_iso(out, created);
	buffer_append_byte(out, '"');
}

static void
append_anchor(struct buffer *out, enum anchor_state state, const struct target *target)
{
	append_member(out, "     ", "anchor", state_name(state));
	append_member(
		out, "     ", "of", target->kind == TARGET_PARAGRAPH ? "paragraph" : "phrase");
}

static void
append_note(struct buffer *out, const struct export_article *article, const struct annotation *note,
	size_t index)
{
	append_head(out, note->id, note->body && note->body[0] ? "commenting" : "tagging",
		note->created, index);
	buffer_append_string(out, ",\n     \"modified\": \"");
	stamp_append_iso(out, note->modified);
	buffer_append_byte(out, '"');
	append_anchor(out, note->state, &note->target);
	append_bodies(out, note);
	append_target(out, article->path, &note->target);
	buffer_append_byte(out, '}');
}

/* A correction classifies its place: as official, not-official, directive or not-directive. */
static void
append_correction(struct buffer *out, const struct export_article *article,
	const struct correction *correction, size_t index)
{
	bool official = correction->kind == CORRECTION_OFFICIAL;
	const char *more = official ? correction->office : correction->modality;

	append_head(out, correction->id, "classifying", correction->created, index);
	append_anchor(out, correction->state, &correction->target);
	buffer_append_format(out,
		",\n     \"body\": [{\"type\": \"TextualBody\", \"purpose\": \"classifying\", "
		"\"value\": \"%s\"}",
		correction_kind_name(correction->kind));
	if (more && more[0]) {
		buffer_append_string(out,
			", {\"type\": \"TextualBody\", \"purpose\": \"describing\", \"value\": ");
		append_string(out, more);
		buffer_append_byte(out, '}');
	}
	buffer_append_byte(out, ']');
	append_target(out, article->path, &correction->target);
	buffer_append_byte(out, '}');
}

static void
end(struct buffer *out, size_t articles)
{
	buffer_append_string(out, articles > 0 ? "\n  ]}\n ]\n}\n" : "]\n}\n");
}

const struct exporter exporter_json = {
	.name = "json",
	.suffix = ".json",
	.begin = begin,
	.article = append_article,
	.note = append_note,
	.correction = append_correction,
	.end = end,
};
