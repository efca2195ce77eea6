/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corrections as they are read with the notes and told to the analysis. */
#include "ui/correction_verdicts.h"
#include "ui/session.h"
#include "ui/session_state.h"

#include <string.h>

static bool
is_same(const struct corrections *one, const struct corrections *other)
{
	if (one->count != other->count)
		return false;
	for (size_t i = 0; i < one->count; i++) {
		const struct correction *a = &one->items[i], *b = &other->items[i];

		if (strcmp(a->id, b->id) != 0 || a->state != b->state ||
			a->place.start != b->place.start || a->place.end != b->place.end)
			return false;
	}
	return true;
}

void
session_load_corrections(struct session *session, struct error *error)
{
	struct corrections list;

	corrections_init(&list);
	if (session->store &&
		correction_list(
			session->store, session->number > 0 ? session->number : 0, &list, error) &&
		list.count > 0)
		correction_resolve(session->article, &list, session->store);
	if (is_same(&session->corrections, &list)) {
		corrections_clear(&list);
		return;
	}
	corrections_clear(&session->corrections);
	session->corrections = list;
	session->corrections_epoch++;
	correction_verdicts_tell(session->analysis, &session->corrections);
}

const struct corrections *
session_corrections(const struct session *session, size_t *epoch)
{
	*epoch = session->corrections_epoch;
	return &session->corrections;
}

bool
session_uncorrect(struct store *store, const struct change *change, struct error *error)
{
	if (change->kind == CHANGE_TAKEN_BACK)
		return correction_restore(store, change->id, error);
	if (change->outdone) /* it sends the other one into the trash */
		return correction_restore(store, change->outdone, error);
	return correction_undo(store, change->id, error);
}

bool
session_correct_again(struct store *store, const struct change *change, struct error *error)
{
	if (change->kind == CHANGE_TAKEN_BACK)
		return correction_undo(store, change->id, error);
	return correction_restore(store, change->id, error);
}
