/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The analysis of one article, a paragraph at a time with a small carried state, so that the first
 * screen never waits for the last page.
 *
 * Two passes. analysis_advance runs the first over further paragraphs: it collects the persons for
 * whom there is certain evidence. analysis_paragraph runs the second over one paragraph, whenever
 * it is asked: it marks every mention of the persons known so far, and the directives. What it
 * gives for a paragraph can therefore grow while the first pass goes on: analysis_generation tells
 * when to ask again. After the first pass is complete the answers are final and do not depend on
 * the order of asking.
 *
 * A paragraph of more than 64 KiB (a file of one line) is read in sections, cut at ends of
 * sentences (text/section.h), each as if it were a paragraph: no mark reaches over their borders,
 * and what one tells of persons holds for all.
 */
#ifndef ZHUPI_ANALYSIS_ANALYSIS_H
#define ZHUPI_ANALYSIS_ANALYSIS_H

#include "analysis/finding.h"
#include "analysis/verdict.h"
#include "base/attributes.h"
#include "base/slice.h"
#include "text/article.h"

#include <stdbool.h>
#include <stddef.h>

struct analysis;
struct packs;

/* A person of the article: all mentions of one name, short forms of it (默克尔 for 安格拉·默克尔)
 * among them where only one person fits. */
struct person {
	char *name; /* the longest form, as it is first mentioned, without residue, without blanks
		       in Han; UTF-8 */
	struct span
		*offices; /* the distinct office texts, longest first, spans into article_text */
	size_t office_count;
	char **told; /* the distinct offices that a reader gave and that don't stand beside the name
			(finding.office); UTF-8 */
	size_t told_count;
	size_t mentions;   /* how often the name was found in the paragraphs looked at by
			      analysis_finish */
	struct span first; /* the first mention */
	size_t paragraph;  /* its paragraph's index */
	struct span *also; /* the distinct references to the person (王副市长), first one first */
	size_t also_count;
	size_t references; /* how many references there are */
};

/* An analysis of the article with the packs; NULL stands for the shipped ones (linked in). Borrows
 * both: the packs don't change while it lives. analysis_free frees. */
struct analysis *analysis_new(struct article *article, const struct packs *packs) MUST_USE;

/* Frees it and everything borrowed from it. NULL is allowed. */
void analysis_free(struct analysis *taken_analysis);

/*
 * Goes on after article_grow, which has to be followed by this: what the first pass has made of the
 * end of a last line that was not at its end is taken back. Everything borrowed ends,
 * analysis_generation changes, and the lists of analysis_findings and analysis_persons are empty
 * until analysis_finish has run again.
 */
void analysis_resume(struct analysis *analysis);

/* Runs the first pass over about slice_bytes more bytes of paragraphs found so far (SIZE_MAX: all
 * of the article, extending it). True while there is more to do. */
bool analysis_advance(struct analysis *analysis, size_t slice_bytes);

/* A number that changes when answers of analysis_paragraph may have changed. */
size_t analysis_generation(const struct analysis *analysis);

/* The section of paragraph index in which byte offset at of the text lies: all of a paragraph that
 * is not so long. Extends the article until the section's end is known. */
struct span analysis_section(struct analysis *analysis, size_t index, size_t at);

/*
 * The findings of the sections of paragraph index that `part` touches, a span of the text: at least
 * of that in which part.start lies. In the order of their starts (an official inside a directive
 * comes behind the directive that holds it). Runs the first pass up to a section where it has not
 * come so far only when it is among the first few thousand bytes not yet advanced over. *count
 * findings; borrowed until the next call, or until analysis_advance.
 */
const struct finding *analysis_within(
	struct analysis *analysis, size_t index, struct span part, size_t *count);

/* The same of the whole paragraph. */
const struct finding *analysis_paragraph(struct analysis *analysis, size_t index, size_t *count);

/* Takes the findings of one paragraph, or of some sections of it, count of them, at least one;
 * borrowed until it returns. */
typedef void analysis_take(void *data, const struct finding *findings, size_t count);

/*
 * Both passes over the whole article in one reading: hands the findings of one paragraph after the
 * other to take, with data. The persons that they point to can be asked for (analysis_persons), as
 * far as they are known by then. Memory does not grow with the article, but with the persons: a
 * mention is an official's when the evidence stands anywhere before it, or at most about 128 KiB
 * behind it. With forget the article forgets
 * the paragraphs that are done (article_forget). At most once for an analysis, and not with
 * analysis_finish.
 */
void analysis_run(struct analysis *analysis, bool forget, analysis_take *take, void *data);

/* Runs analysis_run, unless that is done, and keeps all findings: needed by the lists and export.
 */
void analysis_finish(struct analysis *analysis);

/* After analysis_finish: all findings in order, and the persons in order of first mention.
 * Borrowed. */
const struct finding *analysis_findings(const struct analysis *analysis, size_t *count);
const struct person *analysis_persons(const struct analysis *analysis, size_t *count);

/*
 * Says what a reader thinks of marks: it outranks every rule, and the last verdict the ones before.
 * Where a place is no official's, what stands there is no evidence for its name elsewhere either;
 * the first pass begins anew when these places are others than before.
 * All former verdicts are forgotten. Copied. Where there are places the article is complete. May be
 * called at any time: everything borrowed ends, analysis_generation changes, and the lists of
 * analysis_findings and analysis_persons are empty until analysis_finish has run again.
 */
void analysis_correct(struct analysis *analysis, const struct verdict *verdicts, size_t count);

/* What the packs say of a rule: the sentence that explains its marks, and where it stands.
 * Borrowed from the packs. */
struct explanation {
	const char *why; /* as the pack has it; a shipped one's is English, and in the catalogues */
	const char *file; /* of the pack, such as zh/rules.txt */
	int line;         /* from 1 */
};

/* Explains a finding's rule by the packs (NULL: the shipped ones); false when they don't have it.
 */
bool analysis_explain(const struct packs *packs, const char *rule, struct explanation *explanation);

#endif
