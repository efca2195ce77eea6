/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/kept.h"

#include "base/alloc.h"
#include "notes/version_text.h"

#include <stdlib.h>
#include <string.h>

struct kept {
	struct article *article;
	struct fold fold;
	size_t *paragraphs;
	size_t count;
	struct version_text text; /* its numbers tell which paragraphs are kept */
};

struct kept *
kept_open(struct store *store, int64_t version)
{
	struct kept *kept = alloc_zeroed(1, sizeof *kept);
	struct error error;

	error_init(&error);
	fold_init(&kept->fold);
	if (store && version > 0 && version_text_read(store, version, &kept->text, &error) &&
		kept->text.length > 0)
		kept->article = article_from_bytes(
			(struct slice){kept->text.bytes, kept->text.length}, "-", "UTF-8", &error);
	while (kept->article && article_extend(kept->article, SIZE_MAX))
		;
	if (kept->article && fold_apply(&kept->fold, article_text(kept->article), FOLD_ALL)) {
		kept->paragraphs = kept_paragraphs(kept->article, &kept->fold, &kept->count);
		return kept;
	}
	kept_close(kept);
	return NULL;
}

void
kept_close(struct kept *taken_kept)
{
	if (!taken_kept)
		return;
	article_close(taken_kept->article);
	fold_clear(&taken_kept->fold);
	free(taken_kept->paragraphs);
	version_text_clear(&taken_kept->text);
	free(taken_kept);
}

struct aligned_text
kept_text(const struct kept *kept)
{
	return (struct aligned_text){
		{kept->fold.characters, kept->fold.count}, kept->paragraphs, kept->count};
}

/* The index among the kept paragraphs of the one with this number; count when it is not kept. */
static size_t
find_paragraph(const struct kept *kept, size_t number)
{
	const struct version_text *text = &kept->text;

	if (!text->numbers)
		return number > 0 && number <= kept->count ? number - 1 : kept->count;
	for (size_t i = 0; i < text->number_count && i < kept->count; i++)
		if (text->numbers[i] == number)
			return i;
	return kept->count;
}

/* Where the quote is at about so many folded characters: a paragraph that was folded alone may have
 * a blank more at its start than the whole text has there, or less. */
static bool
find_quote(const struct kept *kept, const struct fold *quote, size_t about, struct stretch *place)
{
	static const int shifts[] = {0, -1, 1};
	size_t blanks = quote->count > 0 && quote->characters[0] == ' ';
	size_t count = quote->count - blanks;

	for (size_t i = 0; i < sizeof shifts / sizeof *shifts && count > 0; i++) {
		size_t start = about + blanks + (size_t)shifts[i];

		if (start < kept->fold.count && count <= kept->fold.count - start &&
			memcmp(kept->fold.characters + start, quote->characters + blanks,
				count * sizeof *quote->characters) == 0) {
			*place = (struct stretch){start, start + count};
			return true;
		}
	}
	return false;
}

bool
kept_place(const struct kept *kept, const struct target *target, struct stretch *place)
{
	size_t index = find_paragraph(kept, target->paragraph);
	struct span paragraph;
	struct fold quote;
	bool found;

	if (index == kept->count)
		return false;
	fold_init(&quote);
	found = fold_apply(&quote, slice_from_string(target->quote), FOLD_ALL) &&
		find_quote(kept, &quote, kept->paragraphs[index] + target->folded_start, place);
	fold_clear(&quote);
	paragraph = article_span(kept->article, index);
	if (found && target->kind == TARGET_PARAGRAPH)
		place->end = fold_from_source(&kept->fold, paragraph.end);
	return found;
}

size_t *
kept_paragraphs(const struct article *article, const struct fold *fold, size_t *count)
{
	size_t *starts;

	*count = article_count(article);
	starts = alloc_zeroed(*count + 1, sizeof *starts);
	for (size_t i = 0; i < *count; i++)
		starts[i] = fold_from_source(fold, article_span(article, i).start);
	return starts;
}
