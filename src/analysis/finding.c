/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/finding.h"

const char *
finding_type_name(enum finding_type type)
{
	static const char *const names[FINDING_TYPES] = {
		[FINDING_OFFICIAL] = "official",
		[FINDING_DIRECTIVE] = "directive",
		[FINDING_REFERENCE] = "reference",
		[FINDING_ROLE] = "role",
	};

	return type < FINDING_TYPES ? names[type] : "";
}

const char *
modality_name(enum modality modality)
{
	static const char *const names[MODALITIES] = {
		[MODALITY_OBLIGATION] = "obligation",
		[MODALITY_PROHIBITION] = "prohibition",
		[MODALITY_RECOMMENDATION] = "recommendation",
		[MODALITY_PERMISSION] = "permission",
	};

	return modality < MODALITIES ? names[modality] : "";
}
