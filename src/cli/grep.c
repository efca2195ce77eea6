/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hits in many files, a line for each, or for several that stand close to each other:
 *
 *      minutes.txt:12:…各縣要加強堤壩巡查，確保群眾安全…
 */
#include "analysis/analysis.h"
#include "base/intl.h"
#include "cli/chosen_packs.h"
#include "cli/commands.h"
#include "cli/kept_corrections.h"
#include "cli/output.h"
#include "cli/text.h"
#include "text/find.h"
#include "text/json.h"
#include "text/position.h"
#include "text/unicode.h"

#include <stdint.h>
#include <string.h>

enum {
	CONTEXT_CHARS = 30,
	HITS_AT_ONCE = 1024,
	PART_BYTES = 1 << 20, /* of a paragraph, looked through at once */
	OUTPUT_BYTES = 1 << 16
};

struct match;

typedef void print_match(struct buffer *out, const struct match *match);

/* What is searched for, and how it is told. */
struct grep {
	struct finder *finder;
	print_match *print;
	bool counts, lists; /* -c, -l */
	bool several;       /* files, or one that is named all the same */
	bool colour;
	bool limited; /* to marks of only */
	enum finding_type only;
	struct article_options reading;
	const struct packs *packs; /* NULL: the shipped ones */
	struct store *corrections; /* NULL: none */
	struct buffer out;
	size_t found; /* in all files */
};

/* Counts the code points of one paragraph after the other, forwards, without counting twice. */
struct ruler {
	size_t paragraph;   /* index */
	size_t byte, chars; /* both from the paragraph's start */
};

/* Hits in one paragraph, as spans into it. */
struct match {
	const struct grep *grep;
	const char *file;
	size_t paragraph; /* index */
	struct slice text;
	const struct span *hits;
	size_t count;
	struct ruler *ruler;
};

/* --- formats ------------------------------------------------------------------------------- */

/* Up to CONTEXT_CHARS characters before, or behind, a byte offset. */
static size_t
context_start(struct slice text, size_t at)
{
	for (int i = 0; i < CONTEXT_CHARS && at > 0; i++)
		at = unicode_previous(text, at);
	return at;
}

static size_t
context_end(struct slice text, size_t at)
{
	for (int i = 0; i < CONTEXT_CHARS && at < text.length; i++)
		at = unicode_next(text, at);
	return at;
}

static void
append_part(struct buffer *out, const struct match *match, struct span part)
{
	output_append_shown(out, slice_at(match->text, part));
}

/* Appends a stretch with the hits in it, in colour where that is wanted. */
static void
append_hits(struct buffer *out, const struct match *match, size_t first, size_t end)
{
	struct span context = {context_start(match->text, match->hits[first].start),
		context_end(match->text, match->hits[end - 1].end)};
	size_t at = context.start;

	if (context.start > 0)
		buffer_append_string(out, "…");
	for (size_t i = first; i < end; i++) {
		append_part(out, match, (struct span){at, match->hits[i].start});
		buffer_append_string(out, match->grep->colour ? "\033[1;31m" : "");
		append_part(out, match, match->hits[i]);
		buffer_append_string(out, match->grep->colour ? "\033[0m" : "");
		at = match->hits[i].end;
	}
	append_part(out, match, (struct span){at, context.end});
	if (context.end < match->text.length)
		buffer_append_string(out, "…");
}

static void
print_text(struct buffer *out, const struct match *match)
{
	bool colour = match->grep->colour;

	for (size_t first = 0, end; first < match->count; first = end) {
		for (end = first + 1; end < match->count &&
			match->hits[end].start <=
				context_end(match->text, match->hits[end - 1].end);
			end++)
			;
		if (match->grep->several) {
			buffer_append_string(out, colour ? "\033[35m" : "");
			output_append_shown(out, slice_from_string(match->file));
			buffer_append_string(out, colour ? "\033[0m:" : ":");
		}
		buffer_append_format(
			out, colour ? "\033[32m%zu\033[0m:" : "%zu:", match->paragraph + 1);
		append_hits(out, match, first, end);
		buffer_append_byte(out, '\n');
	}
}

/* The hit's place in code points. */
static struct span
place_of(const struct match *match, size_t i)
{
	struct ruler *ruler = match->ruler;
	struct span hit = match->hits[i];

	if (ruler->paragraph != match->paragraph || hit.start < ruler->byte)
		*ruler = (struct ruler){.paragraph = match->paragraph};
	ruler->chars += position_chars(
		slice_at(match->text, (struct span){ruler->byte, hit.start}), SIZE_MAX);
	ruler->byte = hit.start;
	return (struct span){
		ruler->chars, ruler->chars + position_chars(slice_at(match->text, hit), SIZE_MAX)};
}

static void
print_jsonl(struct buffer *out, const struct match *match)
{
	for (size_t i = 0; i < match->count; i++) {
		struct span hit = match->hits[i], place = place_of(match, i);
		size_t start = context_start(match->text, hit.start);
		size_t end = context_end(match->text, hit.end);

		buffer_append_string(out, "{\"file\":");
		json_append_string(out, slice_from_string(match->file));
		buffer_append_format(out, ",\"paragraph\":%zu,\"start\":%zu,\"end\":%zu,\"text\":",
			match->paragraph + 1, place.start, place.end);
		json_append_string(out, slice_at(match->text, hit));
		buffer_append_string(out, ",\"prefix\":");
		json_append_string(out, slice_at(match->text, (struct span){start, hit.start}));
		buffer_append_string(out, ",\"suffix\":");
		json_append_string(out, slice_at(match->text, (struct span){hit.end, end}));
		buffer_append_string(out, "}\n");
	}
}

static void
print_tsv(struct buffer *out, const struct match *match)
{
	for (size_t i = 0; i < match->count; i++) {
		struct span hit = match->hits[i], place = place_of(match, i);

		buffer_append_format(
			out, "%zu\t%zu\t%zu\t", match->paragraph + 1, place.start, place.end);
		append_part(out, match, hit);
		buffer_append_byte(out, '\t');
		append_part(out, match,
			(struct span){context_start(match->text, hit.start),
				context_end(match->text, hit.end)});
		buffer_append_byte(out, '\t');
		output_append_shown(out, slice_from_string(match->file));
		buffer_append_byte(out, '\n');
	}
}

static const struct {
	const char *name;
	print_match *print;
} formats[] = {
	{"text", print_text},
	{"jsonl", print_jsonl},
	{"tsv", print_tsv},
};

static bool
find_format(const char *name, struct grep *grep, struct error *error)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (!name || strcmp(formats[i].name, name) == 0) {
			grep->print = formats[i].print;
			return true;
		}
	}
	error_set(error, ERROR_USAGE, _("there is no format %s: write jsonl, tsv or text"), name);
	return false;
}

/* --- a file -------------------------------------------------------------------------------- */

static void
put_out(struct grep *grep, size_t bytes)
{
	if (grep->out.length <= bytes)
		return;
	output_write(buffer_slice(&grep->out));
	buffer_truncate(&grep->out, 0);
}

/* Whether the hit, bytes of the article, lies in a mark that is asked for. */
static bool
is_in_mark(const struct grep *grep, const struct finding *findings, size_t count, struct span hit)
{
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = &findings[i];
		bool directive = finding->type == FINDING_DIRECTIVE;

		if (directive == (grep->only == FINDING_DIRECTIVE) &&
			(span_contains(finding->span, hit) ||
				(!directive && span_contains(finding->title, hit))))
			return true;
	}
	return false;
}

/* What searching one file needs. */
struct search {
	struct grep *grep;
	struct article *article;
	const char *file;
	size_t count; /* of hits */
	struct ruler ruler;
};

/*
 * Tells of the hits in a paragraph from byte offset from of it; findings are its marks where only
 * those count. Returns the byte offset up to which it was searched.
 */
static size_t
take_paragraph(struct search *search, size_t index, size_t from, const struct finding *findings,
	size_t finding_count)
{
	struct grep *grep = search->grep;
	struct slice text = article_paragraph(search->article, index);
	size_t start = article_span(search->article, index).start, count, kept = 0;
	size_t end = text.length - from > PART_BYTES ? from + PART_BYTES : text.length;
	struct span hits[HITS_AT_ONCE];

	count = finder_all_in(grep->finder, text, (struct span){from, end}, hits, HITS_AT_ONCE);
	if (count == HITS_AT_ONCE)
		end = hits[count - 1].end;
	for (size_t i = 0; i < count; i++) {
		struct span hit = {hits[i].start + start, hits[i].end + start};

		if (hits[i].start >= from &&
			(!grep->limited || is_in_mark(grep, findings, finding_count, hit)))
			hits[kept++] = hits[i];
	}
	search->count += kept;
	if (kept > 0 && !grep->counts && !grep->lists)
		grep->print(&grep->out,
			&(struct match){
				grep, search->file, index, text, hits, kept, &search->ruler});
	put_out(grep, OUTPUT_BYTES);
	return end;
}

/* From the first to the last byte that the findings, or their offices, cover. */
static struct span
extent(const struct finding *findings, size_t count)
{
	struct span all = findings[0].span;

	for (size_t i = 0; i < count; i++) {
		struct span span = findings[i].span, title = findings[i].title;

		all.end = span.end > all.end ? span.end : all.end;
		if (span_is_empty(title))
			continue;
		all.start = title.start < all.start ? title.start : all.start;
		all.end = title.end > all.end ? title.end : all.end;
	}
	return all;
}

static void
take_findings(void *data, const struct finding *findings, size_t count)
{
	struct search *search = data;
	size_t index = findings[0].paragraph;
	struct span paragraph = article_span(search->article, index), part = paragraph;

	/* A long paragraph comes in several parts. */
	if (paragraph.end - paragraph.start > PART_BYTES)
		part = extent(findings, count);
	for (size_t at = part.start; at < part.end;)
		at = paragraph.start +
			take_paragraph(search, index, at - paragraph.start, findings, count);
}

/* Searches inside marks only. Which they are is asked only where there is any hit. */
static bool
search_marks(struct search *search, struct error *error)
{
	struct grep *grep = search->grep;
	struct finder_search first = {.from = 0};
	struct analysis *analysis;
	struct span hit;

	if (finder_go_on(grep->finder, article_text(search->article), &first, SIZE_MAX, &hit) !=
		FINDER_HIT)
		return true;
	analysis =
		kept_corrections_analysis(search->article, grep->packs, grep->corrections, error);
	if (!analysis)
		return false;
	analysis_run(analysis, true, take_findings, search);
	analysis_free(analysis);
	return true;
}

static void
search_all(struct search *search)
{
	struct finder *finder = search->grep->finder;
	struct article *article = search->article;
	struct finder_search first = {.from = 0};
	struct slice text = article_text(article);
	struct span hit;

	if (search->grep->lists) {
		search->count = finder_go_on(finder, text, &first, SIZE_MAX, &hit) == FINDER_HIT;
	} else if (search->grep->counts) {
		search->count = finder_count(finder, text, (struct span){0, text.length});
	} else {
		for (size_t from = 0; finder_next(finder, article, from, false, &hit);) {
			size_t index = article_index_at(article, hit.start);
			size_t start = article_span(article, index).start;

			from = start + take_paragraph(search, index, hit.start - start, NULL, 0);
		}
	}
}

/* What -c and -l print of a file. */
static void
print_sum(const struct search *search)
{
	struct buffer *out = &search->grep->out;

	if (search->grep->lists && search->count > 0) {
		output_append_shown(out, slice_from_string(search->file));
		buffer_append_byte(out, '\n');
	} else if (search->grep->counts && !search->grep->lists) {
		if (search->grep->several) {
			output_append_shown(out, slice_from_string(search->file));
			buffer_append_byte(out, ':');
		}
		buffer_append_format(out, "%zu\n", search->count);
	}
}

static bool
search_file(struct grep *grep, const char *file, struct error *error)
{
	struct search search = {.grep = grep, .file = file};
	bool well = true;

	search.article = text_open(file, &grep->reading, error);
	if (!search.article)
		return false;
	if (grep->limited)
		well = search_marks(&search, error);
	else
		search_all(&search);
	if (well && error_is_set(finder_failure(grep->finder))) {
		*error = *finder_failure(grep->finder);
		well = false;
	}
	well = well && article_is_intact(search.article, error);
	if (well)
		print_sum(&search);
	grep->found += search.count;
	article_close(search.article);
	return well;
}

/* Searches one file after the other; those that cannot be read are told of. */
static bool
search_files(const struct program *program, struct grep *grep, char *const *files, size_t count,
	struct error *error)
{
	bool well = true;

	for (size_t i = 0; i < count; i++) {
		struct error failure;

		error_init(&failure);
		if (!search_file(grep, files[i], &failure)) {
			put_out(grep, 0);
			output_complain(program->name, failure.sentence);
			well = false;
		}
		if (error_is_set(finder_failure(grep->finder)))
			break;
	}
	put_out(grep, 0);
	if (!well)
		error_set(error, ERROR_INPUT, "%s", ""); /* each was told of */
	else if (grep->found == 0)
		error_set(error, ERROR_NOTHING, "%s", "");
	return well && grep->found > 0;
}

/* --- the command line ---------------------------------------------------------------------- */

static bool
find_marks(const char *only, struct grep *grep, struct error *error)
{
	grep->limited = only != NULL;
	grep->only = only && strcmp(only, "directives") == 0 ? FINDING_DIRECTIVE : FINDING_OFFICIAL;
	if (!only || grep->only == FINDING_DIRECTIVE || strcmp(only, "officials") == 0)
		return true;
	error_set(error, ERROR_USAGE, _("--only may be directives or officials, not %s"), only);
	return false;
}

static struct finder *
find_query(const struct arguments *arguments, const char *query, struct error *error)
{
	struct slice words = slice_from_string(query);
	struct finder *finder;

	if (arguments_has(arguments, "expression"))
		return finder_new_expression(words, error);
	finder = finder_new(words);
	if (!finder)
		error_set(error, ERROR_INPUT, _("Nothing is left to search for in: %s"), query);
	return finder;
}

/* Searches with what was opened for it. */
static bool
search_with_packs(const struct program *program, const struct arguments *arguments,
	struct grep *grep, struct error *error)
{
	struct overlay *overlay = NULL;
	size_t count;
	char *const *operands = arguments_operands(arguments, &count);
	bool done;

	if (!grep->limited)
		return search_files(program, grep, operands + 1, count - 1, error);
	if (!chosen_packs_of(program, arguments, &overlay, NULL, error))
		return false;
	grep->packs = overlay_packs(overlay);
	done = kept_corrections_open(program, arguments, &grep->corrections, error) &&
		search_files(program, grep, operands + 1, count - 1, error);
	store_close(grep->corrections);
	overlay_free(overlay);
	return done;
}

static bool
run_grep(const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct filters filters;
	struct grep grep = {
		.counts = arguments_has(arguments, "count"),
		.lists = arguments_has(arguments, "files"),
		.reading = text_options(program, arguments, &filters),
	};
	size_t count;
	char *const *operands = arguments_operands(arguments, &count);
	bool done;

	if (!find_format(arguments_value(arguments, "format"), &grep, error) ||
		!find_marks(arguments_value(arguments, "only"), &grep, error) ||
		!output_wants_colour(arguments_value(arguments, "color"), &grep.colour, error))
		return false;
	if (count < 2) {
		error_set(error, ERROR_USAGE,
			_("name what to search for, and files, or - for standard input"));
		return false;
	}
	grep.several = count > 2;
	grep.finder = find_query(arguments, operands[0], error);
	if (!grep.finder)
		return false;
	buffer_init(&grep.out);
	done = search_with_packs(program, arguments, &grep, error);
	buffer_clear(&grep.out);
	finder_free(grep.finder);
	return done;
}

static const struct option_row options[] = {
	{"expression", 'E', NULL, N_("QUERY is a regular expression, in the manner of Perl")},
	{"only", 0, "MARKS", N_("directives or officials: hits inside of such marks alone")},
	{"count", 'c', NULL, N_("print how many hits each file has")},
	{"files", 'l', NULL, N_("print the names of files that have one")},
	{"format", 'f', "NAME", N_("text (unless told), jsonl or tsv")},
	{"color", 0, "WHEN", N_("always, auto (on a terminal) or never")},
	CHOSEN_PACKS_OPTION,
	TEXT_OPTIONS,
	KEPT_CORRECTIONS_OPTIONS,
	{NULL, 0, NULL, NULL},
};

const struct command command_grep = {
	.name = "grep",
	.usage = "[-E] [-c|-l] [--only directives|officials] [--format text|jsonl|tsv]"
		 " [--color=WHEN] [--packs NAMES] [--encoding NAME] [--all-text]"
		 " [--notes FILE|--no-notes] QUERY FILE…",
	.sentence = N_("Search texts, in either script, and print the hits"),
	.options = options,
	.run = run_grep,
	.failed = EXIT_USAGE,
};
