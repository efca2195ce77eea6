/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/text.h"

#include "cli/chosen_packs.h"
#include "cli/output.h"

#include <stdint.h>

/* chosen_packs_of tells of the same mistake. */
static void
keep_quiet(void *context, const char *sentence)
{
	(void)context;
	(void)sentence;
}

struct article_options
text_options(
	const struct program *program, const struct arguments *arguments, struct filters *filters)
{
	struct settings settings;

	chosen_settings(program, &settings, keep_quiet, NULL);
	*filters = settings.filters;
	return (struct article_options){
		.filters = filters,
		.encoding = arguments_value(arguments, "encoding"),
		.whole_page = arguments_has(arguments, "all-text"),
	};
}

struct article *
text_open(const char *path, const struct article_options *options, struct error *error)
{
	struct article *article = article_open_as(path, options, error);

	if (article && error_is_set(article_remark(article)))
		output_complain(PACKAGE_NAME, article_remark(article)->sentence);
	return article;
}

struct article *
text_open_whole(const struct program *program, const struct arguments *arguments, const char *path,
	struct error *error)
{
	struct filters filters;
	struct article_options options = text_options(program, arguments, &filters);
	struct article *article = text_open(path, &options, error);

	while (article && article_extend(article, SIZE_MAX))
		;
	return article;
}
