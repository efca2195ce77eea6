/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a long stretch may be cut so that its pieces fold as the whole does. */
#include "text/fold.h"

#include "text/residue.h"
#include "text/unicode.h"

enum {
	PIECE_BYTES = 96 << 10,  /* from there on a place is looked for, */
	PIECE_MOST = 1 << 20,    /* up to there; */
	WHOLE_BYTES = 128 << 10, /* what is no longer is not cut */
	CLEAR_BYTES = 256 /* to either side no residue may begin: it looks at its neighbours */
};

/* Whether a character folds to one, whatever stands around it, and lets what follows be. */
static bool
is_plain(uint32_t character)
{
	return unicode_is_han(character) || (character >= '0' && character <= '9') ||
		(character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

size_t
fold_piece_end(struct slice source, size_t at)
{
	size_t clear_from, place = 0, length, most;
	bool behind_plain = false;

	if (source.length - at <= WHOLE_BYTES)
		return source.length;
	most = source.length - at > PIECE_MOST ? at + PIECE_MOST : source.length;
	at = unicode_previous(source, at + PIECE_BYTES);
	for (clear_from = at; at < most; at += length) {
		uint32_t character = unicode_decode(source, at, &length);
		bool plain = is_plain(character);

		if (place > 0 && at - place >= CLEAR_BYTES)
			return place;
		if (residue_may_begin(character)) {
			clear_from = at + length;
			place = 0;
		} else if (place == 0 && plain && behind_plain && at - clear_from >= CLEAR_BYTES) {
			place = at;
		}
		behind_plain = plain;
	}
	return at;
}
