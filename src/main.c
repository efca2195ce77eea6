/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The top: locale, the handler for when memory is gone, and the three tables. Nothing else. */
#include "base/alloc.h"
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/locale.h"
#include "export/exporter.h"
#include "term/screen.h"
#include "ui/alike_view.h"
#include "ui/article_view.h"
#include "ui/chapters_view.h"
#include "ui/corrections_view.h"
#include "ui/directives_view.h"
#include "ui/editor_view.h"
#include "ui/encodings_view.h"
#include "ui/help_view.h"
#include "ui/history_view.h"
#include "ui/library_view.h"
#include "ui/links_view.h"
#include "ui/notes_view.h"
#include "ui/officials_view.h"
#include "ui/prompt_view.h"
#include "ui/tags_view.h"
#include "ui/trash_view.h"
#include "ui/unattached_view.h"

#include <stdio.h>
#include <stdlib.h>

static const struct command *const commands[] = {
	&command_read,
	&command_scan,
	&command_cat,
	&command_grep,
	&command_note,
	&command_notes,
	&command_correct,
	&command_corrections,
	&command_tags,
	&command_library,
	&command_export,
	&command_packs,
	&command_check,
	&command_backup,
	&command_doctor,
	&command_help,
	NULL,
};

static const struct exporter *const exporters[] = {
	&exporter_text,
	&exporter_markdown,
	&exporter_json,
	NULL,
};

static const struct view_ops *const views[] = {
	&article_view_ops,
	&directives_view_ops,
	&officials_view_ops,
	&notes_view_ops,
	&all_notes_view_ops,
	&tags_view_ops,
	&corrections_view_ops,
	&alike_view_ops,
	&unattached_view_ops,
	&trash_view_ops,
	&history_view_ops,
	&library_view_ops,
	&links_view_ops,
	&chapters_view_ops,
	&encodings_view_ops,
	&help_view_ops,
	&prompt_view_ops,
	&editor_view_ops,
	NULL,
};

static void
leave_without_memory(size_t bytes)
{
	screen_restore();
	fprintf(stderr,
		_("%s: there is no memory for %zu more bytes; what was written is in the notes "
		  "file\n"),
		PACKAGE_NAME, bytes);
	exit(EXIT_FAILED);
}

int
main(int count, char **words)
{
	struct program program = {
		.name = PACKAGE_NAME,
		.commands = commands,
		.exporters = exporters,
		.views = views,
		.environment = path_environment_read(),
		.utf8 = locale_choose(),
	};

	alloc_set_handler(leave_without_memory);
	return command_main(&program, count, words);
}
