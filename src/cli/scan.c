/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings as data: JSON Lines, tab-separated or for the eye. Needs no terminal and no notes file.
 */
#include "analysis/analysis.h"
#include "base/intl.h"
#include "cli/chosen_packs.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "text/article.h"
#include "text/json.h"
#include "text/position.h"

#include <string.h>

/* Counts code points of one paragraph after the other, forwards, without counting twice. */
struct ruler {
	const struct article *article;
	size_t paragraph;   /* index */
	size_t byte, chars; /* of article_text; code points from the paragraph's start */
};

/* What a row is made of. */
struct row {
	const char *file; /* NULL when there is only one */
	const struct article *article;
	const struct finding *finding;
	const struct person *person; /* official; reference, when it is known; else NULL */
	size_t start, end;           /* code points from the paragraph's start */
};

typedef void print_row(struct buffer *out, const struct row *row);

static size_t
measure(struct ruler *ruler, size_t paragraph, size_t byte)
{
	struct slice text = article_text(ruler->article);

	if (paragraph != ruler->paragraph || byte < ruler->byte) {
		ruler->paragraph = paragraph;
		ruler->byte = article_span(ruler->article, paragraph).start;
		ruler->chars = 0;
	}
	ruler->chars += position_chars(
		slice_at(text, (struct span){ruler->byte, text.length}), byte - ruler->byte);
	ruler->byte = byte;
	return ruler->chars;
}

static struct slice
text_of(const struct row *row, struct span span)
{
	return slice_at(article_text(row->article), span);
}

static void
append_member(struct buffer *out, const char *name, struct slice value)
{
	if (value.length == 0)
		return;
	buffer_append_format(out, ",\"%s\":", name);
	json_append_string(out, value);
}

static void
print_jsonl(struct buffer *out, const struct row *row)
{
	const struct finding *finding = row->finding;

	buffer_append_format(out, "{\"type\":\"%s\"", finding_type_name(finding->type));
	append_member(out, "file", slice_from_string(row->file));
	buffer_append_format(out, ",\"paragraph\":%zu,\"start\":%zu,\"end\":%zu",
		finding->paragraph + 1, row->start, row->end);
	if (finding->type == FINDING_DIRECTIVE) {
		append_member(out, "modality", slice_from_string(modality_name(finding->modality)));
		append_member(out, "cue", text_of(row, finding->cue));
		append_member(out, "source", text_of(row, finding->source));
		append_member(out, "addressee", text_of(row, finding->addressee));
	}
	if (finding->type == FINDING_OFFICIAL) {
		append_member(out, "name", text_of(row, finding->span));
		buffer_append_string(out, ",\"title\":");
		json_append_string(out, text_of(row, finding->title));
	} else {
		append_member(out, "text", text_of(row, finding->span));
	}
	if (finding->type == FINDING_REFERENCE)
		append_member(out, "title", text_of(row, finding->title));
	if (row->person)
		append_member(out, "person", slice_from_string(row->person->name));
	append_member(out, "rule", slice_from_string(finding->rule));
	buffer_append_string(out, "}\n");
}

static void
append_field(struct buffer *out, struct slice value)
{
	buffer_append_byte(out, '\t');
	output_append_shown(out, value);
}

static void
print_tsv(struct buffer *out, const struct row *row)
{
	const struct finding *finding = row->finding;
	bool directive = finding->type == FINDING_DIRECTIVE;

	buffer_append_string(out, finding_type_name(finding->type));
	buffer_append_format(out, "\t%zu\t%zu\t%zu", finding->paragraph + 1, row->start, row->end);
	append_field(out, slice_from_string(directive ? modality_name(finding->modality) : ""));
	append_field(out, text_of(row, directive ? finding->source : finding->title));
	append_field(out, text_of(row, finding->span));
	append_field(out, slice_from_string(finding->rule));
	if (row->file)
		append_field(out, slice_from_string(row->file));
	buffer_append_byte(out, '\n');
}

static void
print_text(struct buffer *out, const struct row *row)
{
	const struct finding *finding = row->finding;

	if (row->file)
		buffer_append_format(out, "%s: ", row->file);
	buffer_append_format(out, "¶ %zu  ", finding->paragraph + 1);
	buffer_append_format(out, "%s  ",
		finding->type == FINDING_DIRECTIVE ? modality_name(finding->modality)
						   : finding_type_name(finding->type));
	output_append_shown(out, text_of(row, finding->span));
	if (finding->type == FINDING_OFFICIAL && !span_is_empty(finding->title)) {
		buffer_append_string(out, "  ");
		output_append_shown(out, text_of(row, finding->title));
	}
	if (finding->type == FINDING_REFERENCE && row->person)
		buffer_append_format(out, "  %s", row->person->name);
	buffer_append_byte(out, '\n');
}

static const struct {
	const char *name;
	print_row *print;
} formats[] = {
	{"jsonl", print_jsonl},
	{"tsv", print_tsv},
	{"text", print_text},
};

static print_row *
find_format(const char *name, struct error *error)
{
	if (!name)
		return output_is_terminal() ? print_text : print_jsonl;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (strcmp(formats[i].name, name) == 0)
			return formats[i].print;
	}
	error_set(error, ERROR_USAGE, _("there is no format %s: write jsonl, tsv or text"), name);
	return NULL;
}

static void
print_findings(
	struct article *article, const char *file, print_row *print, const struct packs *packs)
{
	struct analysis *analysis = analysis_new(article, packs);
	struct ruler ruler = {.article = article, .paragraph = SIZE_MAX};
	const struct finding *findings;
	const struct person *persons;
	struct buffer out;
	size_t count, person_count;

	analysis_finish(analysis);
	findings = analysis_findings(analysis, &count);
	persons = analysis_persons(analysis, &person_count);
	buffer_init(&out);
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = &findings[i];
		struct row row = {.file = file, .article = article, .finding = finding};

		row.start = measure(&ruler, finding->paragraph, finding->span.start);
		row.end = row.start + position_chars(text_of(&row, finding->span), SIZE_MAX);
		if (finding->type != FINDING_DIRECTIVE && finding->person < person_count)
			row.person = &persons[finding->person];
		print(&out, &row);
		if (out.length > 1 << 16) {
			output_write(buffer_slice(&out));
			buffer_truncate(&out, 0);
		}
	}
	output_write(buffer_slice(&out));
	buffer_clear(&out);
	analysis_free(analysis);
}

static bool
scan_files(char *const *files, size_t count, const char *encoding, print_row *print,
	const struct packs *packs, struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		struct article *article = article_open(files[i], encoding, error);

		if (!article)
			return false;
		print_findings(article, count > 1 ? files[i] : NULL, print, packs);
		article_close(article);
	}
	return true;
}

static bool
run_scan(const struct program *program, const struct arguments *arguments, struct error *error)
{
	print_row *print = find_format(arguments_value(arguments, "format"), error);
	size_t count;
	char *const *files = arguments_operands(arguments, &count);
	struct overlay *overlay;
	bool done;

	if (!print)
		return false;
	if (count == 0) {
		error_set(error, ERROR_USAGE, _("name a file to scan, or - for standard input"));
		return false;
	}
	if (!chosen_packs_of(program, arguments, &overlay, NULL, error))
		return false;
	done = scan_files(files, count, arguments_value(arguments, "encoding"), print,
		overlay_packs(overlay), error);
	overlay_free(overlay);
	return done;
}

static const struct option_row options[] = {
	{"format", 'f', "NAME",
		N_("jsonl, tsv or text (jsonl where standard output is no terminal)")},
	CHOSEN_PACKS_OPTION,
	{"encoding", 'e', "NAME", N_("the text's encoding, where detection is wrong")},
	{NULL, 0, NULL, NULL},
};

const struct command command_scan = {
	.name = "scan",
	.usage = "[--format jsonl|tsv|text] [--packs NAMES] [--encoding NAME] FILE…",
	.sentence = N_("Print the directives and officials of texts as data"),
	.options = options,
	.run = run_scan,
};
