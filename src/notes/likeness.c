/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Four stages, each in slices:
 *
 *      read       the text's runs of five folded characters: a sketch of them, and all
 *      compare    the sketch with the sketch of each version in the notes file: candidates
 *      verify     the likeliest candidates that have notes, by all runs of their kept versions
 *      judge      the few that are left, by aligning the kept version with the text
 *
 * The sketch tells the share of runs in common within some hundredths (64 buckets), which would let
 * go of a short text in a long page, so it is asked for a few buckets only. Twenty characters of a
 * hundred changed leave a third of the runs; texts of one kind have up to an eighth in common, and
 * English ones, whose letters are few, more. Aligned, the edited text has three quarters of its
 * characters in the same order, another one next to nothing: that decides.
 */
#include "notes/likeness.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "notes/database.h"
#include "notes/kept.h"
#include "notes/version.h"
#include "notes/version_text.h"

#include <stdlib.h>
#include <string.h>

enum {
	CHARACTERS_AT_LEAST = 40, /* of both: less says nothing */
	SAMPLED_FROM = 1 << 20,   /* bytes: of longer ones some of the runs are looked at */
	SAMPLE = 16,
	READ_BYTES = 1 << 16,   /* a slice */
	COMPARED_AT_ONCE = 256, /* versions */
	VERIFIED_AT_ONCE = 8,   /* candidates */
	CANDIDATES_AT_MOST = 256,
	VERSIONS_AT_MOST = 4, /* of a candidate, the last ones */
	JUDGED_AT_MOST = 4,   /* versions */
	SAME_AT_LEAST = 3     /* buckets */
};
static const double least_runs = 0.15; /* share of runs in common */
static const double least_share = 0.4; /* of characters in the same order */
static const double least_size = 0.25; /* of a text that is a part of the one with notes */

/* One of the text's runs, in a table with open addressing. */
struct run {
	uint64_t hash;  /* 0: free */
	uint32_t count; /* how often the text has it */
	uint32_t turn;  /* in which it was found in a version */
};

struct runs {
	struct run *slots;
	size_t mask, distinct, count;
	uint64_t sample; /* one run of so many counts, by its hash: the same ones in all texts */
};

struct candidate {
	int64_t article;
	size_t same; /* buckets */
};

/* A version that has many runs in common with the text. */
struct suspect {
	int64_t article, version;
	double runs; /* the share */
};

enum stage {
	STAGE_READ,
	STAGE_COMPARE,
	STAGE_VERIFY,
	STAGE_JUDGE,
	STAGE_DONE
};

struct likeness {
	enum stage stage;
	int64_t except;
	size_t paragraph; /* the next one to read */
	struct sketching sketching;
	struct sketch sketch;
	struct runs runs;
	uint32_t turn;
	int64_t version; /* the last one compared */
	struct candidate *candidates;
	size_t count, capacity, verified;
	struct suspect suspects[JUDGED_AT_MOST]; /* the likeliest first */
	size_t suspect_count, judged;
	int64_t found;
	double share;
};

/* ---- Runs ----------------------------------------------------------------------------------- */

static struct run *
find_run(const struct runs *runs, uint64_t hash)
{
	size_t at = hash & runs->mask;

	while (runs->slots[at].hash != 0 && runs->slots[at].hash != hash)
		at = (at + 1) & runs->mask;
	return &runs->slots[at];
}

/* Makes room for one run more. */
static bool
make_room(struct runs *runs)
{
	struct runs larger = {
		.distinct = runs->distinct, .count = runs->count, .sample = runs->sample};
	size_t size = 1024;

	if (runs->slots && 2 * (runs->distinct + 1) <= runs->mask + 1)
		return true;
	while (size < 4 * (runs->distinct + 1))
		size *= 2;
	larger.slots = calloc(size, sizeof *larger.slots);
	larger.mask = size - 1;
	if (!larger.slots)
		return false;
	for (size_t i = 0; runs->slots && i <= runs->mask; i++)
		if (runs->slots[i].hash != 0)
			*find_run(&larger, runs->slots[i].hash) = runs->slots[i];
	free(runs->slots);
	*runs = larger;
	return true;
}

/* The hash as a key of the table, in which 0 is free. False when the run does not count. */
static bool
run_key(const struct runs *runs, const struct fold *paragraph, size_t at, uint64_t *key)
{
	uint64_t hash = sketch_run(paragraph, at);

	*key = hash ? hash : 1;
	return runs->sample == 1 || (hash >> 32) % runs->sample == 0;
}

static bool
add_runs(struct runs *runs, const struct fold *paragraph)
{
	size_t count = sketch_runs(paragraph);

	for (size_t i = 0; i < count; i++) {
		struct run *run;
		uint64_t key;

		if (!run_key(runs, paragraph, i, &key))
			continue;
		if (!make_room(runs))
			return false;
		run = find_run(runs, key);
		runs->distinct += run->hash == 0;
		run->hash = key;
		run->count++;
		runs->count++;
	}
	return true;
}

/* What a text with notes and the open one have in common, in runs. */
struct common {
	size_t old, old_found; /* runs of the one with notes, and those that the open text has */
	size_t new_found;      /* runs of the open text that the other has */
};

static void
count_common(struct likeness *likeness, const struct fold *paragraph, struct common *common)
{
	size_t count = sketch_runs(paragraph);

	for (size_t i = 0; i < count; i++) {
		struct run *run;
		uint64_t key;

		if (!run_key(&likeness->runs, paragraph, i, &key))
			continue;
		common->old++;
		run = find_run(&likeness->runs, key);
		if (run->hash == 0)
			continue;
		common->old_found++;
		if (run->turn != likeness->turn)
			common->new_found += run->count;
		run->turn = likeness->turn;
	}
}

/* ---- Reading -------------------------------------------------------------------------------- */

static bool
no_memory(struct error *error)
{
	error_set(error, ERROR_SYSTEM,
		_("There is not enough memory. Close other programs and try again."));
	return false;
}

static bool
read_text(struct likeness *likeness, const struct article *article, struct error *error)
{
	size_t read = 0, count = article_count(article);
	struct fold fold;
	bool done = true;

	if (article_text(article).length > SKETCHED_AT_MOST) {
		likeness->stage = STAGE_DONE; /* for longer ones nothing is looked for */
		return true;
	}
	likeness->runs.sample = article_text(article).length > SAMPLED_FROM ? SAMPLE : 1;
	fold_init(&fold);
	for (; done && read < READ_BYTES && likeness->paragraph < count; likeness->paragraph++) {
		struct slice paragraph = article_paragraph(article, likeness->paragraph);

		read += paragraph.length + 1;
		done = fold_apply(&fold, paragraph, FOLD_ALL) && add_runs(&likeness->runs, &fold);
		if (done)
			sketching_add(&likeness->sketching, &fold);
	}
	fold_clear(&fold);
	if (!done)
		return no_memory(error);
	if (likeness->paragraph == count) {
		sketching_end(&likeness->sketching, &likeness->sketch);
		likeness->stage = likeness->sketch.characters < CHARACTERS_AT_LEAST ? STAGE_DONE
										    : STAGE_COMPARE;
	}
	return true;
}

/* ---- Comparing ------------------------------------------------------------------------------ */

static int
compare_articles(const void *one, const void *other)
{
	const struct candidate *first = one, *second = other;

	if (first->article != second->article)
		return first->article < second->article ? -1 : 1;
	return first->same > second->same ? -1 : first->same < second->same;
}

static int
compare_likeness(const void *one, const void *other)
{
	const struct candidate *first = one, *second = other;

	if (first->same != second->same)
		return first->same > second->same ? -1 : 1;
	return first->article > second->article ? -1 : 1; /* the later one first */
}

/* Leaves each article once, the likeliest first. */
static void
sort_candidates(struct likeness *likeness)
{
	struct candidate *items = likeness->candidates;
	size_t kept = 0;

	if (likeness->count == 0)
		return;
	qsort(items, likeness->count, sizeof *items, compare_articles);
	for (size_t i = 0; i < likeness->count; i++)
		if (kept == 0 || items[kept - 1].article != items[i].article)
			items[kept++] = items[i];
	qsort(items, kept, sizeof *items, compare_likeness);
	likeness->count = kept < CANDIDATES_AT_MOST ? kept : CANDIDATES_AT_MOST;
}

static bool
compare(struct likeness *likeness, struct store *store, struct error *error)
{
	struct slice sketch = {likeness->sketch.bytes, SKETCH_BYTES};
	sqlite3_stmt *query = database_query(store, STATEMENT_VERSION_SKETCHES,
		(const struct value[]){
			value_number(likeness->version), value_number(COMPARED_AT_ONCE)},
		error);
	size_t rows = 0;

	for (bool row = query != NULL; row; rows += row) {
		struct candidate candidate;
		size_t filled;

		if (!database_next(store, query, &row, error))
			return false;
		if (!row)
			break;
		likeness->version = sqlite3_column_int64(query, 0);
		candidate.article = sqlite3_column_int64(query, 1);
		candidate.same = sketch_same(sketch,
			(struct slice){sqlite3_column_blob(query, 2),
				(size_t)sqlite3_column_bytes(query, 2)},
			&filled);
		if (candidate.same < SAME_AT_LEAST || candidate.article == likeness->except)
			continue;
		likeness->candidates = array_grow(likeness->candidates, &likeness->capacity,
			likeness->count + 1, sizeof candidate);
		likeness->candidates[likeness->count++] = candidate;
	}
	if (query && rows < COMPARED_AT_ONCE) {
		sort_candidates(likeness);
		likeness->stage = STAGE_VERIFY;
	}
	return query != NULL;
}

/* ---- Verifying ------------------------------------------------------------------------------ */

/* How much of the smaller one the other has: of old things old_found, of new ones new_found. The
 * text may be a part of the one with notes, but no small one. */
static double
share_of(size_t old, size_t old_found, size_t new, size_t new_found)
{
	double share = old > 0 ? (double)old_found / (double)old : 0;
	double part = new > 0 ? (double)new_found / (double)new : 0;

	return new < old && (double)new >= least_size *(double)old &&part > share ? part : share;
}

/* Puts a version among the suspects when it is likelier than the last of them. */
static void
suspect(struct likeness *likeness, const struct suspect *suspect)
{
	struct suspect *items = likeness->suspects;
	size_t at = likeness->suspect_count;

	if (suspect->runs < least_runs)
		return;
	while (at > 0 && items[at - 1].runs < suspect->runs)
		at--;
	if (at == JUDGED_AT_MOST)
		return;
	if (likeness->suspect_count < JUDGED_AT_MOST)
		likeness->suspect_count++;
	memmove(items + at + 1, items + at, (likeness->suspect_count - at - 1) * sizeof *items);
	items[at] = *suspect;
}

static bool
verify_version(
	struct likeness *likeness, struct store *store, struct suspect version, struct error *error)
{
	struct version_text text;
	struct common common = {0};
	struct article *article;
	struct fold fold;
	bool done = true;

	if (!version_text_read(store, version.version, &text, error))
		return false;
	article = article_from_bytes((struct slice){text.bytes, text.length}, "-", "UTF-8", NULL);
	while (article && article_extend(article, SIZE_MAX))
		;
	likeness->turn++;
	fold_init(&fold);
	for (size_t i = 0; done && article && i < article_count(article); i++) {
		done = fold_apply(&fold, article_paragraph(article, i), FOLD_ALL);
		if (done)
			count_common(likeness, &fold, &common);
	}
	fold_clear(&fold);
	article_close(article);
	version_text_clear(&text);
	if (common.old * likeness->runs.sample >= CHARACTERS_AT_LEAST)
		version.runs = share_of(
			common.old, common.old_found, likeness->runs.count, common.new_found);
	suspect(likeness, &version);
	return done || no_memory(error);
}

/* The kept versions of an article, the last ones; none when it has no notes. */
static bool
list_versions(struct store *store, int64_t article, int64_t versions[VERSIONS_AT_MOST],
	size_t *count, struct error *error)
{
	const struct value values[] = {value_number(article), value_number(VERSIONS_AT_MOST)};
	sqlite3_stmt *query = database_query(store, STATEMENT_VERSIONS_NOTED, values, error);
	bool row = true;

	*count = 0;
	if (!query)
		return false;
	while (row) {
		if (!database_next(store, query, &row, error))
			return false;
		if (row && *count < VERSIONS_AT_MOST)
			versions[(*count)++] = sqlite3_column_int64(query, 0);
	}
	return true;
}

static bool
verify_article(struct likeness *likeness, struct store *store, int64_t article, struct error *error)
{
	int64_t versions[VERSIONS_AT_MOST];
	size_t count;

	if (!list_versions(store, article, versions, &count, error))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!verify_version(likeness, store,
			    (struct suspect){.article = article, .version = versions[i]}, error))
			return false;
	return true;
}

static bool
verify(struct likeness *likeness, struct store *store, struct error *error)
{
	size_t end = likeness->verified + VERIFIED_AT_ONCE;

	for (; likeness->verified < end && likeness->verified < likeness->count;
		likeness->verified++)
		if (!verify_article(likeness, store,
			    likeness->candidates[likeness->verified].article, error))
			return false;
	if (likeness->verified == likeness->count)
		likeness->stage = likeness->suspect_count > 0 ? STAGE_JUDGE : STAGE_DONE;
	return true;
}

/* ---- Judging -------------------------------------------------------------------------------- */

/* How much of the two is in the same order, or was moved as a whole. */
static double
aligned_share(const struct aligned_text *old, const struct aligned_text *now)
{
	const struct stretch whole = {0, old->characters.count};
	struct alignment alignment;
	size_t same = 0;

	if (whole.end == 0 || !alignment_make(&alignment, old, now, &whole, 1))
		return 0;
	for (size_t i = 0; i < alignment.before.count; i++)
		same += alignment.to[i] != ALIGNMENT_NONE &&
			alignment.before.items[i] == alignment.after.items[alignment.to[i]];
	alignment_clear(&alignment);
	return share_of(old->characters.count, same, now->characters.count, same);
}

/* The same of a kept version and the article; negative when the version is not kept. */
static bool
version_share(struct store *store, int64_t version, const struct article *article, double *share,
	struct error *error)
{
	struct kept *kept = kept_open(store, version);
	struct aligned_text now, old;
	struct fold fold;
	size_t *paragraphs = NULL;
	bool done;

	*share = -1;
	fold_init(&fold);
	done = !kept || fold_apply(&fold, article_text(article), FOLD_ALL);
	if (done && kept) {
		paragraphs = kept_paragraphs(article, &fold, &now.paragraph_count);
		now.characters = (struct characters){fold.characters, fold.count};
		now.paragraphs = paragraphs;
		old = kept_text(kept);
		*share = aligned_share(&old, &now);
	}
	free(paragraphs);
	fold_clear(&fold);
	kept_close(kept);
	return done || no_memory(error);
}

static bool
judge(struct likeness *likeness, struct store *store, const struct article *article,
	struct error *error)
{
	const struct suspect *suspect = &likeness->suspects[likeness->judged++];
	double share;

	if (!version_share(store, suspect->version, article, &share, error))
		return false;
	if (share > likeness->share) {
		likeness->share = share;
		likeness->found = share >= least_share ? suspect->article : 0;
	}
	if (likeness->judged == likeness->suspect_count)
		likeness->stage = STAGE_DONE;
	return true;
}

/* ---- The search ----------------------------------------------------------------------------- */

struct likeness *
likeness_new(int64_t except)
{
	struct likeness *likeness = alloc_zeroed(1, sizeof *likeness);

	likeness->except = except;
	sketching_start(&likeness->sketching);
	return likeness;
}

void
likeness_free(struct likeness *taken_likeness)
{
	if (!taken_likeness)
		return;
	free(taken_likeness->runs.slots);
	free(taken_likeness->candidates);
	free(taken_likeness);
}

bool
likeness_advance(struct likeness *likeness, struct store *store, const struct article *article,
	struct error *error)
{
	bool done = true;

	switch (likeness->stage) {
	case STAGE_READ:
		done = read_text(likeness, article, error);
		break;
	case STAGE_COMPARE:
		done = compare(likeness, store, error);
		break;
	case STAGE_VERIFY:
		done = verify(likeness, store, error);
		break;
	case STAGE_JUDGE:
		done = judge(likeness, store, article, error);
		break;
	case STAGE_DONE:
		break;
	}
	if (!done) {
		likeness->found = 0;
		likeness->stage = STAGE_DONE;
	}
	return likeness->stage != STAGE_DONE;
}

int64_t
likeness_found(const struct likeness *likeness, double *share)
{
	if (share)
		*share = likeness->share;
	return likeness->stage == STAGE_DONE ? likeness->found : 0;
}

int64_t
likeness_search(
	struct store *store, const struct article *article, int64_t except, struct error *error)
{
	struct likeness *likeness = likeness_new(except);
	struct error own;
	int64_t found;

	error_init(&own);
	while (likeness_advance(likeness, store, article, &own))
		;
	found = error_is_set(&own) ? -1 : likeness_found(likeness, NULL);
	if (error_is_set(&own) && error)
		*error = own;
	likeness_free(likeness);
	return found;
}

bool
likeness_of_article(struct store *store, int64_t number, const struct article *article,
	double *share, struct error *error)
{
	int64_t versions[VERSIONS_AT_MOST];
	size_t count;

	*share = -1;
	if (!list_versions(store, number, versions, &count, error))
		return false;
	for (size_t i = 0; i < count; i++) {
		double one;

		if (!version_share(store, versions[i], article, &one, error))
			return false;
		*share = one > *share ? one : *share;
	}
	return true;
}
