/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edit.h"

#include "base/array.h"
#include "text/script.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

/* ---- Documents ------------------------------------------------------------------------------ */

void
document_init(struct document *document)
{
	*document = (struct document){NULL, 0, 0};
}

void
document_clear(struct document *document)
{
	free(document->items);
	document_init(document);
}

static void
append_letter(struct document *document, struct letter letter)
{
	document->items = array_grow(
		document->items, &document->capacity, document->count + 1, sizeof *document->items);
	document->items[document->count++] = letter;
}

void
document_append(struct document *document, const struct document *from, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		append_letter(document, from->items[i]);
}

void
document_put(struct document *document, uint32_t character)
{
	append_letter(document, (struct letter){character, NO_ORIGIN});
}

void
document_write(const struct document *document, size_t start, size_t end, struct buffer *out)
{
	for (size_t i = start; i < end; i++)
		unicode_append(out, document->items[i].character);
}

bool
document_find(const struct document *document, size_t *start, size_t *end, size_t *left)
{
	size_t from = *start, to = *end;

	*left = 0;
	for (size_t i = 0; i < document->count; i++) {
		uint32_t origin = document->items[i].origin;

		if (origin == NO_ORIGIN || origin < from || origin >= to)
			continue;
		if ((*left)++ == 0)
			*start = i;
		*end = i + 1;
	}
	return *left > 0;
}

/* ---- Dice ----------------------------------------------------------------------------------- */

/* SplitMix64 (S. Vigna, public domain). */
static uint64_t
next(struct dice *dice)
{
	uint64_t z = dice->state += 0x9E3779B97F4A7C15;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
	z = (z ^ z >> 27) * 0x94D049BB133111EB;
	return z ^ z >> 31;
}

size_t
dice_roll(struct dice *dice, size_t limit)
{
	return limit ? next(dice) % limit : 0;
}

bool
dice_happens(struct dice *dice, double probability)
{
	return (double)(next(dice) >> 11) * 0x1p-53 < probability;
}

/* ---- Edits ---------------------------------------------------------------------------------- */

/* A character of any text, no line end. */
static uint32_t
any_character(const struct supply *source)
{
	for (;;) {
		const struct document *text =
			&source->texts[dice_roll(source->dice, source->count)];
		uint32_t character = text->count
			? text->items[dice_roll(source->dice, text->count)].character
			: 'x';

		if (character != '\n')
			return character;
	}
}

void
edit_characters(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	for (size_t i = 0; i < text->count; i++) {
		struct letter letter = text->items[i];

		if (letter.character == '\n' || !dice_happens(source->dice, strength)) {
			append_letter(result, letter);
			continue;
		}
		switch (dice_roll(source->dice, 3)) {
		case 0:
			letter.character = any_character(source);
			append_letter(result, letter);
			break;
		case 1:
			document_put(result, any_character(source));
			append_letter(result, letter);
			break;
		default:
			break;
		}
	}
}

/* The end of the sentence that begins at start: behind its full stop and closing quotes, or behind
 * the line end. */
static size_t
sentence_end(const struct document *text, size_t start)
{
	size_t i = start;

	for (; i < text->count; i++) {
		uint32_t character = text->items[i].character;
		uint32_t following = i + 1 < text->count ? text->items[i + 1].character : '\n';

		if (character == '\n')
			return i > start ? i : i + 1;
		if (character == 0x3002 || character == 0xFF01 || character == 0xFF1F ||
			(character == '.' && following == ' '))
			break;
	}
	for (i++; i < text->count; i++) {
		uint32_t character = text->items[i].character;

		if (character != 0x201D && character != 0x300D && character != 0x300F &&
			character != ' ')
			break;
	}
	return i < text->count ? i : text->count;
}

/* A sentence of text: [*start, *end). */
static void
any_sentence(const struct document *text, struct dice *dice, size_t *start, size_t *end)
{
	size_t count = 0, wanted;

	for (size_t at = 0; at < text->count; at = sentence_end(text, at))
		count += text->items[at].character != '\n';
	wanted = dice_roll(dice, count);
	*start = *end = 0;
	for (size_t at = 0; at < text->count; at = *end) {
		*start = at;
		*end = sentence_end(text, at);
		if (text->items[at].character != '\n' && wanted-- == 0)
			return;
	}
}

static void
put_sentence(struct document *result, const struct document *from, struct dice *dice)
{
	size_t start, end;

	any_sentence(from, dice, &start, &end);
	for (; start < end; start++)
		document_put(result, from->items[start].character);
}

/* Sentences out and in; from NULL: copies of those that stay. */
static void
change_sentences(const struct document *text, const struct supply *source, double strength,
	bool of_its_own, struct document *result)
{
	struct document kept;
	size_t end;

	document_init(&kept);
	for (size_t at = 0; at < text->count; at = end) {
		end = sentence_end(text, at);
		if (text->items[at].character == '\n' || !dice_happens(source->dice, strength / 2))
			document_append(&kept, text, at, end);
	}
	for (size_t at = 0; at < kept.count; at = end) {
		end = sentence_end(&kept, at);
		document_append(result, &kept, at, end);
		if (kept.items[at].character != '\n' && dice_happens(source->dice, strength / 2)) {
			size_t other = dice_roll(source->dice, source->count - 1);

			other += other >= source->self;
			put_sentence(
				result, of_its_own ? &kept : &source->texts[other], source->dice);
		}
	}
	document_clear(&kept);
}

void
edit_sentences(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	change_sentences(text, source, strength, source->count < 2, result);
}

void
edit_sentences_of_its_own(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	change_sentences(text, source, strength, true, result);
}

/* Behind the line end of the line in which at lies. */
static size_t
line_end(const struct document *text, size_t at)
{
	while (at < text->count && text->items[at].character != '\n')
		at++;
	return at < text->count ? at + 1 : at;
}

/* Takes one paragraph out and puts it in where another one begins. */
static void
move_one(struct document *text, struct dice *dice)
{
	size_t starts[4096], count = 0, from, to, end;
	struct document result;

	for (size_t at = 0; at < text->count && count < 4096; at = line_end(text, at))
		if (text->items[at].character != '\n')
			starts[count++] = at;
	if (count < 3)
		return;
	from = dice_roll(dice, count);
	do
		to = dice_roll(dice, count + 1);
	while (to == from || to == from + 1);
	end = line_end(text, starts[from]);
	document_init(&result);
	for (size_t i = 0; i <= count; i++) {
		size_t start = i < count ? starts[i] : text->count;
		size_t next_start = i + 1 < count ? starts[i + 1] : text->count;

		if (i == 0)
			document_append(&result, text, 0, start);
		if (i == to) {
			if (result.count && result.items[result.count - 1].character != '\n')
				document_put(&result, '\n');
			document_append(&result, text, starts[from], end);
			if (text->items[end - 1].character != '\n')
				document_put(&result, '\n');
		}
		document_append(&result, text, i == from ? end : start, next_start);
	}
	document_clear(text);
	*text = result;
}

void
edit_moves(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	document_append(result, text, 0, text->count);
	for (double i = 0; i < strength; i++)
		move_one(result, source->dice);
}

void
edit_mix(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	struct document sentences;

	(void)strength;
	document_init(&sentences);
	edit_sentences(text, source, 0.2, &sentences);
	move_one(&sentences, source->dice);
	edit_characters(&sentences, source, 0.05, result);
	document_clear(&sentences);
}

static bool
is_word(uint32_t character)
{
	return character > ' ' && character < 0x250;
}

void
edit_wraps(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	double column = 0;

	(void)source;
	for (size_t i = 0; i < text->count; i++) {
		uint32_t character = text->items[i].character;
		uint32_t following = i + 1 < text->count ? text->items[i + 1].character : '\n';

		if (column >= strength && character == ' ') {
			document_put(result, '\n');
			column = 0;
			continue;
		}
		append_letter(result, text->items[i]);
		column = character == '\n' ? 0 : column + 1;
		if (column >= strength && following != '\n' && following != ' ' &&
			character != ' ' && !(is_word(character) && is_word(following))) {
			document_put(result, '\n');
			column = 0;
		}
	}
}

void
edit_punctuation(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	static const uint32_t pairs[][2] = {{0xFF0C, ','}, {0xFF1A, ':'}, {0xFF1B, ';'},
		{0xFF01, '!'}, {0xFF1F, '?'}, {0xFF08, '('}, {0xFF09, ')'}, {0x201C, '"'},
		{0x201D, '"'}, {0x2018, '\''}, {0x2019, '\''}, {0xFF05, '%'}};

	(void)source;
	(void)strength;
	document_append(result, text, 0, text->count);
	for (size_t i = 0; i < result->count; i++) {
		uint32_t *character = &result->items[i].character;
		size_t k = 0;

		while (k < sizeof pairs / sizeof *pairs && *character != pairs[k][0] &&
			(*character != pairs[k][1] || pairs[k][1] == '"' || pairs[k][1] == '\''))
			k++;
		if (k < sizeof pairs / sizeof *pairs)
			*character = *character == pairs[k][0] ? pairs[k][1] : pairs[k][0];
		else if (*character >= '0' && *character <= '9')
			*character += 0xFF10 - '0';
	}
}

/* Replaces the characters by those of text, one each. */
static void
take_characters(struct document *document, struct slice text)
{
	size_t at = 0, length;

	for (size_t i = 0; i < document->count && at < text.length; i++, at += length)
		document->items[i].character = unicode_decode(text, at, &length);
}

void
edit_script(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	static const enum script scripts[] = {SCRIPT_TRADITIONAL, SCRIPT_SIMPLIFIED};
	struct buffer before;
	size_t length;

	(void)source;
	(void)strength;
	document_append(result, text, 0, text->count);
	buffer_init(&before);
	document_write(text, 0, text->count, &before);
	for (size_t i = 0; i < 2; i++) {
		struct script_converter *converter = script_open(scripts[i], NULL);
		char *after;

		if (!converter)
			break;
		after = script_convert(converter, buffer_slice(&before), &length);
		take_characters(result, (struct slice){after, length});
		script_close(converter);
		if (!slice_equal((struct slice){after, length}, buffer_slice(&before)))
			i = 1;
		free(after);
	}
	buffer_clear(&before);
}

void
edit_residue(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	static const struct {
		uint32_t character;
		const char *reading;
	} readings[] = {{0x8C03, "(diào)"}, {0x957F, "(zhǎng)"}, {0x53D1, "(fā)"},
		{0x56FD, "(guó)"}, {0x4F1A, "(huì)"}, {0x5E02, "(shì)"}, {0x5F3A, "(qiáng)"},
		{0x4E3B, "(zhǔ)"}, {0x5DE5, "(gōng)"}, {0x4F5C, "(zuò)"}, {0x8981, "(yào)"},
		{0x674E, "(lǐ)"}};

	for (size_t i = 0; i < text->count; i++) {
		append_letter(result, text->items[i]);
		for (size_t k = 0; k < sizeof readings / sizeof *readings; k++) {
			struct slice reading = slice_from_string(readings[k].reading);
			size_t length;

			if (text->items[i].character != readings[k].character ||
				!dice_happens(source->dice, strength))
				continue;
			for (size_t at = 0; at < reading.length; at += length)
				document_put(result, unicode_decode(reading, at, &length));
		}
	}
}

static void
put_text(struct document *result, const char *text)
{
	struct slice words = slice_from_string(text);
	size_t length;

	for (size_t at = 0; at < words.length; at += length)
		document_put(result, unicode_decode(words, at, &length));
}

/* Lines of links until there are so many characters. */
static void
put_links(struct document *result, struct dice *dice, double characters)
{
	static const char *const links[] = {"首页", "要闻", "政务公开", "政策文件", "通知公告",
		"领导之窗", "互动交流", "办事服务", "走进我们", "数据开放", "专题专栏", "繁體版",
		"English", "无障碍浏览", "手机客户端", "微信公众号", "网站地图", "联系我们",
		"设为首页", "加入收藏", "打印本页", "关闭窗口", "字体：大 中 小", "分享到：",
		"相关链接", "上一篇：没有了", "下一篇：关于开展年度检查的通知"};
	size_t end = result->count + (size_t)characters;

	while (result->count < end) {
		put_text(result, links[dice_roll(dice, sizeof links / sizeof *links)]);
		document_put(result, dice_roll(dice, 6) ? ' ' : '\n');
	}
	document_put(result, '\n');
}

void
edit_page(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	put_links(result, source->dice, strength / 2);
	document_append(result, text, 0, text->count);
	put_text(result, "\n责任编辑：本站 浏览次数：");
	document_put(result, '0' + (uint32_t)dice_roll(source->dice, 10));
	document_put(result, '\n');
	put_links(result, source->dice, strength / 2);
	put_text(result, "主办单位：办公室 版权所有 未经授权不得转载\n");
}

void
edit_nothing(const struct document *text, const struct supply *source, double strength,
	struct document *result)
{
	(void)source;
	(void)strength;
	document_append(result, text, 0, text->count);
}
