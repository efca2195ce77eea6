/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What converters from one script to the other leave behind in a text: a reading in brackets behind
 * an ideograph, and stray emoji about it. Inside the text floor only: others see residue through
 * the fold.
 *
 *      調(diào)  習(xí)近平       with tones: residue wherever it stands behind an ideograph
 *      国(guo)(guo)务(wu)院       without tones: residue by company, see residue.c
 *      增長率(GDP) 第(1)條 他(he)  stays
 */
#ifndef ZHUPI_TEXT_RESIDUE_H
#define ZHUPI_TEXT_RESIDUE_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Finds the residue of one text from its start to its end, and remembers what it saw on the way. */
struct residue_finder {
	struct slice text;
	size_t last_certain; /* the end of the last reading that is one beyond doubt; 0 for none */
	size_t next_certain; /* where the next one begins, if any does before scanned */
	size_t scanned;      /* how far the text was looked at for the next one */
};

/* A finder that has seen nothing yet. text is borrowed. */
struct residue_finder residue_finder_start(struct slice text);

/* Whether residue may begin with this character: an opening bracket or an emoji. */
bool residue_may_begin(uint32_t character);

/* The end (byte offset) of the residue that begins at byte offset at, right behind an ideograph; at
 * when there is none. Must be asked in the order of the text; takes linear time over all of it. */
size_t residue_finder_end(struct residue_finder *finder, size_t at);

/* Whether letters (lower-case ASCII, v for ü) are a syllable of Pinyin. */
bool residue_is_syllable(struct slice letters);

#endif
