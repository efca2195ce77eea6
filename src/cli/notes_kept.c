/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/notes_kept.h"

#include "base/intl.h"
#include "cli/output.h"
#include "export/stamp.h"
#include "notes/annotation_history.h"
#include "text/json.h"

#include <stdio.h>
#include <string.h>

bool
notes_kept_verb(const char *verb)
{
	return strcmp(verb, "history") == 0 || strcmp(verb, "restore") == 0;
}

enum store_mode
notes_kept_mode(const char *verb)
{
	return strcmp(verb, "restore") == 0 ? STORE_WRITE : STORE_READ;
}

static bool
has_former(const struct history_entry *entry)
{
	return entry->kind != HISTORY_DELETED && entry->kind != HISTORY_RESTORED;
}

static void
print_for_the_eye(const struct history_entry *entry, bool first)
{
	static const char *const names[] = {
		[HISTORY_BODY] = "note",
		[HISTORY_TAGS] = "tags",
		[HISTORY_ATTACHED] = "was on",
		[HISTORY_DELETED] = "deleted",
		[HISTORY_RESTORED] = "restored",
	};
	struct buffer stamp;

	buffer_init(&stamp);
	stamp_append(&stamp, entry->changed);
	if (!first)
		output_write(slice_from_string("\n"));
	if (has_former(entry)) {
		output_field("until", buffer_string(&stamp));
		output_field(names[entry->kind], entry->former);
	} else {
		output_field(names[entry->kind], buffer_string(&stamp));
	}
	buffer_clear(&stamp);
}

static void
print_json(const char *id, const struct history_entry *entry)
{
	struct buffer out;

	buffer_init(&out);
	buffer_append_format(&out, "{\"id\":\"%s\",\"changed\":\"", id);
	stamp_append_iso(&out, entry->changed);
	buffer_append_format(&out, "\",\"what\":\"%s\"", history_kind_name(entry->kind));
	if (has_former(entry)) {
		buffer_append_string(&out, ",\"former\":");
		json_append_string(&out, slice_from_string(entry->former));
	}
	buffer_append_string(&out, "}\n");
	output_write(buffer_slice(&out));
	buffer_clear(&out);
}

static bool
print_history(struct store *store, const char *id, bool for_the_eye, struct error *error)
{
	struct history_entries entries;

	if (!annotation_history(store, id, &entries, error))
		return false;
	for (size_t i = 0; i < entries.count; i++) {
		if (for_the_eye)
			print_for_the_eye(&entries.items[i], i == 0);
		else
			print_json(id, &entries.items[i]);
	}
	history_entries_clear(&entries);
	return true;
}

static bool
restore(struct store *store, const char *id, bool trash, struct error *error)
{
	if (!trash) {
		error_set(error, ERROR_NOTES, _("the note %s is not in the trash"), id);
		return false;
	}
	if (!annotation_restore(store, id, error))
		return false;
	printf(_("%s is out of the trash\n"), id);
	return true;
}

bool
notes_kept_run(struct store *store, const char *verb, const char *prefix, bool for_the_eye,
	struct error *error)
{
	char id[ANNOTATION_ID_BYTES];
	bool trash;

	if (!annotation_find(store, prefix, id, &trash, error))
		return false;
	return strcmp(verb, "restore") == 0 ? restore(store, id, trash, error)
					    : print_history(store, id, for_the_eye, error);
}

void
notes_kept_missing(struct store *store, const char *prefix, struct error *error)
{
	char id[ANNOTATION_ID_BYTES];
	bool trash;

	if (annotation_find(store, prefix, id, &trash, error) && trash)
		error_set(error, ERROR_NOTES,
			_("the note %s is in the trash; zhupi notes restore %s takes it out"), id,
			id);
}
