/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changing what is there. Each change is one transaction, which reads first what is in the file by
 * then: another program may have been quicker than the one who read it a minute ago.
 *
 * The times of a note never go back: where the clock has, a change is a millisecond behind the one
 * before.
 */
#include "notes/annotation.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "notes/database.h"
#include "notes/tie.h"
#include "notes/word_index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is stored now of an annotation that is to be changed. */
struct former {
	int64_t annotation, deleted;
	int64_t now; /* the time of the change: behind all that was done to it */
	char *quote;
	struct wording wording;
};

static void
former_clear(struct former *former)
{
	free(former->quote);
	wording_clear(&former->wording);
}

/* former is empty on failure. */
static bool
find_former(struct store *store, const char *id, struct former *former, struct error *error)
{
	sqlite3_stmt *query = database_query(
		store, STATEMENT_ANNOTATION_FIND, (const struct value[]){value_text(id)}, error);
	struct tie_list tags;
	int64_t modified;
	bool row;

	*former = (struct former){0};
	if (!query || !database_next(store, query, &row, error))
		return false;
	if (!row) {
		error_set(error, ERROR_NOTES, _("There is no note %s in %s."), id, store->path);
		return false;
	}
	former->annotation = sqlite3_column_int64(query, 0);
	former->wording.body = database_string(query, 1);
	former->deleted = sqlite3_column_int64(query, 2);
	former->quote = database_string(query, 3);
	modified = sqlite3_column_int64(query, 4);
	database_done(query);
	former->now = database_now(store);
	if (former->now <= modified)
		former->now = modified < INT64_MAX ? modified + 1 : modified;
	if (!tie_read(store, former->annotation, &tags, error)) {
		former_clear(former);
		return false;
	}
	former->wording.tags = tags.names;
	former->wording.tag_count = tags.count;
	return true;
}

static bool
remember(struct store *store, const struct former *former, const char *field, const char *value,
	struct error *error)
{
	return database_run(store, STATEMENT_HISTORY_ADD,
		(const struct value[]){value_number(former->annotation), value_number(former->now),
			value_text(field), value_text(value)},
		error);
}

/* The tags as the room's own list of them; borrowed. */
static struct tie_list
ties_of(const struct wording *wording)
{
	return (struct tie_list){wording->tags, wording->tag_count, wording->tag_count};
}

static bool
remember_tags(struct store *store, const struct former *former, struct error *error)
{
	struct tie_list tags = ties_of(&former->wording);
	char *joined = tie_list_join(&tags);
	bool done = remember(store, former, "tags", joined, error);

	free(joined);
	return done;
}

/* wanted is clean. */
static bool
write_wording(struct store *store, const struct former *former, const struct wording *wanted,
	struct error *error)
{
	struct tie_list tags = ties_of(wanted);
	bool body = !wording_same_body(&former->wording, wanted);
	bool tied = !wording_same_tags(&former->wording, wanted);

	if (!body && !tied)
		return true;
	return (!body || remember(store, former, "body", former->wording.body, error)) &&
		(!tied ||
			(remember_tags(store, former, error) &&
				tie_write(store, former->annotation, &tags, error))) &&
		database_run(store, STATEMENT_ANNOTATION_CHANGE,
			(const struct value[]){value_number(former->annotation),
				value_text(wanted->body), value_number(former->now)},
			error) &&
		database_run(store, STATEMENT_WORDS_REMOVE,
			(const struct value[]){value_number(former->annotation)}, error) &&
		word_index_add(
			store, former->annotation, wanted->body, &tags, former->quote, error);
}

static bool
write_hidden(struct store *store, const struct former *former, bool hidden, struct error *error)
{
	char value[32];

	if ((former->deleted != 0) == hidden)
		return true;
	snprintf(value, sizeof value, "%lld", (long long)former->deleted);
	return remember(store, former, "deleted", value, error) &&
		database_run(store, STATEMENT_ANNOTATION_HIDE,
			(const struct value[]){value_number(former->annotation),
				value_number(hidden ? former->now : 0), value_number(former->now)},
			error);
}

void
annotation_revision_clear(struct annotation_revision *revision)
{
	wording_clear(&revision->before);
	wording_clear(&revision->after);
	*revision = (struct annotation_revision){0};
}

/* Inside a transaction. A note that was deleted meanwhile comes back with the words that were
 * written for it: the deletion took away others. */
static bool
change(struct store *store, const char *id, const struct wording *seen,
	const struct wording *wanted, struct annotation_revision *revision, struct error *error)
{
	struct former former;
	bool done;

	if (!find_former(store, id, &former, error))
		return false;
	revision->joined = wording_join(
		seen ? seen : &former.wording, wanted, &former.wording, &revision->after);
	revision->revived = former.deleted != 0;
	done = write_hidden(store, &former, false, error) &&
		write_wording(store, &former, &revision->after, error);
	revision->before = former.wording;
	former.wording = (struct wording){NULL, NULL, 0};
	former_clear(&former);
	return done;
}

bool
annotation_change(struct store *store, const char *id, const struct wording *seen,
	const struct wording *wanted, struct annotation_revision *revision, struct error *error)
{
	struct annotation_revision own = {.joined = false};
	struct wording clean;
	bool done;

	if (!wording_clean(wanted, &clean, error))
		return false;
	done = database_begin(store, error) &&
		database_end(store, change(store, id, seen, &clean, &own, error), error);
	wording_clear(&clean);
	if (done && revision)
		*revision = own;
	else
		annotation_revision_clear(&own);
	return done;
}

/* Inside a transaction. */
static bool
step(struct store *store, const char *id, const struct annotation_step *step, bool *stale,
	struct error *error)
{
	struct former former;
	bool done = true;

	if (!find_former(store, id, &former, error))
		return false;
	*stale = (former.deleted != 0) != step->was_hidden ||
		(step->was &&
			(!wording_same_body(&former.wording, step->was) ||
				!wording_same_tags(&former.wording, step->was)));
	if (!*stale && step->wanted)
		done = write_wording(store, &former, step->wanted, error);
	if (!*stale && done)
		done = write_hidden(store, &former, step->hidden, error);
	former_clear(&former);
	return done;
}

bool
annotation_take_step(struct store *store, const char *id, const struct annotation_step *wanted,
	bool *stale, struct error *error)
{
	*stale = false;
	return database_begin(store, error) &&
		database_end(store, step(store, id, wanted, stale, error), error);
}

static bool
hide(struct store *store, const char *id, bool hidden, struct error *error)
{
	struct former former;
	bool done;

	if (!find_former(store, id, &former, error))
		return false;
	done = write_hidden(store, &former, hidden, error);
	former_clear(&former);
	return done;
}

bool
annotation_delete(struct store *store, const char *id, struct error *error)
{
	return database_begin(store, error) &&
		database_end(store, hide(store, id, true, error), error);
}

bool
annotation_restore(struct store *store, const char *id, struct error *error)
{
	return database_begin(store, error) &&
		database_end(store, hide(store, id, false, error), error);
}
