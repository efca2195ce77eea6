/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/kept_corrections.h"

#include "base/intl.h"
#include "base/path.h"
#include "notes/correction.h"
#include "notes/library.h"
#include "ui/correction_verdicts.h"

#include <stdlib.h>
#include <unistd.h>

/* Whether there is a notes file in its usual place. */
static bool
is_there(const struct program *program)
{
	struct error error;
	char *path;
	bool there;

	error_init(&error);
	path = path_notes(&program->environment, &error);
	there = path && access(path, F_OK) == 0;
	free(path);
	return there;
}

/* Reads all corrections. *placed: one of them is bound to a place. */
static bool
look(struct store *store, bool *any, bool *placed, struct error *error)
{
	struct corrections all;
	bool well;

	corrections_init(&all);
	well = correction_list(store, -1, &all, error);
	*any = all.count > 0;
	*placed = false;
	for (size_t i = 0; i < all.count; i++)
		*placed = *placed || !all.items[i].everywhere;
	corrections_clear(&all);
	return well;
}

bool
kept_corrections_open(const struct program *program, const struct arguments *arguments,
	struct store **store, struct error *error)
{
	struct error mistake;
	bool any = false, placed;

	*store = NULL;
	if (arguments_has(arguments, "no-notes") ||
		(!arguments_has(arguments, "notes") && !is_there(program)))
		return true;
	error_init(&mistake);
	*store = notes_file_open(program, arguments, STORE_READ, &mistake);
	if (!*store || !look(*store, &any, &placed, &mistake)) {
		error_set(error, mistake.kind, _("%s (--no-notes does without its corrections)"),
			mistake.sentence);
		store_close(*store);
		*store = NULL;
		return false;
	}
	if (!any) {
		store_close(*store);
		*store = NULL;
	}
	return true;
}

/* Tells the analysis. Only where there is a place the article is looked for by its whole text. */
static bool
tell(struct analysis *analysis, struct article *article, struct store *store, struct error *error)
{
	struct corrections list;
	int64_t number = 0;
	bool any, placed, well;

	if (!look(store, &any, &placed, error))
		return false;
	while (placed && article_extend(article, SIZE_MAX))
		;
	if (placed)
		number = library_find(store, article, error);
	if (number < 0)
		return false;
	corrections_init(&list);
	well = correction_list(store, number, &list, error);
	if (number > 0)
		correction_resolve(article, &list, store);
	correction_verdicts_tell(analysis, &list);
	corrections_clear(&list);
	return well;
}

struct analysis *
kept_corrections_analysis(struct article *article, const struct packs *packs, struct store *store,
	struct error *error)
{
	struct analysis *analysis = analysis_new(article, packs);

	if (!store || tell(analysis, article, store, error))
		return analysis;
	analysis_free(analysis);
	return NULL;
}
