/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/residue.h"

#include "base/buffer.h"
#include "text/fold.h"

char *
residue_remove(struct slice text)
{
	struct buffer clean;
	struct fold fold;

	buffer_init(&clean);
	buffer_append(&clean, text);
	fold_init(&fold);
	if (fold_apply(&fold, text, FOLD_KEEP_BLANKS))
		for (size_t i = fold.residue_count; i-- > 0;)
			buffer_remove(&clean, fold.residue[i]);
	fold_clear(&fold);
	return buffer_take(&clean);
}
