/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/correction_line.h"

#include "export/stamp.h"
#include "text/json.h"

static void
append_string(struct buffer *out, const char *name, const char *value)
{
	buffer_append_format(out, ",\"%s\":", name);
	json_append_string(out, slice_from_string(value));
}

static void
append_article(struct buffer *out, const struct target *target, const struct library_entry *article)
{
	buffer_append_format(out, ",\"article\":{\"hash\":\"%016llx%016llx\"",
		(unsigned long long)target->hash.high, (unsigned long long)target->hash.low);
	append_string(out, "title", article->title);
	append_string(out, "path", article->path);
	buffer_append_byte(out, '}');
}

static void
append_target(struct buffer *out, const struct target *target)
{
	buffer_append_format(out,
		",\"target\":{\"kind\":\"%s\",\"paragraph\":%zu,\"start\":%zu,\"end\":%zu,"
		"\"folded_start\":%zu,\"folded_end\":%zu",
		target->kind == TARGET_PARAGRAPH ? "paragraph" : "phrase", target->paragraph,
		target->start, target->end, target->folded_start, target->folded_end);
	append_string(out, "exact", target->quote);
	append_string(out, "prefix", target->prefix);
	append_string(out, "suffix", target->suffix);
	buffer_append_byte(out, '}');
}

void
correction_line_append(struct buffer *out, const struct correction *correction,
	const struct library_entry *article)
{
	buffer_append_format(out, "{\"id\":\"%s\",\"kind\":\"%s\",\"everywhere\":%s",
		correction->id, correction_kind_name(correction->kind),
		correction->everywhere ? "true" : "false");
	append_string(out, "name", correction->name);
	append_string(out, "office", correction->office);
	append_string(out, "modality", correction->modality);
	buffer_append_string(out, ",\"created\":\"");
	stamp_append_iso(out, correction->created);
	buffer_append_byte(out, '"');
	if (!correction->everywhere) {
		append_article(out, &correction->target, article);
		append_target(out, &correction->target);
	}
	buffer_append_string(out, "}\n");
}
