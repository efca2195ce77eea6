/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kept versions: what is coded comes back, takes less room, and damage is seen. */
#include <config.h>

#include "notes/coding.h"

#include "notes/library.h"
#include "notes/store.h"
#include "notes/version_text.h"
#include "text/article.h"

#include "scratch.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char sample[] =
	"云州市召开物资调度会议\n"
	"2月3日，云州市召开会议，部署粮食和药品的调度，副市长苏怀谷通报近期情况。\n"
	"会议强调，各区要每天上报库存，不得瞒报；要管住价格，要有人值守。\n"
	"会议要求，各部门要按时报告，做到情况清、数字准，重大情况随时报告市政府。\n"
	"市委副书记、市长林远山主持会议并讲话，市政府秘书长温若川传达省里的会议精神。\n";

/* Whether the text is coded; what is coded comes back, behind what the buffers held. */
static bool
goes_to_and_fro(struct slice text)
{
	struct buffer code, back;
	bool coded;

	buffer_init(&code);
	buffer_init(&back);
	buffer_append_string(&back, "before");
	coded = coding_write(text, &code);
	if (coded) {
		assert_true(code.length < text.length);
		assert_true(coding_read(buffer_slice(&code), &back));
		assert_int_equal(back.length, 6 + text.length);
		assert_memory_equal(back.bytes + 6, text.bytes, text.length);
	} else {
		assert_int_equal(code.length, 0);
	}
	buffer_clear(&code);
	buffer_clear(&back);
	return coded;
}

static void
what_is_coded_comes_back(void **state)
{
	static char bytes[CODING_BYTES_AT_MOST + 1];
	uint64_t dice = 1;

	(void)state;
	assert_true(goes_to_and_fro(slice_from_string(sample)));
	assert_false(goes_to_and_fro(slice_from_string("")));
	assert_false(goes_to_and_fro(slice_from_string("短")));
	for (size_t i = 0; i < sizeof bytes; i++) {
		dice = dice * 6364136223846793005 + 1442695040888963407;
		bytes[i] = (char)(unsigned char)(dice >> 56);
	}
	assert_false(goes_to_and_fro((struct slice){bytes, 4096})); /* noise */
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = sample[i % (sizeof sample - 1)];
	assert_true(goes_to_and_fro((struct slice){bytes, CODING_BYTES_AT_MOST}));
	assert_false(goes_to_and_fro((struct slice){bytes, CODING_BYTES_AT_MOST + 1}));
	memset(bytes, 0, sizeof bytes);
	assert_true(goes_to_and_fro((struct slice){bytes, 100000}));
	memset(bytes, 0xFF, sizeof bytes);
	assert_true(goes_to_and_fro((struct slice){bytes, 100000}));
}

/* Bytes of every kind in every length that the coder's borders can fall on. */
static void
short_texts_come_back(void **state)
{
	char bytes[300];
	uint64_t dice = 7;

	(void)state;
	for (size_t round = 0; round < 3000; round++) {
		for (size_t i = 0; i < sizeof bytes; i++) {
			dice = dice * 6364136223846793005 + 1442695040888963407;
			bytes[i] = (char)(unsigned char)((dice >> 40) % (1 + round % 255));
		}
		goes_to_and_fro((struct slice){bytes, round % sizeof bytes});
	}
}

static void
damage_is_seen(void **state)
{
	struct buffer code, back;

	(void)state;
	buffer_init(&code);
	buffer_init(&back);
	assert_true(coding_write(slice_from_string(sample), &code));
	for (size_t i = 0; i + 4 < code.length; i++) {
		code.bytes[i] = (char)(code.bytes[i] ^ 0x41);
		assert_false(coding_read(buffer_slice(&code), &back));
		assert_int_equal(back.length, 0);
		code.bytes[i] = (char)(code.bytes[i] ^ 0x41);
	}
	for (size_t length = 0; length + 4 < code.length; length++)
		assert_false(coding_read((struct slice){code.bytes, length}, &back));
	buffer_clear(&code);
	buffer_clear(&back);
}

/* Changes the file from outside, or asks it for a number. */
static int64_t
run_sql(const char *path, const char *sql)
{
	sqlite3_stmt *query = NULL;
	sqlite3 *connection;
	int64_t number = 0;

	assert_int_equal(sqlite3_open(path, &connection), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(connection, sql, -1, &query, NULL), SQLITE_OK);
	if (sqlite3_step(query) == SQLITE_ROW)
		number = sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	sqlite3_close(connection);
	return number;
}

static void
kept_versions_take_less_than_the_text(void **state)
{
	struct scratch scratch;
	struct version_text text;
	struct article *article;
	struct store *store;
	struct error error;
	int64_t version;

	(void)state;
	scratch_open(&scratch, "notes.db");
	error_init(&error);
	store = store_open(scratch.path, STORE_WRITE, NULL, NULL, &error);
	article = article_from_bytes(slice_from_string(sample), "/yunzhou.txt", NULL, &error);
	assert_true(store && article);
	version = library_keep(store, library_enter(store, article, &error), article, 1, &error);
	assert_true(version > 0);
	assert_true(run_sql(scratch.path, "SELECT length(text) FROM article_versions") * 3 <
		(int64_t)(sizeof sample - 1) * 2); /* so a file in GB18030 is no smaller either */
	assert_true(version_text_read(store, version, &text, &error));
	assert_string_equal(text.bytes, sample);
	version_text_clear(&text);

	/* what former programs kept, and what later ones may */
	run_sql(scratch.path, "UPDATE article_versions SET packing = 'plain', text = x'E4BA910A'");
	assert_true(version_text_read(store, version, &text, &error));
	assert_string_equal(text.bytes, "云\n");
	version_text_clear(&text);
	run_sql(scratch.path, "UPDATE article_versions SET packing = 'invented'");
	assert_true(version_text_read(store, version, &text, &error));
	assert_int_equal(text.length, 0);
	version_text_clear(&text);
	article_close(article);
	store_close(store);
	scratch_close(&scratch);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_coded_comes_back),
		cmocka_unit_test(short_texts_come_back),
		cmocka_unit_test(damage_is_seen),
		cmocka_unit_test(kept_versions_take_less_than_the_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
