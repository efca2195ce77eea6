/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read in one: a paragraph, or a section of a long one. */
#include "analysis/analysis_state.h"
#include "text/section.h"

enum {
	READ_ON_BYTES = 32768 /* of the article, where a section's end is not known */
};

size_t
analysis_count(const struct analysis *analysis)
{
	const struct article *article = analysis->article;
	size_t count = article_count(article);

	return count -
		(count > 0 && article_awaits(article) && article_is_open(article, count - 1));
}

struct span
analysis_section(struct analysis *analysis, size_t index, size_t at)
{
	struct article *article = analysis->article;
	struct span paragraph, section;
	bool more = true;

	for (;;) {
		paragraph = article_span(article, index);
		section = section_at(article_text(article), paragraph, at, SECTION_BYTES);
		if (section.end < paragraph.end || !article_is_open(article, index) || !more)
			return section;
		more = article_extend(article, READ_ON_BYTES);
	}
}

void
analysis_go_behind(const struct analysis *analysis, struct span section, size_t *index, size_t *at)
{
	bool ends = section.end == article_span(analysis->article, *index).end;

	*at = ends ? 0 : section.end;
	*index += ends;
}

bool
analysis_is_long(const struct analysis *analysis, size_t index)
{
	return article_is_open(analysis->article, index) ||
		article_paragraph(analysis->article, index).length > SECTION_BYTES;
}
