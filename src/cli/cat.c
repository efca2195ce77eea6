/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cat.h"

#include "analysis/analysis.h"
#include "base/array.h"
#include "base/intl.h"
#include "cli/chosen_packs.h"
#include "cli/commands.h"
#include "cli/kept_corrections.h"
#include "cli/output.h"
#include "cli/text.h"
#include "text/unicode.h"
#include "ui/layout.h"
#include "ui/mark.h"
#include "ui/theme.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	UNWRAPPED_COLUMNS = 1 << 30,
	OFFICE_BYTES = 512, /* how far from a name its office may reach */
	GUTTER_COLUMNS = 8  /* "   12 !@ " less the blank behind */
};

/* What printing one article needs. */
struct printer {
	struct article *article;
	struct analysis *analysis;
	const struct cat_options *options;
	struct theme theme;
	struct layout layout;
	struct buffer out;
	const struct finding *findings; /* of the chunk's sections, by their starts */
	size_t finding_count;
	size_t next;                 /* the first that does not begin near what is printed */
	const struct finding **near; /* those before it that have not ended long ago */
	size_t near_count, near_capacity;
};

/* Brings printer->near to byte offset at, which only grows in a paragraph. A directive may be as
 * long as the paragraph: what lies behind its start is not looked at again because of it. */
static void
approach(struct printer *printer, size_t at)
{
	size_t kept = 0;

	for (size_t i = 0; i < printer->near_count; i++) {
		if (printer->near[i]->span.end + OFFICE_BYTES >= at)
			printer->near[kept++] = printer->near[i];
	}
	printer->near_count = kept;
	while (printer->next < printer->finding_count &&
		printer->findings[printer->next].span.start <= at + OFFICE_BYTES) {
		printer->near = array_grow(printer->near, &printer->near_capacity,
			printer->near_count + 1, sizeof(const struct finding *));
		printer->near[printer->near_count++] = &printer->findings[printer->next++];
	}
}

/* The role of the text at byte offset at: the narrowest mark that covers it. */
static enum role
role_at(struct printer *printer, size_t at)
{
	struct span place = {at, at + 1};
	enum role role = ROLE_TEXT;

	approach(printer, at);
	for (size_t i = 0; i < printer->near_count; i++) {
		const struct finding *finding = printer->near[i];

		if (finding->type == FINDING_DIRECTIVE && span_overlaps(finding->cue, place))
			role = ROLE_CUE;
		else if (finding->type == FINDING_DIRECTIVE &&
			span_overlaps(finding->span, place) && role == ROLE_TEXT)
			role = mark_role(finding->modality);
		else if (finding->type == FINDING_OFFICIAL && span_overlaps(finding->title, place))
			role = ROLE_OFFICE;
		else if (finding->type == FINDING_REFERENCE && span_overlaps(finding->span, place))
			role = ROLE_REFERENCE;
		else if (finding->type == FINDING_OFFICIAL && span_overlaps(finding->span, place))
			return ROLE_OFFICIAL;
	}
	return role;
}

/* SGR for a style, of ECMA-48: 256 colours, as nearly every terminal knows them. */
static void
append_style(struct buffer *out, const struct style *style)
{
	static const struct {
		unsigned attribute;
		const char *code;
	} codes[] = {{STYLE_BOLD, ";1"}, {STYLE_DIM, ";2"}, {STYLE_ITALIC, ";3"},
		{STYLE_UNDERLINE, ";4"}, {STYLE_REVERSE, ";7"}};

	buffer_append_string(out, "\033[0");
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		if (style->attributes & codes[i].attribute)
			buffer_append_string(out, codes[i].code);
	}
	if (style->foreground.indexed != COLOUR_DEFAULT)
		buffer_append_format(out, ";38;5;%d", style->foreground.indexed);
	buffer_append_byte(out, 'm');
}

static void
append_role(struct printer *printer, enum role role)
{
	struct cell cell = {.role = (uint8_t)role};
	struct style style = theme_style(&printer->theme, &cell);

	if (printer->options->colour)
		append_style(&printer->out, &style);
}

/* Takes up what a section's findings say for the gutter. */
static void
add_signs(const struct finding *findings, size_t count, char *directive, char *official)
{
	for (size_t i = 0; i < count; i++) {
		if (findings[i].type == FINDING_OFFICIAL)
			*official = '@';
		else if (findings[i].type == FINDING_DIRECTIVE &&
			mark_rank(mark_sign(findings[i].modality)) > mark_rank(*directive))
			*directive = mark_sign(findings[i].modality);
	}
}

/* The signs of the gutter: the strongest directive's, and @ where somebody is named. */
static void
append_gutter(struct printer *printer, size_t index)
{
	struct span paragraph = article_span(printer->article, index), section;
	char directive = ' ', official = ' ';

	for (size_t at = paragraph.start; at < paragraph.end; at = section.end) {
		const struct finding *findings;
		size_t count;

		section = analysis_section(printer->analysis, index, at);
		findings = analysis_within(printer->analysis, index, section, &count);
		add_signs(findings, count, &directive, &official);
	}
	append_role(printer, ROLE_GUTTER);
	buffer_append_format(&printer->out, "%5zu %c%c ", index + 1, directive, official);
	append_role(printer, ROLE_TEXT);
}

static void
append_glyphs(struct printer *printer, const struct layout_row *row, enum role base)
{
	const struct glyph *glyphs = printer->layout.glyphs;
	enum role former = ROLE_TEXT;

	for (size_t i = row->first; i < row->end; i++) {
		enum role role =
			glyphs[i].residue ? ROLE_RESIDUE : role_at(printer, glyphs[i].offset);

		if (role == ROLE_TEXT)
			role = base;
		if (role != former)
			append_role(printer, role);
		former = role;
		for (size_t k = 0; k < glyphs[i].count; k++)
			unicode_append(&printer->out, glyphs[i].characters[k]);
	}
	if (former != ROLE_TEXT)
		append_role(printer, ROLE_TEXT);
}

static void
print_chunk(struct printer *printer, size_t index, struct span chunk)
{
	int columns = printer->options->columns;
	struct layout_options options = {.columns = columns > 0 ? columns : UNWRAPPED_COLUMNS,
		.show_residue = printer->options->show_residue};
	enum role base = mark_base_role(article_kind(printer->article, index));
	bool first = chunk.start == article_span(printer->article, index).start;

	layout_apply(&printer->layout, printer->article, index, chunk, &options);
	for (size_t i = 0; i < printer->layout.row_count; i++) {
		const struct layout_row *row = &printer->layout.rows[i];

		if (columns > 0 && (i > 0 || !first))
			buffer_append_format(&printer->out, "\n%*s", GUTTER_COLUMNS + 1, "");
		if (columns > 0)
			buffer_append_format(&printer->out, "%*s", row->indent, "");
		append_glyphs(printer, row, base);
	}
	output_write(buffer_slice(&printer->out));
	buffer_truncate(&printer->out, 0);
}

static void
print_paragraph(struct printer *printer, size_t index)
{
	struct span span = article_span(printer->article, index);
	size_t at = span.start;

	append_gutter(printer, index);
	do {
		struct span chunk = layout_chunk(printer->article, index, at);

		printer->findings =
			analysis_within(printer->analysis, index, chunk, &printer->finding_count);
		printer->next = printer->near_count = 0;
		print_chunk(printer, index, chunk);
		at = chunk.end;
	} while (at < span.end);
	output_write(slice_from_string("\n"));
}

bool
cat_print(struct article *article, const struct cat_options *options, struct error *error)
{
	struct printer printer = {.article = article, .options = options};

	while (article_extend(article, SIZE_MAX))
		;
	printer.analysis =
		kept_corrections_analysis(article, options->packs, options->corrections, error);
	if (!printer.analysis)
		return false;
	while (analysis_advance(printer.analysis, SIZE_MAX))
		;
	theme_default(&printer.theme, false);
	layout_init(&printer.layout);
	buffer_init(&printer.out);
	for (size_t i = 0; i < article_count(article); i++)
		print_paragraph(&printer, i);
	free(printer.near);
	buffer_clear(&printer.out);
	layout_clear(&printer.layout);
	analysis_free(printer.analysis);
	return true;
}

/* The measure: as told, else what fits a terminal, else unwrapped. */
static bool
find_columns(const char *width, int *columns, struct error *error)
{
	size_t number;

	*columns = 0;
	if (width && (!arguments_number(width, 1000, &number) || number < 10)) {
		error_set(
			error, ERROR_USAGE, _("--width may be 10 to 1000 columns, not %s"), width);
		return false;
	}
	if (width)
		*columns = (int)number;
	else if (output_is_terminal())
		*columns = output_columns() - GUTTER_COLUMNS - 1;
	if (!width && *columns > 76)
		*columns = 76;
	if (output_is_terminal() && *columns < 10)
		*columns = 10;
	return true;
}

bool
cat_files(char *const *files, size_t count, const struct article_options *reading,
	const struct cat_options *options, struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		struct article *article = text_open(files[i], reading, error);
		bool well = article && cat_print(article, options, error) &&
			article_is_intact(article, error);

		article_close(article);
		if (!well)
			return false;
	}
	return true;
}

static bool
run_cat(const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct filters filters;
	struct article_options reading = text_options(program, arguments, &filters);
	struct cat_options options = {.show_residue = arguments_has(arguments, "residue")};
	size_t count;
	char *const *files = arguments_operands(arguments, &count);
	struct overlay *overlay;
	bool done;

	if (!output_wants_colour(arguments_value(arguments, "color"), &options.colour, error) ||
		!find_columns(arguments_value(arguments, "width"), &options.columns, error))
		return false;
	if (count == 0) {
		error_set(error, ERROR_USAGE, _("name a file to print, or - for standard input"));
		return false;
	}
	if (!program->utf8 && output_is_terminal()) {
		error_set(error, ERROR_SYSTEM,
			_("this locale cannot show Chinese characters: start with LC_ALL=C.UTF-8"));
		return false;
	}
	if (!chosen_packs_of(program, arguments, &overlay, NULL, error))
		return false;
	options.packs = overlay_packs(overlay);
	done = kept_corrections_open(program, arguments, &options.corrections, error) &&
		cat_files(files, count, &reading, &options, error);
	store_close(options.corrections);
	overlay_free(overlay);
	return done;
}

static const struct option_row options[] = {
	{"color", 0, "WHEN", N_("always, auto (on a terminal) or never")},
	{"width", 'w', "COLUMNS", N_("wrap to this measure (on a terminal: at most 76)")},
	{"residue", 0, NULL, N_("show converter residue")},
	CHOSEN_PACKS_OPTION,
	TEXT_OPTIONS,
	KEPT_CORRECTIONS_OPTIONS,
	{NULL, 0, NULL, NULL},
};

const struct command command_cat = {
	.name = "cat",
	.usage = "[--color=WHEN] [--width COLUMNS] [--residue] [--packs NAMES] [--encoding NAME]"
		 " [--all-text] [--notes FILE|--no-notes] FILE…",
	.sentence = N_("Print texts with their directives and officials marked"),
	.options = options,
	.run = run_cat,
};
