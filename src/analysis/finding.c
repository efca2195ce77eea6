/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/finding.h"

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
