/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where folded words may stand in a text that is not folded: the places of one of their characters,
 * the rarest, in any of its spellings (强 強 彊), and with what must stand beside it there. The
 * fold itself has to be asked whether the words really stand there. Inside the text floor only.
 */
#ifndef ZHUPI_TEXT_CANDIDATE_H
#define ZHUPI_TEXT_CANDIDATE_H

#include "base/attributes.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct candidates;

/*
 * For count > 0 folded characters, which are borrowed. When `apart` is set then they need not stand
 * beside each other, but the same paragraph has all of them. NULL when no character can be looked
 * for by its bytes (blanks, U+FFFD): then every place may be one. candidates_free frees.
 */
struct candidates *candidates_new(const uint32_t *characters, size_t count, bool apart) MUST_USE;

/* Frees it. NULL is allowed. */
void candidates_free(struct candidates *taken_candidates);

/*
 * The next byte offset in [from, to) at which a character stands that the words may have there;
 * `to` when there is none. Which character is looked for is settled by the first text and again by
 * a much longer one: by how often each stands in samples of it.
 */
size_t candidates_next(struct candidates *candidates, struct slice text, size_t from, size_t to);

#endif
