/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/rule.h"

static const char *const ids[RULES] = {
#define RULE(NAME, ID) [RULE_##NAME] = (ID),
#include "analysis/rule.def"
#undef RULE
};

enum rule_id
rule_from_id(struct slice id)
{
	enum rule_id rule = 0;

	while (rule < RULES && !slice_equal(slice_from_string(ids[rule]), id))
		rule++;
	return rule;
}

const char *
rule_name(enum rule_id rule)
{
	return ids[rule];
}
