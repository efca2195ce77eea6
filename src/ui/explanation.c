/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/explanation.h"

#include "base/intl.h"
#include "text/position.h"
#include "ui/excerpt.h"
#include "ui/own_words.h"

#include <string.h>

enum {
	QUOTED_CHARS = 40 /* a longer piece is cut */
};

/* What pieces are called for the eye. */
static const struct {
	const char *key, *label;
} labels[] = {
	{"office", N_("office")},
	{"name", N_("name")},
	{"presented", N_("presented as")},
	{"text", N_("words")},
	{"cue", N_("cue")},
	{"source", N_("source")},
	{"addressee", N_("addressee")},
};

static size_t
add(struct evidence *pieces, size_t count, const char *key, struct span place)
{
	if (span_is_empty(place))
		return count;
	pieces[count] = (struct evidence){key, place};
	return count + 1;
}

size_t
explanation_evidence(
	const struct finding *finding, struct span presented, struct evidence pieces[EVIDENCE_MOST])
{
	size_t count = 0;

	if (finding->type == FINDING_DIRECTIVE) {
		count = span_is_empty(finding->cue) ? add(pieces, count, "text", finding->span)
						    : add(pieces, count, "cue", finding->cue);
		count = add(pieces, count, "source", finding->source);
		return add(pieces, count, "addressee", finding->addressee);
	}
	if (finding->type != FINDING_OFFICIAL)
		return add(pieces, count, "text", finding->span);
	count = add(pieces, count, "office", finding->title);
	count = add(pieces, count, "name", finding->span);
	return count < 2 ? add(pieces, count, "presented", presented) : count;
}

const char *
explanation_kind(const struct finding *finding)
{
	static const char *const modalities[MODALITIES] = {
		[MODALITY_OBLIGATION] = N_("Obligation"),
		[MODALITY_PROHIBITION] = N_("Prohibition"),
		[MODALITY_RECOMMENDATION] = N_("Recommendation"),
		[MODALITY_PERMISSION] = N_("Permission"),
	};
	static const char *const types[FINDING_TYPES] = {
		[FINDING_OFFICIAL] = N_("Official"),
		[FINDING_REFERENCE] = N_("Official, by surname and office"),
		[FINDING_ROLE] = N_("Officials without a name"),
	};

	return finding->type == FINDING_DIRECTIVE ? _(modalities[finding->modality])
						  : _(types[finding->type]);
}

const char *
explanation_why(const struct packs *packs, const char *rule)
{
	struct explanation explanation;

	if (!analysis_explain(packs, rule, &explanation) || explanation.why[0] == '\0')
		return rule;
	return _(explanation.why);
}

void
explanation_append_quoted(
	struct buffer *out, const struct article *article, struct span place, size_t home)
{
	size_t paragraph = article_index_at(article, place.start), start, most;

	buffer_append_string(out, "“");
	start = out->length;
	excerpt_append(out, article, place);
	most = position_bytes(
		(struct slice){out->bytes + start, out->length - start}, QUOTED_CHARS);
	if (start + most < out->length) {
		buffer_truncate(out, start + most);
		buffer_append_string(out, "…");
	}
	buffer_append_string(out, "”");
	if (paragraph != home)
		buffer_append_format(out, " (¶ %zu)", paragraph + 1);
}

void
explanation_append_evidence(struct buffer *out, const struct article *article,
	const struct finding *finding, struct span presented)
{
	struct evidence pieces[EVIDENCE_MOST];
	size_t count = explanation_evidence(finding, presented, pieces);

	if (finding->office)
		buffer_append_format(out, "%s “%s” · ", _("office"), finding->office);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_append_string(out, " · ");
		for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
			if (strcmp(labels[k].key, pieces[i].key) == 0)
				buffer_append_format(out, "%s ", _(labels[k].label));
		explanation_append_quoted(out, article, pieces[i].place, finding->paragraph);
	}
}

/* Appends what the reader's own packs have given to it: 坊主 [mine.txt:3]. */
static void
append_own_words(struct buffer *out, const struct article *article, const struct finding *finding,
	struct span presented, const struct packs *packs)
{
	struct own_word words[OWN_WORDS_MOST];
	struct evidence pieces[EVIDENCE_MOST];
	size_t count = explanation_evidence(finding, presented, pieces);

	count = own_words_find(packs, article, finding, pieces, count, words);
	for (size_t i = 0; i < count; i++) {
		buffer_append_string(out, i > 0 ? " · " : " ");
		if (words[i].taken_out)
			buffer_append_byte(out, '-');
		excerpt_append(out, article, words[i].place);
		buffer_append_format(out, " [%s:%d]", words[i].line.name, words[i].line.line);
	}
}

void
explanation_append(struct buffer *out, const struct article *article, const struct finding *finding,
	struct span presented, const struct packs *packs)
{
	struct explanation explanation;
	size_t length;

	buffer_append_format(out, "%s (%s): ", explanation_kind(finding), finding->rule);
	if (analysis_explain(packs, finding->rule, &explanation))
		buffer_append_format(out, "%s ", explanation_why(packs, finding->rule));
	length = out->length;
	explanation_append_evidence(out, article, finding, presented);
	if (out->length > length)
		buffer_append_byte(out, ' ');
	if (analysis_explain(packs, finding->rule, &explanation))
		buffer_append_format(out, "[%s:%d]", explanation.file, explanation.line);
	append_own_words(out, article, finding, presented, packs);
}
