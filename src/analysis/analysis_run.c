/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Both passes over the whole article in one reading. Paragraphs are read into blocks; the first
 * pass runs as they are read, the second over the block before, so that it knows whom at least a
 * block's length behind a mention tells about.
 *
 *      read     |  block 0  |  block 1  |  block 2  |
 *      pass 2               |  block 0  |  block 1  |  block 2  |
 */
#include "analysis/analysis_state.h"
#include "analysis/block.h"
#include "analysis/segment.h"
#include "base/array.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#ifndef BLOCK_BYTES
#define BLOCK_BYTES ((size_t)128 << 10)
#endif

#define READ_AHEAD ((size_t)32 << 10) /* bytes of the article */

struct run {
	struct analysis *analysis;
	struct block blocks[2];
	size_t first[2];              /* index of each block's first paragraph */
	size_t next, next_at;         /* the section to be read: paragraph, see analysis_section */
	struct directive_state state; /* what the paragraph before has left */
	size_t opened; /* the paragraph that opened the list which the state may go on with */
	analysis_take *take;
	void *data;
};

/* ---- Blocks -------------------------------------------------------------------------------------
 */

/* The section to be read; empty when there are no more. The article is asked for little at a time,
 * so that a section is still at hand when it is read. */
static struct span
next_section(struct run *run)
{
	struct article *article = run->analysis->article;

	while (run->next >= analysis_count(run->analysis) && article_extend(article, READ_AHEAD))
		;
	return run->next < analysis_count(run->analysis)
		? analysis_section(run->analysis, run->next, run->next_at)
		: (struct span){0, 0};
}

/* Reads sections from run->next on into the block, at least one; the first pass over those that
 * have not been through it. False when there are no more. */
static bool
read_block(struct run *run, size_t which)
{
	struct analysis *analysis = run->analysis;
	struct block *block = &run->blocks[which];
	struct span section = next_section(run);
	size_t wanted = BLOCK_BYTES, length = section.end - section.start;

	run->first[which] = run->next;
	if (length == 0) {
		block->count = 0;
		return false;
	}
	if (!block_reset(block, length > wanted ? length : wanted))
		wanted = 0;
	do {
		struct slice text = slice_at(article_text(analysis->article), section);
		const struct passage *passage =
			wanted ? block_read(block, &analysis->passage, text) : NULL;

		if (run->next == analysis->advanced && run->next_at == analysis->advanced_to)
			analysis_collect(analysis, section, passage);
		analysis_go_behind(analysis, section, &run->next, &run->next_at);
		if (!passage)
			break;
		section = next_section(run);
		length = section.end - section.start;
	} while (length > 0 && length <= wanted && block->bytes + length <= wanted);
	return true;
}

/* What a paragraph, or section, inherits from those before: the open list's state, if it goes on
 * with it. */
static void
inherit(struct run *run, const struct passage *passage, size_t paragraph)
{
	bool enumerated = segment_is_enumerated(passage);

	if (!enumerated || !run->state.list_open || paragraph - run->opened > LOOK_BACK)
		run->state = (struct directive_state){0};
	run->state.issuer = (struct segment){0, 0};
	if (!enumerated || (passage->length > 0 && passage->text[passage->length - 1] == ':'))
		run->opened = paragraph;
}

/* Hands out the findings of a block, those of each paragraph for themselves. */
static void
hand_out(const struct run *run, const struct findings *findings)
{
	size_t first = 0, end;

	for (; first < findings->count; first = end) {
		end = first + 1;
		while (end < findings->count &&
			findings->items[end].paragraph == findings->items[first].paragraph)
			end++;
		run->take(run->data, findings->items + first, end - first);
	}
}

/* The second pass over a block. */
static void
find_in_block(struct run *run, size_t which)
{
	struct analysis *analysis = run->analysis;
	struct findings *findings = &analysis->current;
	const struct block *block = &run->blocks[which];
	const char *text = article_text(analysis->article).bytes;
	size_t paragraph = run->first[which];

	analysis_settle(analysis);
	findings->count = 0;
	for (size_t i = 0; i < block->count; i++) {
		const struct passage *passage = &block->passages[i];
		size_t start = (size_t)(passage->source.bytes - text);
		struct span section = {start, start + passage->source.length};

		while (article_span(analysis->article, paragraph).end <= start)
			paragraph++;
		inherit(run, passage, paragraph);
		analysis_find(analysis, passage, paragraph, section, &run->state, findings);
		if (analysis_is_long(analysis, paragraph))
			run->state = (struct directive_state){0};
	}
	roll_add(&analysis->roll, analysis->article, analysis->passage.packs, analysis->table,
		findings->items, findings->count);
	hand_out(run, findings);
}

void
analysis_run(struct analysis *analysis, bool forget, analysis_take *take, void *data)
{
	struct run run = {.analysis = analysis, .take = take, .data = data};
	size_t which = 0;

	assert(!analysis->finished && analysis->roll.count == 0);
	analysis->subject = (struct subject){0};
	block_init(&run.blocks[0]);
	block_init(&run.blocks[1]);
	(void)read_block(&run, which);
	while (run.blocks[which].count > 0 || run.next < analysis_count(analysis)) {
		(void)read_block(&run, 1 - which);
		find_in_block(&run, which);
		if (forget)
			article_forget(analysis->article, run.first[1 - which]);
		which = 1 - which;
	}
	block_clear(&run.blocks[0]);
	block_clear(&run.blocks[1]);
	analysis->finished = true;
	analysis->finished_count = analysis_count(analysis);
}

/* ---- All of it ----------------------------------------------------------------------------------
 */

static void
keep_findings(void *data, const struct finding *findings, size_t count)
{
	struct findings *all = data;

	all->items = array_grow(all->items, &all->capacity, all->count + count, sizeof *all->items);
	for (size_t i = 0; i < count; i++)
		all->items[all->count++] = findings[i];
}

void
analysis_finish(struct analysis *analysis)
{
	if (analysis->finished && analysis->finished_count == analysis_count(analysis))
		return;
	roll_clear(&analysis->roll); /* of a text that has grown */
	analysis->all.count = 0;
	analysis->finished = false;
	analysis_run(analysis, false, keep_findings, &analysis->all);
	analysis->generation++;
}

const struct finding *
analysis_findings(const struct analysis *analysis, size_t *count)
{
	*count = analysis->all.count;
	return analysis->all.items;
}

const struct person *
analysis_persons(const struct analysis *analysis, size_t *count)
{
	*count = analysis->roll.count;
	return analysis->roll.persons;
}
