/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the analysis finds: mentions of officials, directives, officials spoken of by surname and
 * office, and roles without a name. Values; spans are byte offsets into article_text, half open.
 */
#ifndef ZHUPI_ANALYSIS_FINDING_H
#define ZHUPI_ANALYSIS_FINDING_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum finding_type {
	FINDING_OFFICIAL,
	FINDING_DIRECTIVE,
	FINDING_REFERENCE, /* 王副市长: no name, but whose it is may be known */
	FINDING_ROLE,      /* 市政府负责同志: somebody without a name */
	FINDING_TYPES
};

/* A reference's person where none or several fit, or before analysis_finish. */
#define PERSON_NONE SIZE_MAX

/* How a directive binds. The names in data are modality_name's. */
enum modality {
	MODALITY_OBLIGATION,
	MODALITY_PROHIBITION,
	MODALITY_RECOMMENDATION,
	MODALITY_PERMISSION,
	MODALITIES
};

struct finding {
	enum finding_type type;
	size_t paragraph;   /* index from 0 */
	struct span span;   /* an official's name alone; a directive's clause or sentence; a
			       reference's surname and office; all of a role */
	struct span chars;  /* the span in code points from the paragraph's start; empty when that
			       takes counting */
	bool literal;       /* its paragraph holds nothing that JSON writes otherwise */
	const char *rule;   /* the id of the rule that made it, as in the pack; static */
	struct span title;  /* official: the office text beside this mention, empty when none;
			       reference: the office inside its span */
	const char *office; /* official: the office as a reader gave it, where it does not stand
			       beside this mention; NULL; borrowed until analysis_correct */
	size_t person;      /* official, reference: index into analysis_persons, once
			       analysis_finish has run; PERSON_NONE */
	enum modality modality; /* directive */
	struct span cue;        /* directive: 要, must …; empty for a bare imperative */
	struct span source;    /* directive: who issues it (會議, a name, an organ); may lie in an
				  earlier paragraph; empty when unknown */
	struct span addressee; /* directive: whom it binds, when named */
};

/* A list of findings that grows. All zero: empty; items are freed by whoever made it. */
struct findings {
	struct finding *items;
	size_t count, capacity;
};

/* "official", "directive", "reference", "role": static. */
const char *finding_type_name(enum finding_type type);

/* "obligation", "prohibition", "recommendation", "permission": static. */
const char *modality_name(enum modality modality);

#endif
