/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/place.h"

#include "base/intl.h"
#include "text/find.h"

/* The place of the quote within a part of the text. */
static bool
find_quote(struct article *article, const char *quote, struct span within, struct span *place)
{
	struct finder *finder = finder_new(slice_from_string(quote));
	bool found = finder && finder_next(finder, article, within.start, false, place) &&
		place->end <= within.end;

	finder_free(finder);
	return found;
}

bool
place_find(struct article *article, const char *file, size_t paragraph, const char *quote,
	struct span *place, struct error *error)
{
	struct span within = {0, article_text(article).length};

	if (paragraph > article_count(article)) {
		error_set(error, ERROR_INPUT, _("%s has no paragraph %zu: it has %zu"), file,
			paragraph, article_count(article));
		return false;
	}
	if (paragraph > 0)
		within = article_span(article, paragraph - 1);
	*place = within;
	if (!quote || find_quote(article, quote, within, place))
		return true;
	if (paragraph > 0)
		error_set(error, ERROR_INPUT, _("%s: paragraph %zu has no words %s"), file,
			paragraph, quote);
	else
		error_set(error, ERROR_INPUT, _("%s has no words %s"), file, quote);
	return false;
}

size_t
place_again(struct article *article, const char *quote, struct span place)
{
	struct span behind = {place.end, article_text(article).length}, again;

	if (!find_quote(article, quote, behind, &again))
		return 0;
	return article_index_at(article, again.start) + 1;
}
