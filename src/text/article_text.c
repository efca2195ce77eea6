/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of an article that is decoded in pieces: how more of it comes to be there. */
#include "text/article.h"

#include "base/array.h"
#include "text/article_state.h"
#include "text/mixed.h"
#include "text/relay.h"

bool
article_is_whole(const struct article *article)
{
	return !article->decoder && !article->source.comes;
}

bool
article_can_grow(const struct article *article)
{
	return source_can_grow(&article->source) && !article->page.text.bytes &&
		(article->unchecked || article->decoder || article->resting);
}

/* The parts that were found since, in a text of which a mark of so many bytes is left out. */
static void
take_parts(struct article *article, size_t mark_bytes)
{
	struct decoded *decoded = &article->decoded;
	size_t count;
	const struct decoded_part *parts = relay_parts(article->decoder, &count);

	if (count == decoded->part_count)
		return;
	decoded->parts = array_grow(decoded->parts, &article->part_capacity, count, sizeof *parts);
	if (decoded->part_count == 0)
		decoded->encoding[0] = '\0';
	for (size_t i = decoded->part_count; i < count; i++) {
		decoded->parts[i] = parts[i];
		decoded->parts[i].start -= i > 0 ? mark_bytes : 0;
		mixed_add_name(decoded->encoding, sizeof decoded->encoding, parts[i].encoding);
	}
	decoded->part_count = count;
}

/* The text so far, without a byte order mark. */
static void
take_decoded(struct article *article)
{
	struct slice text = growing_bytes(article->grown);

	if (slice_starts_with(text, (struct slice){"\xEF\xBB\xBF", 3})) {
		text.bytes += 3;
		text.length -= 3;
	}
	article->decoded.text = text;
	article->decoded.undecodable = relay_undecodable(article->decoder);
	take_parts(article, growing_bytes(article->grown).length - text.length);
}

/* What is decoded in the end, of a file that may grow: its decoder and the file wait for that. */
static bool
rests(struct article *article)
{
	if (error_is_set(&article->failure) || !article_can_grow(article) ||
		!relay_can_resume(article->decoder))
		return false;
	article->resting = article->decoder;
	article->decoder = NULL;
	source_rest(&article->source);
	return true;
}

/* All is decoded, or no more can be. The source is not needed any more: but was it one? Of a file
 * that has grown article_is_intact tells: going through all of it each time would take too long. */
static void
end_decoding(struct article *article)
{
	struct error changed;

	error_init(&changed);
	if (!article->has_grown && !source_is_intact(&article->source, article->path, &changed) &&
		!error_is_set(&article->failure))
		article->failure = changed;
	if (rests(article))
		return;
	relay_close(article->decoder);
	article->decoder = NULL;
	source_release(&article->source);
}

bool
article_lengthen(struct article *article, size_t bytes)
{
	size_t before = article->decoded.text.length;
	const struct source *source = &article->source;
	bool well;

	if (!article->decoder || article->starved)
		return false;
	well = relay_go_on(article->decoder, source->bytes, !source->comes, bytes, article->grown,
		&article->failure);
	source_watch(&article->source, source->bytes.bytes + relay_at(article->decoder));
	take_decoded(article);
	article->starved = source->comes && article->decoded.text.length == before;
	if (!well || (!source->comes && relay_is_done(article->decoder, source->bytes)))
		end_decoding(article);
	return article->decoded.text.length > before;
}

bool
article_resume_decoding(struct article *article, size_t ended_at, size_t *sure)
{
	struct relay *decoder = article->resting ? article->resting : article->decoder;
	size_t left = article->source.bytes.length - relay_at(decoder);

	if (growing_room(article->grown) / UTF8_AT_MOST <= left)
		return false;
	*sure = article->decoded.text.length;
	if (!article->resting) /* else what the end had cut may have been decoded as it was */
		return relay_can_resume(decoder) || relay_at(decoder) < ended_at;
	*sure -= relay_resume(decoder, article->source.bytes, article->grown);
	article->decoder = decoder;
	article->resting = NULL;
	take_decoded(article);
	return true;
}

size_t
article_size(const struct article *article)
{
	size_t length = article->decoded.text.length, at;

	if (!article->decoder || article->source.comes)
		return length;
	at = relay_at(article->decoder);
	return at > 0 ? (size_t)((double)length * (double)article->source.bytes.length / (double)at)
		      : length;
}

bool
article_has_all_text(const struct article *article)
{
	return !article->decoder || article->starved;
}

bool
article_is_short(const struct article *article, size_t bytes)
{
	return article_is_whole(article) && article->decoded.text.length <= bytes;
}
