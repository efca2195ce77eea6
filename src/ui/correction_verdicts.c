/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/correction_verdicts.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

bool
correction_modality(const char *name, enum modality *modality)
{
	for (*modality = 0; *modality < MODALITIES; ++*modality)
		if (strcmp(name, modality_name(*modality)) == 0)
			return true;
	return false;
}

/* False where there is nothing to tell: no place any more, a modality of a later program's. */
static bool
make_verdict(const struct correction *correction, struct verdict *verdict)
{
	static const enum verdict_kind kinds[] = {
		[CORRECTION_OFFICIAL] = VERDICT_OFFICIAL,
		[CORRECTION_NOT_OFFICIAL] = VERDICT_NOT_OFFICIAL,
		[CORRECTION_DIRECTIVE] = VERDICT_DIRECTIVE,
		[CORRECTION_NOT_DIRECTIVE] = VERDICT_NOT_DIRECTIVE,
	};

	*verdict = (struct verdict){.kind = kinds[correction->kind],
		.everywhere = correction->everywhere,
		.name = slice_from_string(correction->name),
		.office = slice_from_string(correction->office),
		.place = correction->place};
	if (correction->kind == CORRECTION_DIRECTIVE &&
		!correction_modality(correction->modality, &verdict->modality))
		return false;
	return correction->everywhere ||
		(correction->state != ANCHOR_UNATTACHED && !span_is_empty(correction->place));
}

void
correction_verdicts_tell(struct analysis *analysis, const struct corrections *list)
{
	struct verdict *verdicts = alloc_zeroed(list->count + 1, sizeof *verdicts);
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += make_verdict(&list->items[i], &verdicts[count]);
	analysis_correct(analysis, verdicts, count);
	free(verdicts);
}
