/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts in any encoding that are opened in pieces, or come by a pipe. Include config.h and cmocka.h
 * first. */
#ifndef ZHUPI_TESTS_UNIT_PIECES_H
#define ZHUPI_TESTS_UNIT_PIECES_H

#include "base/buffer.h"
#include "scratch.h"
#include "text/article.h"

#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

static const struct article_options in_pieces = {.in_pieces = true};

/* The text in another encoding. The caller frees bytes. */
static inline struct slice
encode(struct slice text, const char *encoding)
{
	iconv_t converter = iconv_open(encoding, "UTF-8");
	union {
		const char *constant;
		ICONV_CONST char *plain;
	} in = {text.bytes};
	size_t left = text.length, room = 6 * text.length + 16;
	char *bytes = malloc(room), *out = bytes;

	assert_true(converter != (iconv_t)-1);
	assert_non_null(bytes);
	assert_int_not_equal(iconv(converter, &in.plain, &left, &out, &room), (size_t)-1);
	iconv(converter, NULL, NULL, &out, &room);
	iconv_close(converter);
	return (struct slice){bytes, (size_t)(out - bytes)};
}

static inline void
expect_same(struct article *article, struct article *whole)
{
	while (article_extend(whole, SIZE_MAX))
		;
	while (article_extend(article, SIZE_MAX))
		;
	assert_true(article_is_complete(article));
	assert_string_equal(article_encoding(article), article_encoding(whole));
	assert_true(slice_equal(article_text(article), article_text(whole)));
	assert_int_equal(article_undecodable(article), article_undecodable(whole));
	assert_int_equal(article_count(article), article_count(whole));
	assert_int_equal(article_head_count(article), article_head_count(whole));
	for (size_t i = 0; i < article_count(whole); i++) {
		assert_int_equal(article_span(article, i).start, article_span(whole, i).start);
		assert_int_equal(article_span(article, i).end, article_span(whole, i).end);
		assert_int_equal(article_kind(article, i), article_kind(whole, i));
	}
	assert_true(article_hash(article).high == article_hash(whole).high);
	assert_true(article_hash(article).low == article_hash(whole).low);
}

/* A pipe with a name, whose writer is the test. */
struct stream {
	struct scratch scratch;
	int writer;
	struct article *article;
};

static inline void
stream_open(struct stream *stream, struct slice first)
{
	struct error error;

	error_init(&error);
	scratch_open(&stream->scratch, "pipe");
	assert_int_equal(mkfifo(stream->scratch.path, 0600), 0);
	stream->writer = open(stream->scratch.path, O_RDWR);
	assert_true(stream->writer >= 0);
	if (first.length > 0)
		assert_int_equal(write(stream->writer, first.bytes, first.length), first.length);
	stream->article = article_open_as(stream->scratch.path, &in_pieces, &error);
	assert_non_null(stream->article);
}

/* Takes what has come, into another article where need be. */
static inline enum article_news
stream_receive(struct stream *stream)
{
	enum article_news news = article_receive(stream->article, SIZE_MAX);
	struct article *renewed;
	struct error error;

	error_init(&error);
	if (news != ARTICLE_OTHER)
		return news;
	renewed = article_renew(stream->article, &in_pieces, &error);
	assert_non_null(renewed);
	article_close(stream->article);
	stream->article = renewed;
	return news;
}

static inline void
stream_write(struct stream *stream, struct slice bytes)
{
	assert_int_equal(write(stream->writer, bytes.bytes, bytes.length), bytes.length);
	stream_receive(stream);
}

static inline void
stream_end(struct stream *stream)
{
	close(stream->writer);
	while (article_awaits(stream->article))
		stream_receive(stream);
}

static inline void
stream_close(struct stream *stream)
{
	article_close(stream->article);
	scratch_close(&stream->scratch);
}

#endif
