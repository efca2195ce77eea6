/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/mark_explanation.h"

#include "export/stamp.h"
#include "text/fold.h"
#include "ui/explanation.h"

#include <string.h>

enum {
	LOOKED_THROUGH_BYTES = 1 << 18, /* for the place where a person is presented */
	DAY_BYTES = 10                  /* of a stamp: 2020-02-03 */
};

/* An office beside another mention of the person, the first in the text; empty when none is found
 * soon. */
static struct span
find_presented(struct session *session, const struct finding *finding)
{
	struct analysis *analysis = session_analysis(session);
	struct article *article = session_article(session);
	size_t index = 0, at = 0;

	while (index < article_count(article) && at <= LOOKED_THROUGH_BYTES) {
		struct span section = analysis_section(analysis, index, at);
		size_t count;
		const struct finding *findings = analysis_within(analysis, index, section, &count);

		for (size_t k = 0; k < count; k++)
			if (findings[k].type == FINDING_OFFICIAL &&
				findings[k].person == finding->person &&
				!span_is_empty(findings[k].title))
				return findings[k].title;
		at = section.end;
		index += at == article_span(article, index).end;
	}
	return (struct span){0, 0};
}

static bool
is_same_name(struct session *session, struct span place, const char *name)
{
	struct slice words = slice_at(article_text(session_article(session)), place);
	struct fold one, other;
	bool same;

	fold_init(&one);
	fold_init(&other);
	same = fold_apply(&one, words, FOLD_ALL) &&
		fold_apply(&other, slice_from_string(name), FOLD_ALL) && one.count == other.count &&
		memcmp(one.characters, other.characters, one.count * sizeof *one.characters) == 0;
	fold_clear(&one);
	fold_clear(&other);
	return same;
}

/* Appends the day of the correction that made a finding; nothing where none did. */
static void
append_correction(struct session *session, const struct finding *finding, struct buffer *out)
{
	bool official = finding->type != FINDING_DIRECTIVE;
	size_t epoch;
	const struct corrections *list = session_corrections(session, &epoch);

	if (!slice_starts_with(slice_from_string(finding->rule), slice_from_string("reader.")))
		return;
	for (size_t i = list->count; i > 0; i--) {
		const struct correction *correction = &list->items[i - 1];
		size_t start;

		if (correction_is_about_officials(correction->kind) != official ||
			!(correction->everywhere
					? is_same_name(session, finding->span, correction->name)
					: span_overlaps(finding->span, correction->place)))
			continue;
		buffer_append_byte(out, ' ');
		start = out->length;
		stamp_append(out, correction->created);
		buffer_truncate(out, start + DAY_BYTES);
		return;
	}
}

void
mark_explanation_append(struct session *session, const struct finding *finding, struct buffer *out)
{
	struct finding kept = *finding;
	struct span presented = {0, 0};

	if (kept.type == FINDING_OFFICIAL && span_is_empty(kept.title) && !kept.office)
		presented = find_presented(session, &kept);
	explanation_append(out, session_article(session), &kept, presented, session_packs(session));
	append_correction(session, &kept, out);
}
