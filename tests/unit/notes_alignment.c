/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs by likelihood, chains of common runs, and both put together. */
#include "notes/alignment.h"

#include "notes/chain.h"
#include "notes/pairing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum {
	TEXT_AT_MOST = 600
};

/* ASCII as rare characters, in a buffer of the caller's. */
static struct characters
as_characters(const char *text, uint32_t *buffer)
{
	size_t count = strlen(text);

	assert_true(count <= TEXT_AT_MOST);
	for (size_t i = 0; i < count; i++)
		buffer[i] = (unsigned char)text[i];
	return (struct characters){buffer, count};
}

/* The pairs as text: under each old character the new one, or a dot. */
static void
check_pairs(const char *before, const char *after, const char *expected)
{
	uint32_t a[TEXT_AT_MOST], b[TEXT_AT_MOST], to[TEXT_AT_MOST];
	struct characters old = as_characters(before, a), new = as_characters(after, b);
	struct rarity *rarity = rarity_new(old, new);
	char found[TEXT_AT_MOST + 1];

	assert_non_null(rarity);
	assert_true(pairing_find(old, new, rarity, to));
	for (size_t i = 0; i < old.count; i++)
		found[i] = to[i] == PAIRING_NONE ? '.' : after[to[i]];
	found[old.count] = '\0';
	assert_string_equal(found, expected);
	rarity_free(rarity);
}

static void
test_pairs_follow_the_likelihood(void **state)
{
	(void)state;
	check_pairs("abcdefgh", "abcdefgh", "abcdefgh");
	check_pairs("abcdefgh", "abcXefgh", "abcXefgh");
	check_pairs("abcdefgh", "abcefgh", "abc.efgh");
	check_pairs("abcdefgh", "abcdXYefgh", "abcdefgh");
	check_pairs("abcdefghijkl", "mnopqrstuvwx", "............");
	check_pairs("abcd", "", "....");
}

static void
test_a_chain_is_of_runs_that_both_have_once(void **state)
{
	uint32_t a[TEXT_AT_MOST], b[TEXT_AT_MOST];
	struct characters old = as_characters("abcdefghijkl--mnopqrstuvwx--ABCDEFGHIJKL", a);
	struct characters new = as_characters("mnopqrstuvwx==abcdefghijkl==ABCDEFGHIJKL==", b);
	struct characters twice = as_characters("ABCDEFGHIJKLABCDEFGHIJKL", b + 100);
	struct rarity *rarity = rarity_new(old, new);
	struct common_run *runs;
	size_t count;

	(void)state;
	assert_non_null(rarity);
	count = chain_find(old, new, 12, rarity, NULL, &runs);
	assert_int_equal(count, 2);
	assert_true(runs[0].before < runs[1].before && runs[0].after < runs[1].after);
	assert_int_equal(runs[1].before, 28);
	assert_int_equal(runs[1].after, 28);
	free(runs);
	count = chain_find(old, twice, 12, rarity, NULL, &runs);
	assert_int_equal(count, 0);
	free(runs);
	rarity_free(rarity);
}

static void
test_of_whole_texts_runs_must_be_single_too(void **state)
{
	uint32_t a[TEXT_AT_MOST], b[TEXT_AT_MOST];
	struct characters old = as_characters("ABCDEFGHIJKL", a);
	struct characters new = as_characters("ABCDEFGHIJKL..ABCDEFGHIJKL", b);
	struct whole_texts whole = {old, new};
	struct rarity *rarity = rarity_new(old, new);
	struct common_run *runs;

	(void)state;
	assert_non_null(rarity);
	assert_int_equal(chain_find(old, characters_at(new, 0, 14), 12, rarity, NULL, &runs), 1);
	free(runs);
	assert_int_equal(chain_find(old, characters_at(new, 0, 14), 12, rarity, &whole, &runs), 0);
	free(runs);
	rarity_free(rarity);
}

/* Three paragraphs of 30 characters: 0, 30, 60. */
static const char old_text[] = "0ABCDEFGHIJKLMNOPQRSTUVWXYZ12."
			       "3abcdefghijklmnopqrstuvwxyz45."
			       "6!#$%&()*+,-/:<=>@[]^_`{|}~78.";
static const char new_text[] = "3abcdefghijklmnopqrstuvwxyz45."
			       "0ABCDEFGHIJKLMNoPQRSTUVWXYZ12."
			       "6!#$%&()*+,-/:<=>@[]^_`{|}~78.";

static void
test_alignment_tells_order_and_moves(void **state)
{
	static const size_t paragraphs[] = {0, 30, 60};
	uint32_t a[TEXT_AT_MOST], b[TEXT_AT_MOST];
	struct aligned_text before = {as_characters(old_text, a), paragraphs, 3};
	struct aligned_text after = {as_characters(new_text, b), paragraphs, 3};
	struct stretch wanted = {0, 90}, place;
	struct alignment alignment;
	bool doubtful;

	(void)state;
	assert_true(alignment_make(&alignment, &before, &after, &wanted, 1));
	assert_true(alignment_place(&alignment, (struct stretch){5, 9}, &place, &doubtful));
	assert_int_equal(place.start, 35);
	assert_int_equal(place.end, 39);
	assert_true(alignment_place(&alignment, (struct stretch){14, 17}, &place, &doubtful));
	assert_int_equal(place.start, 44);
	assert_int_equal(place.end, 47);
	assert_true(alignment_place(&alignment, (struct stretch){30, 33}, &place, &doubtful));
	assert_int_equal(place.start, 0);
	assert_int_equal(alignment.blocks[89], 0);
	assert_true(alignment.blocks[5] != alignment.blocks[35]);
	assert_int_equal(alignment_free(&alignment, (struct stretch){0, 90}), 0);
	alignment_clear(&alignment);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs_follow_the_likelihood),
		cmocka_unit_test(test_a_chain_is_of_runs_that_both_have_once),
		cmocka_unit_test(test_of_whole_texts_runs_must_be_single_too),
		cmocka_unit_test(test_alignment_tells_order_and_moves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
