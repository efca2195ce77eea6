/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any parts packed into a book, which is then damaged or not, and read. The input's first byte says
 * how many bytes are damaged and whether the last part tells what is encrypted; behind it stand the
 * damages, three bytes each (where and what), and the parts, with the byte 1E between them.
 */
#include "fuzz.h"

#include "page.h"
#include "tests/strange/book.h"
#include "text/article.h"

#include <stdlib.h>
#include <string.h>

enum {
	SEPARATOR = 0x1E,
	PARTS = 6,
	DAMAGE_BYTES = 3,
	DAMAGES_AT_MOST = 3,
	NO_DAMAGE_FROM = 64, /* most books are whole */
	TELLS_OF_ENCRYPTION = 4
};

static const char *const names[PARTS] = {"META-INF/container.xml", "book/content.opf",
	"book/1.xhtml", "book/2.xhtml", "book/3.html", "4.xhtml"};

static size_t
damage_count(struct slice input)
{
	return fuzz_byte(input, 0) < NO_DAMAGE_FROM ? fuzz_byte(input, 0) % (DAMAGES_AT_MOST + 1)
						    : 0;
}

/* Takes the input apart. Returns how many parts there are. */
static size_t
split(struct slice input, struct book_part *parts)
{
	struct slice rest = fuzz_behind(input, 1 + damage_count(input) * DAMAGE_BYTES);
	size_t count = 0;

	while (rest.length > 0 && count < PARTS) {
		struct slice part = slice_split(rest, SEPARATOR, &rest);

		parts[count] = (struct book_part){
			names[count], part.length > 0 ? part.bytes : "", part.length};
		count++;
	}
	if (count > 2 && fuzz_byte(input, 0) & TELLS_OF_ENCRYPTION)
		parts[count - 1].name = "META-INF/encryption.xml";
	return count;
}

static void
damage(struct slice input, char *bytes, size_t length)
{
	for (size_t i = 0; i < damage_count(input); i++) {
		size_t at = 1 + i * DAMAGE_BYTES;
		size_t place = fuzz_byte(input, at) << 8 | fuzz_byte(input, at + 1);

		bytes[place % length] = (char)fuzz_byte(input, at + 2);
	}
}

static void
check(struct slice input)
{
	struct book_part parts[PARTS];
	size_t length, count = split(input, parts);
	char *bytes = book_pack(parts, count, NULL, &length), *exact;
	struct article *article;
	struct error error;

	if (length == 0) { /* built without libarchive */
		free(bytes);
		return;
	}
	/* Of the exact size, so that a sanitizer sees what reads beyond it. */
	exact = malloc(length);
	require(exact != NULL, "memory");
	memcpy(exact, bytes, length);
	free(bytes);
	damage(input, exact, length);
	error_init(&error);
	article = article_from_bytes((struct slice){exact, length}, "fuzz.epub", NULL, &error);
	require((article == NULL) == error_is_set(&error), "a book is one, or has a fault");
	require(article || strstr(error.sentence, "fuzz.epub"), "which names it");
	if (article)
		check_page(article, true);
	article_close(article);
	free(exact);
}

static const struct slice pieces[] = {
	PIECE("<container><rootfiles><rootfile full-path='book/content.opf' "
	      "media-type='application/oebps-package+xml'/></rootfiles></container>"),
	PIECE("<rootfile full-path='../../etc/passwd'/>"),
	PIECE("\x1E"),
	PIECE("<package><metadata><dc:title>河长制读本</dc:title><dc:creator>甲</dc:creator>"
	      "<dc:date>2021</dc:date></metadata>"),
	PIECE("<manifest><item id='a' href='1.xhtml' media-type='application/xhtml+xml'/>"
	      "<item id='b' href='2.xhtml' media-type='application/xhtml+xml'/>"
	      "<item id='c' href='../4.xhtml' media-type='application/xhtml+xml'/></manifest>"),
	PIECE("<spine><itemref idref='a'/><itemref idref='b'/><itemref idref='c'/></spine>"),
	PIECE("<spine><itemref idref='a' linear='no'/><itemref idref='a'/></spine></package>"),
	PIECE("<item id='d' href='%2e%2e/%00' media-type='text/html'/>"),
	PIECE("<itemref idref='none'/>"),
	PIECE("<encryption><CipherReference URI='book/1.xhtml'/></encryption>"),
	PIECE("<?xml version='1.0' encoding='utf-16'?>"),
	PIECE("<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>&b;"),
	PIECE("<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>&f;"),
	PIECE("<html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body>"),
	PIECE("</body></html>"),
	PIECE("<h1>第一章 总则</h1>"),
	PIECE("<h6>"),
	PIECE("<p>会议强调，要<a href='2.xhtml#n1'>落实责任</a>，不得拖延。</p>"),
	PIECE("<p id='n1'>"),
	PIECE("<a href='#n1'>"),
	PIECE("</a>"),
	PIECE("<ruby>河<rt>hé</rt></ruby>"),
	PIECE("<ol><li>"),
	PIECE("<table><tr><td>"),
	PIECE("<pre> a\n\n b </pre>"),
	PIECE("<script>x</script>"),
	PIECE("<br/>"),
	PIECE("<![CDATA["),
	PIECE("]]>"),
	PIECE("\xFF"),
	PIECE("\0"),
	PIECE("\xFE\xFF"),
	PIECE("会"),
	PIECE("\n"),
	PIECE(" "),
};

/* A book as it should be, more or less. */
static size_t
make_input(uint64_t *seed, uint8_t *input)
{
	static const size_t frame[] = {0, 2, 3, 4, 5, 6, 2, 13, 15, 17, 14, 2, 13, 15, 17, 14};
	size_t length = 0;

	input[length++] = (uint8_t)fuzz_random(seed);
	while (length < 1 + DAMAGE_BYTES * damage_count((struct slice){(char *)input, 1}))
		input[length++] = (uint8_t)fuzz_random(seed);
	for (size_t i = 0; i < sizeof frame / sizeof *frame; i++) {
		uint32_t change = fuzz_random(seed) % 8;
		struct slice piece = pieces[frame[i]];

		if (change == 0 || length + piece.length > FUZZ_INPUT_BYTES / 2)
			continue;
		if (change == 1)
			piece = pieces[fuzz_random(seed) % (sizeof pieces / sizeof *pieces)];
		memcpy(input + length, piece.bytes, piece.length);
		length += piece.length;
		i -= change == 2 && i > 0; /* once more */
	}
	return length;
}

const struct fuzz_target fuzz_target = {
	.sentence = "made books become articles",
	.rounds = 3000,
	.head_bytes = 1,
	.pieces = pieces,
	.piece_count = sizeof pieces / sizeof *pieces,
	.pieces_at_most = 60,
	.check = check,
	.make = make_input,
};
