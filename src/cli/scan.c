/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings as data: JSON Lines, tab-separated or for the eye. Needs no terminal. */
#include "analysis/analysis.h"
#include "base/intl.h"
#include "cli/chosen_packs.h"
#include "cli/commands.h"
#include "cli/kept_corrections.h"
#include "cli/output.h"
#include "cli/text.h"
#include "text/article.h"
#include "text/json.h"
#include "text/position.h"
#include "ui/explanation.h"
#include "ui/own_words.h"

#include <string.h>

/* Counts code points of one paragraph after the other, forwards, without counting twice. */
struct ruler {
	const struct article *article;
	size_t paragraph;   /* index */
	size_t byte, chars; /* of article_text; code points from the paragraph's start */
};

struct row;

typedef void print_row(struct buffer *out, const struct row *row);

struct scan_options {
	print_row *print;
	bool explain;
	struct article_options reading;
	const struct packs *packs; /* NULL: the shipped ones */
	struct store *corrections; /* NULL: none */
};

/* What a row is made of. */
struct row {
	const char *file; /* NULL when there is only one */
	const struct article *article;
	const struct finding *finding;
	const struct person *person; /* official; reference, when it is known; else NULL */
	size_t start, end;           /* code points from the paragraph's start */
	const struct scan_options *options;
};

/* The code points of a part of the article's text. */
static size_t
count_chars(const struct article *article, struct span span)
{
	struct slice text = slice_at(article_text(article), span);

	return article_undecodable(article) == 0 ? position_chars_well_formed(text, text.length)
						 : position_chars(text, text.length);
}

static size_t
measure(struct ruler *ruler, size_t paragraph, size_t byte)
{
	if (paragraph != ruler->paragraph || byte < ruler->byte) {
		ruler->paragraph = paragraph;
		ruler->byte = article_span(ruler->article, paragraph).start;
		ruler->chars = 0;
	}
	ruler->chars += count_chars(ruler->article, (struct span){ruler->byte, byte});
	ruler->byte = byte;
	return ruler->chars;
}

static struct slice
text_of(const struct row *row, struct span span)
{
	return slice_at(article_text(row->article), span);
}

/* An official's office: beside the name, else as a reader's correction gives it. */
static struct slice
office_of(const struct row *row)
{
	const struct finding *finding = row->finding;

	return finding->office ? slice_from_string(finding->office) : text_of(row, finding->title);
}

/* Appends a part of the finding's own paragraph as a string of JSON. */
static inline void
append_part(struct buffer *out, const struct row *row, struct span span)
{
	if (!row->finding->literal) {
		json_append_string(out, text_of(row, span));
		return;
	}
	buffer_append_byte(out, '"');
	buffer_append(out, text_of(row, span));
	buffer_append_byte(out, '"');
}

/* Appends a member with such a part, unless it is empty; key is written as JSON has it: ,"name": */
static inline void
append_part_member(struct buffer *out, const char *key, const struct row *row, struct span span)
{
	if (span_is_empty(span))
		return;
	buffer_append_string(out, key);
	append_part(out, row, span);
}

/* The same of any value. */
static inline void
append_member(struct buffer *out, const char *key, struct slice value)
{
	if (value.length == 0)
		return;
	buffer_append_string(out, key);
	json_append_string(out, value);
}

/* The same of a word of the program's own, which JSON has as it is; the key is written with the
 * word's first quote: ,"name":" */
static inline void
append_word(struct buffer *out, const char *key, const char *word)
{
	buffer_append_string(out, key);
	buffer_append_string(out, word);
	buffer_append_byte(out, '"');
}

/* The longest office beside another mention of an official. */
static struct span
presented(const struct row *row)
{
	return row->person && row->person->office_count > 0 ? row->person->offices[0]
							    : (struct span){0, 0};
}

/* What the packs say of the row's rule; empty where they have none. */
static struct explanation
explanation_of(const struct row *row)
{
	struct explanation explanation = {.why = "", .file = ""};

	(void)analysis_explain(row->options->packs, row->finding->rule, &explanation);
	return explanation;
}

static size_t
own_words_of(const struct row *row, struct own_word words[OWN_WORDS_MOST])
{
	struct evidence pieces[EVIDENCE_MOST];
	size_t count = explanation_evidence(row->finding, presented(row), pieces);

	return own_words_find(
		row->options->packs, row->article, row->finding, pieces, count, words);
}

/* Where the reader's own packs give words that it rests on: "words":[{"word":…,"pack":…}]. */
static void
append_own_words_member(struct buffer *out, const struct row *row)
{
	struct own_word words[OWN_WORDS_MOST];
	size_t count = own_words_of(row, words);
	struct buffer pack;

	if (count == 0)
		return;
	buffer_init(&pack);
	buffer_append_string(out, ",\"words\":[");
	for (size_t i = 0; i < count; i++) {
		buffer_truncate(&pack, 0);
		buffer_append_format(&pack, "%s:%d", words[i].line.name, words[i].line.line);
		buffer_append_format(out, "%s{\"word\":", i > 0 ? "," : "");
		json_append_string(out, text_of(row, words[i].place));
		append_member(out, ",\"pack\":", buffer_slice(&pack));
		if (words[i].taken_out)
			buffer_append_string(out, ",\"taken_out\":true");
		buffer_append_byte(out, '}');
	}
	buffer_append_byte(out, ']');
	buffer_clear(&pack);
}

static void
append_explanation_members(struct buffer *out, const struct row *row)
{
	struct explanation explanation = explanation_of(row);
	struct evidence pieces[EVIDENCE_MOST];
	size_t count = explanation_evidence(row->finding, presented(row), pieces);
	struct buffer pack;

	buffer_init(&pack);
	buffer_append_format(&pack, "%s:%d", explanation.file, explanation.line);
	append_member(out, ",\"why\":", slice_from_string(explanation.why));
	append_member(out, ",\"pack\":", buffer_slice(&pack));
	buffer_clear(&pack);
	buffer_append_string(out, ",\"evidence\":{");
	for (size_t i = 0; i < count; i++) {
		buffer_append_format(out, "%s\"%s\":", i > 0 ? "," : "", pieces[i].key);
		json_append_string(out, text_of(row, pieces[i].place));
	}
	buffer_append_byte(out, '}');
	append_own_words_member(out, row);
}

static void
print_jsonl(struct buffer *out, const struct row *row)
{
	const struct finding *finding = row->finding;

	buffer_append_string(out, "{\"type\":\"");
	buffer_append_string(out, finding_type_name(finding->type));
	buffer_append_byte(out, '"');
	append_member(out, ",\"file\":", slice_from_string(row->file));
	buffer_append_string(out, ",\"paragraph\":");
	buffer_append_number(out, finding->paragraph + 1);
	buffer_append_string(out, ",\"start\":");
	buffer_append_number(out, row->start);
	buffer_append_string(out, ",\"end\":");
	buffer_append_number(out, row->end);
	if (finding->type == FINDING_DIRECTIVE) {
		append_word(out, ",\"modality\":\"", modality_name(finding->modality));
		append_part_member(out, ",\"cue\":", row, finding->cue);
		append_member(out, ",\"source\":", text_of(row, finding->source));
		append_part_member(out, ",\"addressee\":", row, finding->addressee);
	}
	if (finding->type == FINDING_OFFICIAL) {
		append_part_member(out, ",\"name\":", row, finding->span);
		buffer_append_string(out, ",\"title\":");
		if (finding->office)
			json_append_string(out, slice_from_string(finding->office));
		else
			append_part(out, row, finding->title);
	} else {
		append_part_member(out, ",\"text\":", row, finding->span);
	}
	if (finding->type == FINDING_REFERENCE)
		append_part_member(out, ",\"title\":", row, finding->title);
	if (row->person)
		append_member(out, ",\"person\":", slice_from_string(row->person->name));
	append_word(out, ",\"rule\":\"", finding->rule);
	if (row->options->explain)
		append_explanation_members(out, row);
	buffer_append_string(out, "}\n");
}

static void
append_field(struct buffer *out, struct slice value)
{
	buffer_append_byte(out, '\t');
	output_append_shown(out, value);
}

static void
append_number_field(struct buffer *out, size_t number)
{
	buffer_append_byte(out, '\t');
	buffer_append_number(out, number);
}

/* The columns why, pack and evidence. */
static void
append_explanation_fields(struct buffer *out, const struct row *row)
{
	struct explanation explanation = explanation_of(row);
	struct own_word words[OWN_WORDS_MOST];
	size_t count = own_words_of(row, words);
	struct buffer evidence;

	buffer_init(&evidence);
	append_field(out, slice_from_string(explanation.why));
	buffer_append_format(out, "\t%s:%d", explanation.file, explanation.line);
	for (size_t i = 0; i < count; i++) {
		buffer_append_byte(out, ' ');
		output_append_shown(out, slice_from_string(words[i].line.name));
		buffer_append_format(out, ":%d", words[i].line.line);
	}
	explanation_append_evidence(&evidence, row->article, row->finding, presented(row));
	append_field(out, buffer_slice(&evidence));
	buffer_clear(&evidence);
}

static void
print_tsv(struct buffer *out, const struct row *row)
{
	const struct finding *finding = row->finding;
	bool directive = finding->type == FINDING_DIRECTIVE;

	buffer_append_string(out, finding_type_name(finding->type));
	append_number_field(out, finding->paragraph + 1);
	append_number_field(out, row->start);
	append_number_field(out, row->end);
	append_field(out, slice_from_string(directive ? modality_name(finding->modality) : ""));
	append_field(out, directive ? text_of(row, finding->source) : office_of(row));
	append_field(out, text_of(row, finding->span));
	append_field(out, slice_from_string(finding->rule));
	if (row->options->explain)
		append_explanation_fields(out, row);
	if (row->file)
		append_field(out, slice_from_string(row->file));
	buffer_append_byte(out, '\n');
}

static void
append_explanation_line(struct buffer *out, const struct row *row)
{
	struct buffer line;

	buffer_init(&line);
	explanation_append(&line, row->article, row->finding, presented(row), row->options->packs);
	buffer_append_string(out, "    ");
	output_append_shown(out, buffer_slice(&line));
	buffer_append_byte(out, '\n');
	buffer_clear(&line);
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
	if (finding->type == FINDING_OFFICIAL && office_of(row).length > 0) {
		buffer_append_string(out, "  ");
		output_append_shown(out, office_of(row));
	}
	if (finding->type == FINDING_REFERENCE && row->person)
		buffer_append_format(out, "  %s", row->person->name);
	buffer_append_byte(out, '\n');
	if (row->options->explain)
		append_explanation_line(out, row);
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

struct printer {
	struct analysis *analysis;
	const struct article *article;
	const char *file; /* NULL when there is only one */
	const struct scan_options *options;
	struct ruler ruler;
	struct buffer out;
};

/* Prints the findings of one paragraph. */
static void
print_findings(void *data, const struct finding *findings, size_t count)
{
	struct printer *printer = data;
	size_t person_count;
	const struct person *persons = analysis_persons(printer->analysis, &person_count);

	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = &findings[i];
		struct row row = {.file = printer->file,
			.article = printer->article,
			.finding = finding,
			.options = printer->options};

		row.start = finding->chars.start;
		row.end = finding->chars.end;
		if (row.start == row.end) {
			row.start =
				measure(&printer->ruler, finding->paragraph, finding->span.start);
			row.end = row.start + count_chars(printer->article, finding->span);
		}
		if (finding->type != FINDING_DIRECTIVE && finding->person < person_count)
			row.person = &persons[finding->person];
		printer->options->print(&printer->out, &row);
	}
	if (printer->out.length > 1 << 16) {
		output_write(buffer_slice(&printer->out));
		buffer_truncate(&printer->out, 0);
	}
}

static bool
scan(struct article *article, const char *file, const struct scan_options *options,
	struct error *error)
{
	struct printer printer = {.analysis = kept_corrections_analysis(
					  article, options->packs, options->corrections, error),
		.article = article,
		.file = file,
		.options = options,
		.ruler = {.article = article, .paragraph = SIZE_MAX}};

	if (!printer.analysis)
		return false;
	buffer_init(&printer.out);
	analysis_run(printer.analysis, true, print_findings, &printer);
	output_write(buffer_slice(&printer.out));
	buffer_clear(&printer.out);
	analysis_free(printer.analysis);
	return true;
}

static bool
scan_files(
	char *const *files, size_t count, const struct scan_options *options, struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		struct article *article = text_open(files[i], &options->reading, error);
		bool well = article && scan(article, count > 1 ? files[i] : NULL, options, error) &&
			article_is_intact(article, error);

		article_close(article);
		if (!well)
			return false;
	}
	return true;
}

static bool
run_scan(const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct filters filters;
	struct scan_options scan = {
		.print = find_format(arguments_value(arguments, "format"), error),
		.explain = arguments_has(arguments, "explain"),
		.reading = text_options(program, arguments, &filters),
	};
	size_t count;
	char *const *files = arguments_operands(arguments, &count);
	struct overlay *overlay;
	bool done;

	if (!scan.print)
		return false;
	if (count == 0) {
		error_set(error, ERROR_USAGE, _("name a file to scan, or - for standard input"));
		return false;
	}
	if (!chosen_packs_of(program, arguments, &overlay, NULL, error))
		return false;
	scan.packs = overlay_packs(overlay);
	done = kept_corrections_open(program, arguments, &scan.corrections, error) &&
		scan_files(files, count, &scan, error);
	store_close(scan.corrections);
	overlay_free(overlay);
	return done;
}

static const struct option_row options[] = {
	{"format", 'f', "NAME",
		N_("jsonl, tsv or text (jsonl where standard output is no terminal)")},
	{"explain", 'x', NULL,
		N_("tell of each one the rule's sentence, its place and the evidence")},
	CHOSEN_PACKS_OPTION,
	TEXT_OPTIONS,
	KEPT_CORRECTIONS_OPTIONS,
	{NULL, 0, NULL, NULL},
};

const struct command command_scan = {
	.name = "scan",
	.usage = "[--format jsonl|tsv|text] [--explain] [--packs NAMES] [--encoding NAME]"
		 " [--all-text] [--notes FILE|--no-notes] FILE…",
	.sentence = N_("Print the directives and officials of texts as data"),
	.options = options,
	.run = run_scan,
};
