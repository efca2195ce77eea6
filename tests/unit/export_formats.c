/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "export/exporter.h"

#include "export/wrap.h"
#include "notes/library.h"
#include "text/article.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* Two notes on one article, one on another. */
struct fixture {
	struct scratch scratch;
	struct store *store;
	struct annotations list;
	struct corrections corrections; /* none, but in the tests about them */
	struct buffer out;
	struct error error;
};

static const int64_t one_time = 1580702706789;

static struct annotation notes[3] = {
	{.id = "01700a3f-0000-7000-8000-000000000001",
		.target = {TARGET_PHRASE, 4, 17, 25,
			(char[]){"不得\x1b["
				 "31m瞒报「漏报」，要組(zǔ)"
				 "织好车辆，保证药品送到乡镇，保证粮食送到乡镇"
				 "，"
				 "保证蔬菜送到乡镇。\n　　林远山要求"},
			(char[]){"前"}, (char[]){"后"}, 0, 0, 0, {0, 0}},
		.body = (char[]){"Who \"checks\"?\n\n# 1. <b>谁*来*查？\n-- \n"},
		.tags = (char *[]){(char[]){"库存/粮食"}, (char[]){"督_查"}},
		.tag_count = 2,
		.created = 1580702706789,
		.modified = 1580702706789,
		.state = ANCHOR_APPROXIMATE},
	{.id = "01700a3f-0000-7000-8000-000000000002",
		.target = {TARGET_PARAGRAPH, 5, 0, 9, (char[]){"　　要稳定价格。"}, (char[]){""},
			(char[]){""}, 0, 0, 0, {0, 0}},
		.body = (char[]){""},
		.tags = (char *[]){(char[]){"价格"}},
		.tag_count = 1,
		.created = 1580702706789,
		.modified = 1580802706789,
		.state = ANCHOR_UNATTACHED},
	{.id = "01700a3f-0000-7000-8000-000000000003",
		.target = {TARGET_PARAGRAPH, 1, 0, 2, (char[]){"Other"}, (char[]){""}, (char[]){""},
			0, 0, 0, {0, 0}},
		.body = (char[]){"x"},
		.created = 0,
		.modified = 0},
};

static int64_t
clock_of_test(void *context)
{
	(void)context;
	return one_time;
}

static int64_t
enter(struct fixture *fixture, const char *text, const char *path)
{
	struct article *article =
		article_from_bytes(slice_from_string(text), path, NULL, &fixture->error);
	int64_t number = library_enter(fixture->store, article, &fixture->error);

	assert_true(number > 0);
	article_close(article);
	return number;
}

static int
set_up(void **state)
{
	static struct fixture fixture;

	scratch_open(&fixture.scratch, "notes.db");
	error_init(&fixture.error);
	buffer_init(&fixture.out);
	fixture.store =
		store_open(fixture.scratch.path, STORE_WRITE, clock_of_test, NULL, &fixture.error);
	assert_non_null(fixture.store);
	notes[0].article = notes[1].article = enter(&fixture,
		"云州市召开物资调度会议\n2月3日，会议强调，要稳定价格。\n来源：云州日报\n",
		"/tmp/no such/云 州.txt");
	notes[2].article = enter(&fixture, "Other news\nA text of its own.\n", "-");
	fixture.list = (struct annotations){notes, 3, 3};
	fixture.corrections = (struct corrections){NULL, 0, 0};
	*state = &fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;

	buffer_clear(&fixture->out);
	store_close(fixture->store);
	scratch_close(&fixture->scratch);
	return 0;
}

static const char *
run(struct fixture *fixture, const struct exporter *exporter)
{
	assert_true(exporter_run(exporter, fixture->store, &fixture->list, &fixture->corrections,
		&fixture->out, &fixture->error));
	return buffer_string(&fixture->out);
}

#define RULE                                                                                       \
	"============================================================="                            \
	"===========\n"
#define LINE                                                                                       \
	"-------------------------------------------------------------"                            \
	"-----------\n"

static void
test_text_is_made_for_reading(void **state)
{
	assert_string_equal(run(*state, &exporter_text),
		"云州市召开物资调度会议\n"
		"云州日报, 2月3日\n"
		"/tmp/no such/云 州.txt\n" RULE "\n"
		"¶4 (the text has changed here)\n"
		"> 不得 [31m瞒报「漏报」，要組织好车辆，保证药品送到乡镇，保证粮食送到乡\n"
		"> 镇，保证蔬菜送到乡镇。\n"
		"> 林远山要求\n"
		"\n"
		"Who \"checks\"?\n"
		"\n"
		"# 1. <b>谁*来*查？\n"
		"--\n"
		"\n"
		"#库存/粮食 #督_查\n"
		"2020-02-03 04:05 UTC\n"
		"\n" LINE "\n"
		"¶5 (not found in the text as it is now)\n"
		"> 要稳定价格。\n"
		"\n"
		"#价格\n"
		"2020-02-03 04:05 UTC, changed 2020-02-04 07:51 UTC\n"
		"\n\n"
		"Other news\n"
		"-\n" RULE "\n"
		"¶1\n"
		"> Other\n"
		"\n"
		"x\n"
		"\n"
		"1970-01-01 00:00 UTC\n");
}

static void
test_markdown_escapes_what_was_written(void **state)
{
	assert_string_equal(run(*state, &exporter_markdown),
		"# 云州市召开物资调度会议\n"
		"\n"
		"云州日报, 2月3日\\\n"
		"/tmp/no such/云 州.txt\n"
		"\n"
		"## ¶4 (the text has changed here)\n"
		"\n"
		"> 不得 \\[31m瞒报「漏报」，要組织好车辆，保证药品送到乡镇，保证粮食送到乡镇，"
		"保证蔬菜送到乡镇。\\\n"
		"> 林远山要求\n"
		"\n"
		"Who \"checks\"?\n"
		"\n"
		"\\# 1. \\<b\\>谁\\*来\\*查？\\\n"
		"\\--\n"
		"\n"
		"\\#库存/粮食 \\#督\\_查\\\n"
		"*2020-02-03 04:05 UTC*\n"
		"\n"
		"## ¶5 (not found in the text as it is now)\n"
		"\n"
		"> 要稳定价格。\n"
		"\n"
		"\\#价格\\\n"
		"*2020-02-03 04:05 UTC, changed 2020-02-04 07:51 UTC*\n"
		"\n"
		"# Other news\n"
		"\n"
		"\\-\n"
		"\n"
		"## ¶1\n"
		"\n"
		"> Other\n"
		"\n"
		"x\n"
		"\n"
		"*1970-01-01 00:00 UTC*\n");
}

/* ---- A reader of JSON that knows only right from wrong (RFC 8259) -------------------------- */

static const char *value_end(const char *json);

static const char *
blanks_end(const char *json)
{
	return json ? json + strspn(json, " \t\r\n") : NULL;
}

static const char *
string_end(const char *json)
{
	if (*json++ != '"')
		return NULL;
	for (; *json != '"'; json++) {
		if ((unsigned char)*json < 0x20 || *json == 0x7F)
			return NULL;
		if (*json != '\\')
			continue;
		json++;
		if (*json == 'u' && strspn(json + 1, "0123456789abcdefABCDEF") < 4)
			return NULL;
		if (!*json || !strchr("\"\\/bfnrtu", *json))
			return NULL;
	}
	return json + 1;
}

/* The members of an object or array behind its opening bracket. */
static const char *
members_end(const char *json, bool named, char closing)
{
	json = blanks_end(json);
	if (*json == closing)
		return json + 1;
	for (;;) {
		if (named) {
			json = blanks_end(string_end(blanks_end(json)));
			if (!json || *json++ != ':')
				return NULL;
		}
		json = blanks_end(value_end(json));
		if (!json || (*json != ',' && *json != closing))
			return NULL;
		if (*json++ == closing)
			return json;
	}
}

static const char *
value_end(const char *json)
{
	json = blanks_end(json);
	if (*json == '{')
		return members_end(json + 1, true, '}');
	if (*json == '[')
		return members_end(json + 1, false, ']');
	if (*json >= '0' && *json <= '9')
		return json + strspn(json, "0123456789");
	return string_end(json);
}

static void
check_json(const char *json)
{
	const char *end = blanks_end(value_end(json));

	assert_non_null(end);
	assert_int_equal(*end, '\0');
}

static void
test_json_is_always_one_document(void **state)
{
	struct fixture *fixture = *state;
	const char *json = run(fixture, &exporter_json);

	check_json(json);
	assert_non_null(strstr(json, "\"exact\": \"不得\\u001B[31m瞒报"));
	assert_non_null(strstr(json, "要組(zǔ)织好"));
	assert_non_null(strstr(json, "\"value\": \"Who \\\"checks\\\"?\\n\\n# 1."));
	assert_non_null(strstr(json, "file:///tmp/no%20such/%E4%BA%91%20%E5%B7%9E.txt"));
	assert_non_null(strstr(json, "\"created\": \"2020-02-03T04:05:06.789Z\""));
	assert_non_null(strstr(json, "\"paragraph\": 4, \"start\": 17, \"end\": 25"));
	assert_non_null(strstr(json, "\"anchor\": \"unattached\""));
	buffer_truncate(&fixture->out, 0);
	fixture->list.count = 0;
	check_json(run(fixture, &exporter_json));
}

static void
test_json_has_corrections(void **state)
{
	char name[] = "王\"某\"", office[] = "县长", obligation[] = "obligation",
	     quote[] = "要稳定";
	struct fixture *fixture = *state;
	struct correction corrections[] = {
		{.id = "e1", .everywhere = true, .name = name, .office = office},
		{.id = "p1",
			.kind = CORRECTION_DIRECTIVE,
			.article = notes[0].article,
			.modality = obligation,
			.target = {.kind = TARGET_PHRASE, .paragraph = 2, .quote = quote}},
		{.id = "p2",
			.kind = CORRECTION_NOT_OFFICIAL,
			.article = notes[2].article,
			.name = name,
			.target = {.kind = TARGET_PHRASE, .paragraph = 1, .quote = name}},
	};
	const char *json;

	fixture->list.count = 2;
	fixture->corrections = (struct corrections){corrections, 3, 3};
	json = run(fixture, &exporter_json);
	check_json(json);
	assert_non_null(strstr(json, "\"total\": 4"));
	assert_non_null(strstr(json, "\"articles\": 2"));
	assert_null(strstr(json, "urn:uuid:e1"));
	assert_non_null(strstr(json,
		"\"purpose\": \"classifying\", \"value\": \"directive\"}, "
		"{\"type\": \"TextualBody\", \"purpose\": \"describing\", \"value\": "
		"\"obligation\"}"));
	assert_non_null(strstr(json, "\"value\": \"not-official\"}]"));
	assert_non_null(strstr(json, "\"exact\": \"王\\\"某\\\"\""));
	assert_true(strstr(json, "urn:uuid:p1") < strstr(json, "Other news"));
	assert_true(strstr(json, "urn:uuid:p2") > strstr(json, "Other news"));
	buffer_truncate(&fixture->out, 0);
	assert_null(strstr(run(fixture, &exporter_text), "Other news"));
}

static void
test_the_same_notes_give_the_same_bytes(void **state)
{
	static const struct exporter *const exporters[] = {
		&exporter_text, &exporter_markdown, &exporter_json, NULL};
	struct fixture *fixture = *state;

	for (size_t i = 0; exporters[i]; i++) {
		char *first;

		buffer_truncate(&fixture->out, 0);
		run(fixture, exporters[i]);
		first = buffer_take(&fixture->out);
		run(fixture, exporter_find(exporters, exporters[i]->name));
		assert_string_equal(first, buffer_string(&fixture->out));
		free(first);
	}
	assert_null(exporter_find(exporters, "songs"));
}

static bool
collect_part(void *context, struct slice text, struct error *error)
{
	(void)error;
	buffer_append(context, text);
	return true;
}

static bool
refuse_part(void *context, struct slice text, struct error *error)
{
	(void)text;
	++*(size_t *)context;
	error_set(error, ERROR_INPUT, "full");
	return false;
}

/* What goes out an article at a time is what goes out at once. */
static void
test_parts_make_the_same_document(void **state)
{
	static const struct exporter *const exporters[] = {
		&exporter_text, &exporter_markdown, &exporter_json};
	struct annotation_filter all = {.article = 0};
	struct fixture *fixture = *state;
	struct correction correction = {.id = "01700a3f-0000-7000-8000-000000000009",
		.article = enter(fixture, "Third news\nNothing is noted on it.\n", "/third.txt"),
		.name = (char[]){"苏怀谷"},
		.office = (char[]){""},
		.target = {TARGET_PHRASE, 1, 0, 2, (char[]){"苏怀谷"}, (char[]){""}, (char[]){""},
			0, 0, 0, {0, 0}}};
	struct annotations stored;
	struct buffer parts;
	size_t times = 0;

	annotations_init(&stored);
	for (size_t i = 0; i < 3; i++) {
		struct annotation note = {.article = notes[i].article,
			.target = notes[i].target,
			.body = notes[i].body};

		note.target.version = 0;
		assert_true(annotation_add(fixture->store, &note, &fixture->error));
	}
	assert_true(annotation_list(fixture->store, &all, &stored, &fixture->error));
	assert_int_equal(stored.count, 3);
	fixture->list = stored;
	fixture->corrections = (struct corrections){&correction, 1, 1};
	for (size_t i = 0; i < 3; i++) {
		buffer_init(&parts);
		buffer_truncate(&fixture->out, 0);
		assert_true(exporter_stream(exporters[i], fixture->store, &all,
			&fixture->corrections, collect_part, &parts, &fixture->error));
		assert_string_equal(buffer_string(&parts), run(fixture, exporters[i]));
		buffer_clear(&parts);
	}
	assert_false(exporter_stream(
		&exporter_json, fixture->store, &all, NULL, refuse_part, &times, &fixture->error));
	assert_int_equal(times, 1);
	assert_string_equal(fixture->error.sentence, "full");
	annotations_clear(&stored);
}

static void
check_wrapped(const char *text, size_t columns, const char *expected)
{
	struct buffer out;

	buffer_init(&out);
	wrap_append(&out, slice_from_string(text), "> ", columns);
	assert_string_equal(buffer_string(&out), expected);
	buffer_clear(&out);
}

static void
test_rows_are_wrapped(void **state)
{
	(void)state;
	check_wrapped("", 10, "");
	check_wrapped("一二三四五六", 10, "> 一二三四\n> 五六\n");
	check_wrapped("一二三四。五六", 10, "> 一二三\n> 四。五六\n");
	check_wrapped("one two three", 10, "> one two\n> three\n");
	check_wrapped("incomprehensibilities now", 10, "> incomprehensibilities\n> now\n");
	check_wrapped("a\n\n　b \n", 10, "> a\n>\n> b\n");
}

#define TEST(FUNCTION) cmocka_unit_test_setup_teardown(FUNCTION, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_text_is_made_for_reading),
		TEST(test_markdown_escapes_what_was_written),
		TEST(test_json_is_always_one_document),
		TEST(test_json_has_corrections),
		TEST(test_the_same_notes_give_the_same_bytes),
		TEST(test_parts_make_the_same_document),
		cmocka_unit_test(test_rows_are_wrapped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
