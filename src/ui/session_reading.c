/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the files of a session are read. */
#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "text/unicode.h"
#include "ui/session.h"
#include "ui/session_state.h"

#include <stdio.h>
#include <stdlib.h>

struct article_options
session_reading(const struct session *session, size_t file)
{
	struct article_options reading = session->reading;

	if (file < session->chosen_count && session->chosen[file])
		reading.encoding = session->chosen[file];
	return reading;
}

const struct filters *
session_filters(const struct session *session)
{
	return session->reading.filters;
}

void
session_choose(struct session *session, const char *encoding)
{
	char **chosen;

	while (session->chosen_count <= session->file) {
		session->chosen = array_grow(session->chosen, &session->chosen_capacity,
			session->chosen_count + 1, sizeof *session->chosen);
		session->chosen[session->chosen_count++] = NULL;
	}
	chosen = &session->chosen[session->file];
	free(*chosen);
	*chosen = alloc_string(slice_from_string(encoding));
}

bool
session_tell_failure(struct session *session, char *sentence, size_t size)
{
	const struct error *failure = article_failure(session->article);

	if (session->told || !error_is_set(failure))
		return false;
	session->told = true;
	snprintf(sentence, size, "%s", failure->sentence);
	return true;
}

/* The places that cannot be decoded, without what the end of a followed file has cut: the rest of
 * that comes. */
static size_t
count_faults(const struct session *session)
{
	struct slice text = article_text(session->article);
	size_t places = article_undecodable(session->article), length;

	if (places > 0 && session->follows &&
		unicode_decode(text, unicode_previous(text, text.length), &length) ==
			UNICODE_REPLACEMENT)
		places--;
	return places;
}

bool
session_tell_faults(struct session *session, char *sentence, size_t size)
{
	size_t places = count_faults(session);

	/* What is still coming may turn out to be in another encoding. */
	if (session->told_faults || places == 0 || article_awaits(session->article))
		return false;
	session->told_faults = true;
	snprintf(sentence, size,
		ngettext("%zu place is not %s: E shows it, and other encodings",
			"%zu places are not %s: E shows them, and other encodings", places),
		places, article_encoding(session->article));
	return true;
}
