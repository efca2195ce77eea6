/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/mark.h"

static const struct {
	enum role role;
	char sign;
	int rank;
} marks[MODALITIES] = {
	[MODALITY_OBLIGATION] = {ROLE_OBLIGATION, '!', 3},
	[MODALITY_PROHIBITION] = {ROLE_PROHIBITION, 'x', 4},
	[MODALITY_RECOMMENDATION] = {ROLE_RECOMMENDATION, '~', 2},
	[MODALITY_PERMISSION] = {ROLE_PERMISSION, '+', 1},
};

enum role
mark_role(enum modality modality)
{
	return marks[modality].role;
}

char
mark_sign(enum modality modality)
{
	return marks[modality].sign;
}

int
mark_rank(char sign)
{
	for (size_t i = 0; i < MODALITIES; i++) {
		if (marks[i].sign == sign)
			return marks[i].rank;
	}
	return 0;
}

enum role
mark_base_role(enum paragraph_kind kind)
{
	switch (kind) {
	case PARAGRAPH_TITLE:
		return ROLE_TITLE;
	case PARAGRAPH_HEADING:
		return ROLE_HEADING;
	case PARAGRAPH_DATELINE:
	case PARAGRAPH_SOURCE:
	case PARAGRAPH_BYLINE:
		return ROLE_IMPRINT;
	case PARAGRAPH_PROSE:
	case PARAGRAPH_KINDS:
		break;
	}
	return ROLE_TEXT;
}
