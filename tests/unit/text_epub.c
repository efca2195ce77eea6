/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Books: good ones, and what is wrong with others. */
#include <config.h>

#include "text/epub.h"

#include "../strange/book.h"
#include "base/buffer.h"
#include "text/article.h"

#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#if defined HAVE_LIBARCHIVE && defined HAVE_LIBXML2
enum {
	CAN_READ = 1
};
#else
enum {
	CAN_READ = 0
};
#endif

enum {
	PARTS = 8,
	BOMB_BYTES = 80 << 20
};

#define CONTAINER                                                                                  \
	{                                                                                          \
		"META-INF/container.xml",                                                          \
			"<?xml version='1.0'?><container><rootfiles><rootfile "                    \
			"full-path='OEBPS/a.opf' media-type='application/oebps-package+xml'/>"     \
			"</rootfiles></container>",                                                \
			0                                                                          \
	}
#define OPF(manifest, spine)                                                                       \
	{                                                                                          \
		"OEBPS/a.opf",                                                                     \
			"<?xml version='1.0' encoding='UTF-8'?><opf:package "                      \
			"xmlns:dc='http://purl.org/dc/elements/1.1/'><opf:metadata>"               \
			"<dc:title>治水 &amp; 文选</dc:title><dc:title>副题</dc:title>"      \
			"<dc:creator>张三</dc:creator><dc:creator>李四</dc:creator>"           \
			"<dc:publisher>水利社</dc:publisher><dc:date>2021-05-01</dc:date>"      \
			"</opf:metadata><opf:manifest>" manifest                                   \
			"</opf:manifest><opf:spine>" spine "</opf:spine></opf:package>",           \
			0                                                                          \
	}
#define ITEM(id, href) "<item id='" id "' href='" href "' media-type='application/xhtml+xml'/>"
#define REF(id) "<itemref idref='" id "'/>"
#define ONE                                                                                        \
	{                                                                                          \
		"OEBPS/one.xhtml", "<html><h1>第一章</h1><p>会议强调。</p></html>", 0              \
	}
#define TWO                                                                                        \
	{                                                                                          \
		"OEBPS/t/two two.xhtml", "<html><h2>第二章</h2><p>会议要求。</p></html>", 0        \
	}

/* The book of these parts; NULL with the error. */
static struct article *
open_parts(const struct book_part *parts, const char *password, struct error *error)
{
	size_t count = 0, length;
	struct article *article;
	char *bytes;

	while (count < PARTS && parts[count].name)
		count++;
	bytes = book_pack(parts, count, password, &length);
	error_init(error);
	article = article_from_bytes((struct slice){bytes, length}, "a.epub", NULL, error);
	free(bytes);
	return article;
}

/* The text of the book, with what is said of it behind it. */
static void
expect(const struct book_part *parts, const char *text, const char *remark)
{
	struct error error;
	struct article *article;
	struct slice found;

	if (!CAN_READ)
		skip();
	article = open_parts(parts, NULL, &error);
	if (!article)
		fail_msg("%s", error.sentence);
	found = article_text(article);
	assert_int_equal(found.length, strlen(text));
	assert_memory_equal(found.bytes, text, found.length);
	assert_string_equal(
		error_is_set(article_remark(article)) ? article_remark(article)->sentence : "",
		remark);
	article_close(article);
}

static void
expect_refusal(const struct book_part *parts, const char *password, const char *sentence)
{
	struct error error;
	struct article *article;

	if (!CAN_READ)
		skip();
	article = open_parts(parts, password, &error);
	assert_null(article);
	if (!strstr(error.sentence, sentence))
		fail_msg("%s", error.sentence);
}

static void
test_chapters_in_the_order_of_the_spine(void **state)
{
	const struct book_part parts[PARTS] = {CONTAINER,
		OPF(ITEM("b", "t/two%20two.xhtml") ITEM("a", "./t/../one.xhtml#top"),
			REF("a") REF("b")),
		TWO, ONE};

	(void)state;
	expect(parts, "第一章\n会议强调。\n第二章\n会议要求。\n", "");
}

static void
test_what_the_book_says_of_itself(void **state)
{
	const struct book_part parts[PARTS] = {
		CONTAINER, OPF(ITEM("a", "one.xhtml"), REF("a")), ONE};
	struct error error;
	struct article *article;
	struct article_page page;

	(void)state;
	if (!CAN_READ)
		skip();
	article = open_parts(parts, NULL, &error);
	assert_non_null(article);
	page = article_page(article);
	assert_string_equal(page.title, "治水 & 文选");
	assert_string_equal(page.creator, "张三、李四");
	assert_string_equal(page.date, "2021-05-01");
	assert_string_equal(page.source, "水利社");
	article_close(article);
}

static void
test_headings_links_and_readings(void **state)
{
	const struct book_part parts[PARTS] = {CONTAINER,
		OPF(ITEM("a", "one.xhtml") ITEM("c", "c.xhtml"), REF("a") REF("c")), ONE,
		{"OEBPS/c.xhtml",
			"<h2>第二节</h2><p>要<a "
			"href='one.xhtml'>落实</a>。<ruby>河<rt>hé</rt></ruby>"
			"长须到场，逐条河流查清，不得拖延。</p><h3>附则</h3><p>自发布之日起施行。</"
			"p>",
			0}};
	struct error error;
	struct article *article;
	const struct heading *headings;
	const struct link *links;
	struct slice text;
	size_t count;

	(void)state;
	if (!CAN_READ)
		skip();
	article = open_parts(parts, NULL, &error);
	assert_non_null(article);
	text = article_text(article);
	headings = article_headings(article, &count);
	assert_int_equal(count, 3);
	assert_true(slice_equal(slice_at(text, headings[1].span), slice_from_string("第二节")));
	assert_int_equal(headings[1].level, 2);
	assert_int_equal(headings[2].level, 3);
	assert_int_equal(article_kind(article, article_index_at(article, headings[2].span.start)),
		PARAGRAPH_HEADING);
	links = article_links(article, &count);
	assert_int_equal(count, 1);
	assert_true(slice_equal(slice_at(text, links[0].span), slice_from_string("落实")));
	assert_string_equal(links[0].address, "one.xhtml");
	assert_true(slice_find(text, slice_from_string("河(hé)长"), 0) < text.length);
	article_close(article);
}

static void
test_without_container_xml(void **state)
{
	const struct book_part parts[PARTS] = {OPF(ITEM("a", "one.xhtml"), REF("a")), ONE};

	(void)state;
	expect(parts, "第一章\n会议强调。\n", "");
}

static void
test_a_bad_spine(void **state)
{
	const struct book_part empty[PARTS] = {CONTAINER, OPF(ITEM("a", "one.xhtml"), ""), ONE};
	const struct book_part wrong[PARTS] = {
		CONTAINER, OPF(ITEM("a", "one.xhtml"), REF("z") REF("a") REF("a")), ONE};
	const struct book_part none[PARTS] = {CONTAINER, OPF("", REF("z")), ONE};
	const struct book_part no_package[PARTS] = {CONTAINER, ONE};

	(void)state;
	expect(empty, "第一章\n会议强调。\n", "");
	expect(wrong, "第一章\n会议强调。\n", "a.epub: 1 of 3 chapters are not in the file");
	expect_refusal(none, NULL, "a.epub: 1 of 1 chapters are not in the file");
	expect_refusal(no_package, NULL, "the book lists no chapters");
}

static void
test_names_that_lead_out_of_the_book(void **state)
{
	const struct book_part parts[PARTS] = {CONTAINER,
		OPF(ITEM("x", "../../../etc/passwd") ITEM("y", "file:///etc/passwd")
				ITEM("z", "%2e%2e/%2e%2e/etc/passwd") ITEM("a", "one.xhtml"),
			REF("x") REF("y") REF("z") REF("a")),
		ONE, {"../../etc/passwd", "<p>draußen</p>", 0}};

	(void)state;
	expect(parts, "第一章\n会议强调。\n", "a.epub: 3 of 4 chapters are not in the file");
}

static void
test_entities_stay_what_they_are(void **state)
{
	const struct book_part parts[PARTS] = {CONTAINER, OPF(ITEM("a", "e.xhtml"), REF("a")),
		{"OEBPS/e.xhtml",
			"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM "
			"'file:///etc/passwd'><!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]>"
			"<html><body><p>甲&x;乙&c;丙&amp;&#19969;</p></body></html>",
			0}};

	(void)state;
	expect(parts, "甲&x;乙&c;丙&丁\n", "");
}

static void
test_what_is_encrypted_is_said(void **state)
{
	const struct book_part managed[PARTS] = {CONTAINER,
		OPF(ITEM("a", "one.xhtml") ITEM("b", "t/two%20two.xhtml"), REF("a") REF("b")), ONE,
		TWO,
		{"META-INF/encryption.xml",
			"<encryption><enc:EncryptedData><enc:CipherData><enc:CipherReference "
			"URI='OEBPS/one.xhtml'/></enc:CipherData></enc:EncryptedData>"
			"<enc:EncryptedData><enc:CipherData><enc:CipherReference "
			"URI='OEBPS/font.otf'/></enc:CipherData></enc:EncryptedData></encryption>",
			0}};

	const struct book_part parts[PARTS] = {
		CONTAINER, OPF(ITEM("a", "one.xhtml"), REF("a")), ONE};

	(void)state;
	expect_refusal(parts, "geheim", "the book is locked with a password");
	expect(managed, "第二章\n会议要求。\n",
		"a.epub: 1 of 2 chapters are encrypted (DRM) and cannot be shown");
}

static void
test_a_bomb_is_not_unpacked(void **state)
{
	char *bomb = CAN_READ ? calloc(1, BOMB_BYTES) : NULL;
	const struct book_part parts[PARTS] = {CONTAINER, OPF(ITEM("a", "one.xhtml"), REF("a")),
		{"OEBPS/one.xhtml", bomb, BOMB_BYTES}};

	(void)state;
	expect_refusal(parts, NULL, "its text is larger than 64 MiB");
	free(bomb);
}

/* Cut or flipped anywhere: a sentence or a text, never more. */
static void
test_damage_anywhere(void **state)
{
	const struct book_part parts[PARTS] = {CONTAINER,
		OPF(ITEM("a", "one.xhtml") ITEM("b", "t/two%20two.xhtml"), REF("a") REF("b")), ONE,
		TWO};
	size_t length, opened = 0;
	char *bytes;

	(void)state;
	if (!CAN_READ)
		skip();
	bytes = book_pack(parts, 4, NULL, &length);
	for (size_t at = 0; at < 2 * length; at++) {
		struct error error;
		struct article *article;
		struct slice book = {bytes, at < length ? at : length};

		error_init(&error);
		if (at >= length)
			bytes[at - length] ^= 0x55;
		article = article_from_bytes(book, "a.epub", NULL, &error);
		if (at >= length)
			bytes[at - length] ^= 0x55;
		assert_true(article || error_is_set(&error));
		opened += article != NULL;
		article_close(article);
	}
	assert_true(opened > length / 8);
	free(bytes);
}

static void
test_other_archives_are_none(void **state)
{
	const char zip[] = "PK\003\004\024\0\0\0\0\0 some other file, word/document.xml";
	const char text[] = "application/epub+zip";

	(void)state;
	assert_false(epub_is((struct slice){zip, sizeof zip}));
	assert_false(epub_is(slice_from_string(text)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chapters_in_the_order_of_the_spine),
		cmocka_unit_test(test_what_the_book_says_of_itself),
		cmocka_unit_test(test_headings_links_and_readings),
		cmocka_unit_test(test_without_container_xml),
		cmocka_unit_test(test_a_bad_spine),
		cmocka_unit_test(test_names_that_lead_out_of_the_book),
		cmocka_unit_test(test_entities_stay_what_they_are),
		cmocka_unit_test(test_what_is_encrypted_is_said),
		cmocka_unit_test(test_a_bomb_is_not_unpacked),
		cmocka_unit_test(test_damage_anywhere),
		cmocka_unit_test(test_other_archives_are_none),
	};

	return cmocka_run_group_tests_name("text_epub", tests, NULL, NULL);
}
