/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forms are told apart by their characters alone; then the lexicon is asked whether an office
 * stands in what may be a name, or whether all of it is a word. Nothing is asked of the text around
 * it.
 */
#include "analysis/name_check.h"

#include "analysis/packs.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "text/fold.h"
#include "text/unicode.h"

enum {
	DOT = 0xB7,        /* · as the fold leaves it */
	HAN_LEAST = 2,     /* ideographs */
	HAN_MOST = 4,      /* of a name that is no transcription */
	PART_MOST = 8,     /* of a transcription, between dots */
	WHOLE_MOST = 30,   /* characters of a dotted name */
	LETTERS_MOST = 40, /* characters of a name in letters, more are never kept */
	LETTER_WORDS = 6,  /* and words */
	OFFICED_MOST = 16, /* characters in which an office is told of: more are a sentence */
	SHOWN_MOST = 24,   /* characters in a sentence */
	OFFICE_LEAST = 2   /* a single character inside a name is no office */
};

/* All but what a name may be besides. */
static const word_set all_words = ~(SET(SURNAME_LONG) | SET(EN_SURNAME));

static const word_set offices = SET(HEAD_STRONG) | SET(HEAD_WEAK) | SET(HEAD_FOREIGN) |
	SET(HEAD_GROUP) | SET(HEAD_FIRM) | SET(HEAD_AFTER) | SET(HONOUR) | SET(CIVIL_BEFORE) |
	SET(CIVIL_AFTER);

/* The words under their fold, and what was counted in them. */
struct look {
	const struct lexicon *lexicon;
	struct slice source;
	struct fold fold;
	size_t count; /* folded characters without blanks at the ends */
	size_t han, letters, dots, blanks;
	size_t mark; /* where a character stands that is in no name; count: nowhere */
};

static bool
is_letter(uint32_t character)
{
	return unicode_is_word(character) && !unicode_is_han(character) &&
		!(character >= '0' && character <= '9');
}

static void
count_characters(struct look *look)
{
	const uint32_t *text = look->fold.characters;

	look->mark = look->count;
	for (size_t i = 0; i < look->count; i++)
		look->letters += is_letter(text[i]);
	for (size_t i = 0; i < look->count; i++) {
		bool joins =
			look->letters > 0 && (text[i] == '-' || text[i] == '\'' || text[i] == '.');
		bool dot = text[i] == DOT && i > 0 && i + 1 < look->count;

		look->han += unicode_is_han(text[i]);
		look->dots += dot;
		look->blanks += text[i] == ' ';
		if (!unicode_is_han(text[i]) && !is_letter(text[i]) && text[i] != ' ' && !dot &&
			!joins && look->mark == look->count)
			look->mark = i;
	}
}

/* Appends characters [start, end) as they stand in the source, without residue. */
static void
append_source(const struct look *look, size_t start, size_t end, struct buffer *out)
{
	size_t most = start + SHOWN_MOST < end ? start + SHOWN_MOST : end;

	for (size_t i = start; i < most; i++)
		buffer_append(out,
			slice_at(look->source,
				(struct span){look->fold.offsets[i],
					look->fold.offsets[i] + look->fold.lengths[i]}));
	if (most < end)
		buffer_append_string(out, "…");
}

/* Says that the words are no name, why (translated), and which part of them tells so (empty: all of
 * them). */
static enum name_check
refuse(const struct look *look, enum name_check kind, const char *reason, struct span part,
	struct error *error)
{
	struct buffer whole, piece;

	buffer_init(&whole);
	buffer_init(&piece);
	append_source(look, 0, look->count, &whole);
	append_source(look, part.start, part.end, &piece);
	if (span_is_empty(part))
		/* TRANSLATORS: the words, and the reason, such as: it is a single character. */
		error_set(error, ERROR_INPUT, _("“%s” is no name: %s"), buffer_string(&whole),
			reason);
	else
		/* TRANSLATORS: the words, the reason, such as: it holds, and what it holds. */
		error_set(error, ERROR_INPUT, _("“%s” is no name: %s “%s”"), buffer_string(&whole),
			reason, buffer_string(&piece));
	buffer_clear(&piece);
	buffer_clear(&whole);
	return kind;
}

/* Whether [start, end) are ideographs that transcribe. */
static bool
transcribes(const struct look *look, size_t start, size_t end)
{
	for (; start < end; start++)
		if (lexicon_value(look->lexicon, look->fold.characters[start], VALUE_FOREIGN) <= 0)
			return false;
	return true;
}

/* Whether a blank stands where one does in a name: 李 强, 欧阳 修; or between transcribed parts. */
static bool
is_spaced_well(const struct look *look)
{
	const uint32_t *text = look->fold.characters;
	size_t at = 0;

	while (at < look->count && text[at] != ' ')
		at++;
	if (look->blanks == 0)
		return true;
	if (look->blanks > 1)
		return false;
	return at == 1 ||
		lexicon_match(look->lexicon, text, look->count, SET(SURNAME_LONG)) == at ||
		(transcribes(look, 0, at) && transcribes(look, at + 1, look->count));
}

/* Whether the ideographs have the number and the order of a name's. */
static bool
has_han_form(const struct look *look)
{
	const uint32_t *text = look->fold.characters;
	size_t start = 0;

	if (look->dots == 0 && look->letters == 0)
		return is_spaced_well(look) &&
			(look->han <= HAN_MOST ||
				(look->blanks == 0 && look->han <= PART_MOST &&
					transcribes(look, 0, look->count)));
	if (look->count > WHOLE_MOST)
		return false;
	for (size_t i = 0; i <= look->count; i++) {
		if (i < look->count && text[i] != DOT)
			continue;
		if (i == start || i - start > PART_MOST + look->letters)
			return false;
		start = i + 1;
	}
	return true;
}

/* Whether words in letters are as many as a name's, and there is a capital letter where the script
 * has them: the fold has changed it. */
static bool
has_letter_form(const struct look *look)
{
	bool cased = false, capital = false;

	for (size_t i = 0; i < look->count; i++) {
		uint32_t folded = look->fold.characters[i];
		size_t length;

		cased = cased || (folded >= 'a' && folded <= 'z');
		capital = capital ||
			folded != unicode_decode(look->source, look->fold.offsets[i], &length);
	}
	return look->blanks < LETTER_WORDS && look->count <= LETTERS_MOST && (capital || !cased);
}

static enum name_check
check_characters(const struct look *look, struct error *error)
{
	if (look->count == 0) {
		error_set(error, ERROR_INPUT, _("there are no words to be a name"));
		return NAME_CHECK_NONE;
	}
	if (look->mark < look->count)
		return refuse(look, NAME_CHECK_NONE, _("it holds"),
			(struct span){look->mark, look->mark + 1}, error);
	if (look->han + look->letters < HAN_LEAST)
		return refuse(look, NAME_CHECK_NONE, _("it is a single character"),
			(struct span){0, 0}, error);
	return NAME_CHECK_WELL;
}

/* The first office in a name of ideographs; empty when there is none. A whole part of a dotted name
 * is none: 苏丹·X. */
static struct span
find_office(const struct look *look)
{
	const uint32_t *text = look->fold.characters;

	for (size_t i = 0; i < look->count; i++) {
		size_t length = lexicon_match(look->lexicon, text + i, look->count - i, offices);
		bool opens = i > 0 && text[i - 1] == DOT;
		bool ends = i + length < look->count && text[i + length] == DOT;

		if (length < OFFICE_LEAST || !unicode_is_han(text[i]) ||
			(look->dots > 0 && (opens || i == 0) &&
				(ends || i + length == look->count)))
			continue;
		return (struct span){i, i + length};
	}
	return (struct span){0, 0};
}

/* The head of an office that begins a name in letters; its length. */
static size_t
english_head(const struct look *look)
{
	const uint32_t *text = look->fold.characters;
	size_t length = lexicon_match(look->lexicon, text, look->count, SET(EN_HEAD));

	return look->han == 0 && (length == look->count || text[length] == ' ') ? length : 0;
}

static enum name_check
check_office(const struct look *look, struct error *error)
{
	struct span office = {0, 0};

	if (look->han > 0 && look->count <= OFFICED_MOST)
		office = find_office(look);
	if (office.end - office.start == look->count || english_head(look) == look->count)
		return refuse(look, NAME_CHECK_OFFICE, _("it is an office or a calling"),
			(struct span){0, 0}, error);
	if (!span_is_empty(office))
		return refuse(look, NAME_CHECK_OFFICE, _("it holds an office or a calling:"),
			office, error);
	return NAME_CHECK_WELL;
}

static enum name_check
check_form(const struct look *look, struct error *error)
{
	if (look->han > 0 && !has_han_form(look))
		return refuse(look, NAME_CHECK_NONE,
			_("it is longer than one, or of several words"), (struct span){0, 0},
			error);
	if (look->han == 0 && !has_letter_form(look))
		return refuse(look, NAME_CHECK_NONE,
			_("it has too many words, or no capital letter"), (struct span){0, 0},
			error);
	return NAME_CHECK_WELL;
}

/* Whether all of it is words, of at least two characters each; names' classes are none. */
static bool
is_words(const struct look *look)
{
	const uint32_t *text = look->fold.characters;
	size_t at = 0;

	while (at < look->count) {
		size_t length =
			lexicon_match(look->lexicon, text + at, look->count - at, all_words);

		if (length < HAN_LEAST)
			return false;
		at += length;
	}
	return true;
}

static enum name_check
check_words(const struct look *look, struct error *error)
{
	size_t head = english_head(look);

	if (head > 0)
		return refuse(look, NAME_CHECK_DOUBTFUL, _("it begins with an office:"),
			(struct span){0, head}, error);
	if (look->dots == 0 && is_words(look))
		return refuse(look, NAME_CHECK_DOUBTFUL, _("it is a common word, or a place"),
			(struct span){0, 0}, error);
	return NAME_CHECK_WELL;
}

/* Folds the words without blanks of any kind at the ends. */
static bool
fold_trimmed(struct look *look)
{
	size_t at = 0, length = 1;

	while (at < look->source.length &&
		unicode_is_space(unicode_decode(look->source, at, &length)))
		at += length;
	look->source = slice_at(look->source, (struct span){at, look->source.length});
	if (!fold_apply(&look->fold, look->source, FOLD_KEEP_BLANKS))
		return false;
	look->count = look->fold.count;
	while (look->count > 0 && look->fold.characters[look->count - 1] == ' ')
		look->count--;
	return true;
}

enum name_check
name_check(const struct packs *packs, struct slice words, struct error *error)
{
	struct look look = {
		.lexicon = &(packs ? packs : packs_builtin())->lexicon, .source = words};
	enum name_check result = NAME_CHECK_NONE;

	fold_init(&look.fold);
	if (fold_trimmed(&look)) {
		count_characters(&look);
		result = check_characters(&look, error);
		if (result == NAME_CHECK_WELL)
			result = check_office(&look, error);
		if (result == NAME_CHECK_WELL)
			result = check_form(&look, error);
		if (result == NAME_CHECK_WELL)
			result = check_words(&look, error);
	}
	fold_clear(&look.fold);
	return result;
}
