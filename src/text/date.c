/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/date.h"

#include "text/unicode.h"

#include <stdbool.h>
#include <stdint.h>

static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december", "jan.", "feb.", "mar.", "apr.",
	"aug.", "sept.", "oct.", "nov.", "dec.", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
	"sept", "oct", "nov", "dec", NULL};

/* Digits, at least least and at most most of them, and then the character unit; 0 when not so. */
static size_t
number_at(const struct glimpse *glimpse, size_t at, size_t least, size_t most, uint32_t unit)
{
	size_t digits = glimpse_digits_at(glimpse, at);

	if (digits < least || digits > most || at + digits >= glimpse->count ||
		glimpse->characters[at + digits] != unit)
		return 0;
	return digits + 1;
}

/* 2020年2月3日, 2020年2月, 2月3日. */
static size_t
chinese_date_at(const struct glimpse *glimpse, size_t at)
{
	size_t year = number_at(glimpse, at, 2, 4, 0x5E74);
	size_t month = number_at(glimpse, at + year, 1, 3, 0x6708);
	size_t day = month ? number_at(glimpse, at + year + month, 1, 3, 0x65E5) : 0;

	if (month && day)
		return year + month + day;
	return year && month ? year + month : 0;
}

/* 2020-02-03, 2020/2/3, 2020.2.3. */
static size_t
numeric_date_at(const struct glimpse *glimpse, size_t at)
{
	static const char separators[] = "-/.";
	const char *separator;

	for (separator = separators; *separator; separator++) {
		size_t year = number_at(glimpse, at, 4, 4, (uint32_t)*separator);
		size_t month = year ? number_at(glimpse, at + year, 1, 2, (uint32_t)*separator) : 0;
		size_t day = month ? glimpse_digits_at(glimpse, at + year + month) : 0;

		if (day == 1 || day == 2)
			return year + month + day;
	}
	return 0;
}

/* 3 February 2020, February 3, 2020, Feb. 3. */
static size_t
english_date_at(const struct glimpse *glimpse, size_t at)
{
	size_t day = glimpse_digits_at(glimpse, at), month, rest;

	if (day == 1 || day == 2) {
		month = glimpse_blank_at(glimpse, at + day)
			? glimpse_any_word_at(glimpse, at + day + 1, months)
			: 0;
		rest = day + 1 + month;
		if (!month)
			return 0;
		if (glimpse_blank_at(glimpse, at + rest) &&
			glimpse_digits_at(glimpse, at + rest + 1) == 4)
			return rest + 5;
		return rest;
	}
	month = glimpse_any_word_at(glimpse, at, months);
	day = month && glimpse_blank_at(glimpse, at + month)
		? glimpse_digits_at(glimpse, at + month + 1)
		: 0;
	if (day != 1 && day != 2)
		return 0;
	rest = month + 1 + day;
	if (glimpse_word_at(glimpse, at + rest, ", ") &&
		glimpse_digits_at(glimpse, at + rest + 2) == 4)
		return rest + 6;
	return rest;
}

/* Dates begin with a digit or with a month's English name; hardly any character does. */
static bool
may_begin(uint32_t character)
{
	return (character >= 'a' && character <= 's') || glimpse_is_digit(character);
}

size_t
date_find(const struct glimpse *glimpse, size_t *length)
{
	size_t at;

	*length = 0;
	for (at = 0; at < glimpse->count; at++) {
		bool begins;

		if (!may_begin(glimpse->characters[at]))
			continue;
		begins = (at == 0 || !unicode_is_word(glimpse->characters[at - 1]) ||
			unicode_is_han(glimpse->characters[at - 1]));
		*length = chinese_date_at(glimpse, at);
		if (!*length)
			*length = numeric_date_at(glimpse, at);
		if (!*length && begins)
			*length = english_date_at(glimpse, at);
		if (*length)
			break;
	}
	return at;
}
