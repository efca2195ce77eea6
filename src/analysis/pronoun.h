/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom 他 and 她 stand for where they order something: the official last spoken of as a subject.
 *
 *      林远帆市长到医院看望职工。 他要求，医院要…       source: 林远帆市长
 *      市长林远帆到场，书记沈一舟讲话。 他要求，…       source: 他, for it may be either
 */
#ifndef ZHUPI_ANALYSIS_PRONOUN_H
#define ZHUPI_ANALYSIS_PRONOUN_H

#include "analysis/finding.h"
#include "analysis/passage.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	PRONOUN_LOOKS_BACK = 2,         /* paragraphs */
	PRONOUN_LONGEST_BYTES = 1 << 16 /* of a paragraph that may be looked back to */
};

/* Who was last spoken of. All zero: nobody. */
struct subject {
	struct span span; /* name and office in the article; empty for nobody, or not one alone */
	size_t person;
	size_t age; /* paragraphs since then */
	bool known; /* somebody was, clear or not */
};

/* Whether the paragraph has a pronoun that may have to be resolved. */
bool pronoun_stands_in(const struct passage *passage);

/*
 * Gives the directives among the findings of a paragraph, count of them, sorted, whose source is a
 * pronoun, the person as source where it is clear. base is the paragraph's first byte. *subject is
 * who was last spoken of before the paragraph, and becomes who is so behind it.
 */
void pronoun_resolve(const struct passage *passage, size_t base, struct finding *findings,
	size_t count, struct subject *subject);

#endif
