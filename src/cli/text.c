/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/text.h"

#include "cli/output.h"

struct article_options
text_options(const struct arguments *arguments)
{
	return (struct article_options){
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
