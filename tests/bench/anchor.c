/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether notes find their places in texts that were edited.
 *
 *      anchor [-v] TEXT…
 *
 * Notes are put on names, clauses and paragraphs of each text; the text is edited in each of the
 * ways of the table below with five seeds; then the notes are placed in it, by zhupi and by three
 * other methods. The edit knows where each character went. A note that has at least half of its
 * characters still is
 *
 *      at place      its place overlaps the true one by at least half of both together (blanks
 *                    and residue count as nothing)
 *      elsewhere     it was put somewhere else
 *      unattached    it was not put anywhere
 *
 * in % of those notes; they add up to 100. A note of which no character is left is deleted, and a
 * ghost when it was put somewhere all the same: in % of the deleted. Notes between (less than half
 * is left) are counted as neither. Sentences that are put in from the same text are copies of ones
 * that stay: a copy of one that goes would be a move.
 *
 * Names come from TEXT with the suffix .gold (lines N, paragraph, start, end in characters) or
 * .names (a name a line, each of its occurrences). With -v each note that is not at its place is
 * printed. Last, the time for one text of a mebibyte.
 */
#include "config.h"

#include "marked.h"
#include "others.h"

#include "base/alloc.h"
#include "base/array.h"
#include "notes/anchor.h"
#include "notes/library.h"
#include "text/article.h"
#include "text/position.h"
#include "text/unicode.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	SEEDS = 5,
	TEXTS_AT_MOST = 256,
	METHODS = 4,
	LARGE_BYTES = 1 << 20,
	LARGE_NOTES = 200
};

struct edit {
	const char *name;
	edit_function *apply;
	double strength;
	bool backwards;       /* the edited text is the one that was noted on */
	const char *encoding; /* of the new text's file; NULL: UTF-8 */
};

static const struct edit edits[] = {
	{"1 % of the characters", edit_characters, 0.01, false, NULL},
	{"5 % of the characters", edit_characters, 0.05, false, NULL},
	{"20 % of the characters", edit_characters, 0.2, false, NULL},
	{"50 % of the characters", edit_characters, 0.5, false, NULL},
	{"20 % of the sentences", edit_sentences, 0.2, false, NULL},
	{"- from the same text", edit_sentences_of_its_own, 0.2, false, NULL},
	{"three paragraphs moved", edit_moves, 3, false, NULL},
	{"mix", edit_mix, 0, false, NULL},
	{"wrapped at 30", edit_wraps, 30, false, NULL},
	{"- and joined again", edit_wraps, 30, true, NULL},
	{"width of punctuation", edit_punctuation, 0, false, NULL},
	{"the other script", edit_script, 0, false, NULL},
	{"residue put in", edit_residue, 0.5, false, NULL},
	{"residue taken out", edit_residue, 0.5, true, NULL},
	{"GB18030", edit_nothing, 0, false, "GB18030"},
	{"Big5", edit_script, 0, false, "BIG5-HKSCS"},
	{"UTF-16", edit_nothing, 0, false, "UTF-16"},
};

static const char *const methods[METHODS] = {"zhupi", "position", "exact quote", "50:20:20:2"};

/* What became of the notes by one method. */
struct tally {
	size_t at_place, elsewhere, unattached, ghosts, deleted;
};

struct bench {
	struct marked texts[TEXTS_AT_MOST];
	size_t count;
	struct store *store;
	bool verbose;
};

static void
read_texts(struct bench *bench, const char *path)
{
	if (bench->count == TEXTS_AT_MOST)
		fail("too many texts");
	marked_read(&bench->texts[bench->count++], path);
}

/* ---- Placing -------------------------------------------------------------------------------- */

static struct article *
open_bytes(struct slice bytes)
{
	struct article *article = article_from_bytes(bytes, "-", NULL, NULL);

	while (article && article_extend(article, SIZE_MAX))
		;
	return article;
}

/* A version of a text: its letters, the article they are the text of, and how many of them are left
 * of those before each one when it is folded. */
struct version {
	struct document document;
	struct article *article;
	size_t *folded;
};

/* The bytes in another encoding; false when they cannot be told in it. */
static bool
encode(struct buffer *bytes, const char *encoding)
{
	iconv_t converter = iconv_open(encoding, "UTF-8");
	size_t left = bytes->length, room = 4 * bytes->length + 16, space = room;
	char *result = alloc_bytes(room), *in = bytes->bytes, *out = result;
	bool done =
		converter != (iconv_t)-1 && iconv(converter, &in, &left, &out, &room) != (size_t)-1;

	if (converter != (iconv_t)-1)
		iconv_close(converter);
	buffer_truncate(bytes, 0);
	if (done)
		buffer_append(bytes, (struct slice){result, space - room});
	free(result);
	return done;
}

static void
count_folded(struct version *version)
{
	struct slice text = article_text(version->article);
	struct fold fold;
	size_t at = 0, folded = 0;

	fold_init(&fold);
	if (!fold_apply(&fold, text, FOLD_ALL))
		fail("memory");
	version->folded = alloc_zeroed(version->document.count + 1, sizeof *version->folded);
	for (size_t i = 0; i < version->document.count; i++, at = unicode_next(text, at)) {
		version->folded[i] = folded;
		folded += folded < fold.count && fold.offsets[folded] == at;
	}
	version->folded[version->document.count] = folded;
	fold_clear(&fold);
}

/* Opens the version's text; false when the encoding cannot tell it. */
static bool
open_version(struct version *version, const char *encoding)
{
	struct buffer bytes;
	bool done;

	buffer_init(&bytes);
	document_write(&version->document, 0, version->document.count, &bytes);
	done = !encoding || encode(&bytes, encoding);
	version->article = done ? open_bytes(buffer_slice(&bytes)) : NULL;
	buffer_clear(&bytes);
	if (!version->article ||
		position_chars(article_text(version->article), SIZE_MAX) != version->document.count)
		return false;
	count_folded(version);
	return true;
}

static void
close_version(struct version *version)
{
	document_clear(&version->document);
	article_close(version->article);
	free(version->folded);
}

/* A note on each mark of the text as it is in the version before. */
static void
make_notes(const struct bench *bench, const struct marked *text, struct version *before,
	struct annotations *notes)
{
	struct error error;
	int64_t number, version;

	error_init(&error);
	number = library_enter(bench->store, before->article, &error);
	version = library_keep(bench->store, number, before->article, 1, &error);
	if (version <= 0)
		fail(error.sentence);
	annotations_init(notes);
	for (size_t i = 0; i < text->count; i++) {
		struct mark mark = text->marks[i];
		struct slice whole = article_text(before->article);
		struct annotation note = {.article = number};
		struct span place;
		size_t left;

		document_find(&before->document, &mark.start, &mark.end, &left);
		place.start = position_bytes(whole, mark.start);
		place.end = position_bytes(whole, mark.end);
		anchor_describe(before->article,
			mark.kind == PARAGRAPH && left == mark.end - mark.start ? TARGET_PARAGRAPH
										: TARGET_PHRASE,
			place, &note.target);
		note.target.version = version;
		note.target.hash = article_hash(before->article);
		notes->items =
			array_grow(notes->items, &notes->capacity, notes->count + 1, sizeof note);
		notes->items[notes->count++] = note;
	}
}

/* What is known of one note: where it is, and whether it is there. */
struct truth {
	size_t start, end, left;
	const size_t *folded; /* of the new version */
	bool deleted, counts;
};

static bool
is_at_place(const struct truth *truth, size_t start, size_t end)
{
	const size_t *folded = truth->folded;
	size_t from = folded[start > truth->start ? start : truth->start];
	size_t to = folded[end < truth->end ? end : truth->end];
	size_t first = folded[start < truth->start ? start : truth->start];
	size_t last = folded[end > truth->end ? end : truth->end];

	return to > from && 2 * (to - from) >= last - first;
}

static void
count(struct tally *tally, const struct truth *truth, bool placed, size_t start, size_t end)
{
	if (truth->deleted) {
		tally->deleted++;
		tally->ghosts += placed;
	} else if (truth->counts && !placed) {
		tally->unattached++;
	} else if (truth->counts) {
		if (is_at_place(truth, start, end))
			tally->at_place++;
		else
			tally->elsewhere++;
	}
}

static void
print_stretch(const char *name, const struct document *document, size_t start, size_t end)
{
	struct buffer out;

	buffer_init(&out);
	document_write(document, start > 12 ? start - 12 : 0, start, &out);
	buffer_append_string(&out, "[");
	document_write(document, start, end, &out);
	buffer_append_string(&out, "]");
	document_write(
		document, end, end + 12 < document->count ? end + 12 : document->count, &out);
	printf("    %-6s %s\n", name, buffer_string(&out));
	buffer_clear(&out);
}

static void
explain(const struct truth *truth, const struct question *question, bool placed, size_t start,
	size_t end)
{
	bool right = truth->deleted ? !placed : placed && is_at_place(truth, start, end);

	if (right || (!truth->deleted && !truth->counts))
		return;
	printf("  %s %zu\n",
		truth->deleted   ? "GHOST"
			: placed ? "ELSEWHERE"
				 : "UNATTACHED",
		question->end - question->start);
	print_stretch("noted", question->before, question->start, question->end);
	if (!truth->deleted)
		print_stretch("true", question->now, truth->start, truth->end);
	if (placed)
		print_stretch("placed", question->now, start, end);
}

/* Places the notes of the text in its new version by all methods. */
static void
place_notes(const struct bench *bench, const struct marked *text, const struct version *before,
	const struct version *now, struct annotations *notes, struct tally tallies[METHODS])
{
	static other_method *const others[] = {others_position, others_exact, others_score};
	struct slice whole = article_text(now->article);

	anchor_resolve(now->article, notes, bench->store);
	for (size_t i = 0; i < text->count; i++) {
		struct truth truth = {.start = text->marks[i].start,
			.end = text->marks[i].end,
			.folded = now->folded};
		struct question question = {&before->document, &now->document, text->marks[i].start,
			text->marks[i].end};
		size_t all, start, end;
		const struct annotation *note = &notes->items[i];
		bool placed = note->state != ANCHOR_UNATTACHED;

		document_find(&before->document, &question.start, &question.end, &all);
		truth.deleted =
			!document_find(&now->document, &truth.start, &truth.end, &truth.left);
		truth.counts = 2 * truth.left >= all;
		start = position_chars(whole, note->place.start);
		end = position_chars(whole, note->place.end);
		count(&tallies[0], &truth, placed, start, end);
		if (bench->verbose)
			explain(&truth, &question, placed, start, end);
		for (size_t m = 1; m < METHODS && !bench->verbose; m++) {
			placed = others[m - 1](&question, &start, &end);
			count(&tallies[m], &truth, placed, start, end);
		}
	}
}

static void
try_edit(const struct bench *bench, const struct edit *edit, size_t index, size_t seed,
	const struct document *documents, struct tally tallies[METHODS])
{
	const struct marked *text = &bench->texts[index];
	struct dice dice = {seed * 1000003 + index * 7919};
	struct supply source = {documents, bench->count, index, &dice};
	struct version before = {.article = NULL}, now = {.article = NULL};
	struct version *edited = edit->backwards ? &before : &now;
	struct version *other = edit->backwards ? &now : &before;
	struct annotations notes;

	document_init(&before.document);
	document_init(&now.document);
	edit->apply(&text->document, &source, edit->strength, &edited->document);
	document_append(&other->document, &text->document, 0, text->document.count);
	if (open_version(&before, NULL) && open_version(&now, edit->encoding)) {
		make_notes(bench, text, &before, &notes);
		place_notes(bench, text, &before, &now, &notes, tallies);
		annotations_clear(&notes);
	}
	close_version(&before);
	close_version(&now);
}

/* ---- The table ------------------------------------------------------------------------------ */

static double
share(size_t part, size_t all)
{
	return all ? 100 * (double)part / (double)all : 0;
}

static void
print_row(const char *name, const struct tally tallies[METHODS], bool alone)
{
	printf("%-24s", name);
	for (size_t m = 0; m < (alone ? 1 : METHODS); m++) {
		const struct tally *tally = &tallies[m];
		size_t all = tally->at_place + tally->elsewhere + tally->unattached;

		if (m == 0)
			printf(" %6zu", all);
		printf(" | %6.2f %6.2f %6.2f", share(tally->at_place, all),
			share(tally->elsewhere, all), share(tally->unattached, all));
		if (tally->deleted)
			printf(" %5.1f", share(tally->ghosts, tally->deleted));
		else
			printf("     -");
		if (m == 0)
			printf(" of %4zu", tally->deleted);
	}
	printf("\n");
	fflush(stdout);
}

static void
print_heading(bool alone)
{
	printf("%-31s", "");
	for (size_t m = 0; m < (alone ? 1 : METHODS); m++)
		printf(" | %-26s%s", methods[m], m == 0 ? "        " : "");
	printf("\n%-24s %6s", "edit", "notes");
	for (size_t m = 0; m < (alone ? 1 : METHODS); m++)
		printf(" |  place   else  unatt ghost%s", m == 0 ? " of del." : "");
	printf("\n");
}

static void
run_table(const struct bench *bench, const char *only)
{
	struct document *documents = alloc_zeroed(bench->count, sizeof *documents);

	for (size_t i = 0; i < bench->count; i++)
		documents[i] = bench->texts[i].document;
	print_heading(bench->verbose);
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		struct tally tallies[METHODS] = {{0}};

		if (only && !strstr(edits[i].name, only))
			continue;
		for (size_t seed = 1; seed <= SEEDS; seed++)
			for (size_t k = 0; k < bench->count; k++)
				try_edit(bench, &edits[i], k, seed, documents, tallies);
		print_row(edits[i].name, tallies, bench->verbose);
	}
	free(documents);
}

/* ---- A large text --------------------------------------------------------------------------- */

/* A text of about LARGE_BYTES: all texts over and over, each time with a quarter of the characters
 * changed, so that nothing is repeated. */
static void
make_large(const struct supply *source, struct document *large)
{
	struct buffer size;

	buffer_init(&size);
	for (size_t i = 0; size.length < LARGE_BYTES - 8192; i++) {
		size_t start = large->count;

		edit_characters(&source->texts[i % source->count], source, 0.25, large);
		document_write(large, start, large->count, &size);
	}
	for (size_t i = 0; i < large->count; i++)
		large->items[i].origin = (uint32_t)i;
	buffer_clear(&size);
}

static void
add_large_marks(struct marked *text)
{
	size_t step = text->document.count / LARGE_NOTES;

	for (size_t i = 0; i < LARGE_NOTES; i++)
		marked_add(text, NAME, i * step + 2, i * step + 5 + i % 20);
}

static void
time_large(const struct bench *bench, const char *name, edit_function *edit, double strength)
{
	struct document texts[TEXTS_AT_MOST];
	struct dice dice = {1};
	struct supply source = {texts, bench->count, 0, &dice};
	struct marked text = {.path = "-"};
	struct version before = {.article = NULL}, now = {.article = NULL};
	struct tally tallies[METHODS] = {{0}};
	struct annotations notes;
	struct bench quiet = {.store = bench->store, .verbose = true};
	struct timespec start, end;

	for (size_t i = 0; i < bench->count; i++)
		texts[i] = bench->texts[i].document;
	make_large(&source, &text.document);
	add_large_marks(&text);
	document_append(&before.document, &text.document, 0, text.document.count);
	edit(&text.document, &source, strength, &now.document);
	if (!open_version(&before, NULL) || !open_version(&now, NULL))
		fail("the large text does not open");
	make_notes(&quiet, &text, &before, &notes);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	anchor_resolve(now.article, &notes, bench->store);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	quiet.verbose = bench->verbose;
	place_notes(&quiet, &text, &before, &now, &notes, tallies);
	printf("%-24s %4zu KiB, %d notes: %.0f ms; at place %zu, elsewhere %zu, unattached %zu, "
	       "ghosts %zu of %zu\n",
		name, article_text(now.article).length / 1024, LARGE_NOTES,
		(double)(end.tv_sec - start.tv_sec) * 1e3 +
			(double)(end.tv_nsec - start.tv_nsec) * 1e-6,
		tallies[0].at_place, tallies[0].elsewhere, tallies[0].unattached, tallies[0].ghosts,
		tallies[0].deleted);
	fflush(stdout);
	annotations_clear(&notes);
	marked_clear(&text);
	close_version(&before);
	close_version(&now);
}

/* A text that has nothing of the one that it replaces. */
static void
replace_all(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	(void)text;
	(void)strength;
	make_large(source, result);
	for (size_t i = 0; i < result->count; i++)
		result->items[i] = (struct letter){result->items[i].character == '\n'
				? '\n'
				: 0x4E00 + (uint32_t)dice_roll(source->dice, 3000),
			NO_ORIGIN};
}

static void
run_large(const struct bench *bench)
{
	time_large(bench, "large, 1 %", edit_characters, 0.01);
	time_large(bench, "large, 20 %", edit_characters, 0.2);
	time_large(bench, "large, sentences", edit_sentences, 0.2);
	time_large(bench, "large, three moved", edit_moves, 3);
	time_large(bench, "large, another text", replace_all, 0);
}

int
main(int count, char **arguments)
{
	static struct bench bench;
	char path[] = "/tmp/zhupi-bench-XXXXXX";
	const char *only = getenv("ONLY"); /* a part of the name of the edits that are wanted */
	int file = mkstemp(path), option;
	struct error error;

	error_init(&error);
	while ((option = getopt(count, arguments, "v")) != -1)
		bench.verbose = option == 'v';
	if (optind == count)
		fail("usage: anchor [-v] TEXT…");
	for (int i = optind; i < count; i++)
		read_texts(&bench, arguments[i]);
	if (file >= 0)
		close(file);
	bench.store = store_open(path, STORE_WRITE, NULL, NULL, &error);
	if (!bench.store)
		fail(error.sentence);
	run_table(&bench, only);
	if (!only || strcmp(only, "large") == 0)
		run_large(&bench);
	store_close(bench.store);
	unlink(path);
	for (size_t i = 0; i < bench.count; i++)
		marked_clear(&bench.texts[i]);
	return EXIT_SUCCESS;
}
