/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * OpenCC's C interface, looked up when a converter is opened: a reader who never asks for the other
 * script does not wait for its dictionaries (1 to 19 ms).
 */
#include <config.h>

#include "text/script.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "text/unicode.h"

#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* OpenCC's own prototypes, whose opencc_t is a pointer to void. */
typedef void *opencc_open_function(const char *config);
typedef int opencc_close_function(void *opencc);
typedef char *opencc_convert_function(void *opencc, const char *input, size_t length);
typedef void opencc_free_function(char *string);

struct script_converter {
	void *library;
	void *opencc;
	opencc_close_function *close;
	opencc_convert_function *convert;
	opencc_free_function *release;
};

/* Looks name up in the library and stores the address in *function (size bytes). */
static bool
look_up(void *library, const char *name, void *function, size_t size)
{
	void *symbol = dlsym(library, name);

	memcpy(function, &symbol, size);
	return symbol != NULL;
}

struct script_converter *
script_open(enum script script, struct error *error)
{
	const char *config = script == SCRIPT_TRADITIONAL ? "s2t.json" : "t2s.json";
	struct script_converter *converter = alloc_zeroed(1, sizeof *converter);
	opencc_open_function *open;

	converter->library = dlopen(OPENCC_SONAME, RTLD_NOW | RTLD_LOCAL);
	if (!converter->library) {
		error_set(error, ERROR_SYSTEM,
			_("the other script needs OpenCC, which is not installed (%s)"),
			OPENCC_SONAME);
	} else if (!look_up(converter->library, "opencc_open", &open, sizeof open) ||
		!look_up(converter->library, "opencc_close", &converter->close,
			sizeof converter->close) ||
		!look_up(converter->library, "opencc_convert_utf8", &converter->convert,
			sizeof converter->convert) ||
		!look_up(converter->library, "opencc_convert_utf8_free", &converter->release,
			sizeof converter->release)) {
		error_set(error, ERROR_SYSTEM, _("%s is not the OpenCC that was expected"),
			OPENCC_SONAME);
	} else {
		converter->opencc = open(config);
		/* OpenCC returns -1 as a pointer when it fails. */
		if ((intptr_t)converter->opencc != -1)
			return converter;
		converter->opencc = NULL;
		error_set(error, ERROR_SYSTEM, _("OpenCC cannot open its dictionary %s"), config);
	}
	script_close(converter);
	return NULL;
}

void
script_close(struct script_converter *taken_converter)
{
	if (!taken_converter)
		return;
	if (taken_converter->opencc)
		taken_converter->close(taken_converter->opencc);
	if (taken_converter->library)
		dlclose(taken_converter->library);
	free(taken_converter);
}

/* Whether shown has as many characters as real, and differs from it in ideographs only. */
static bool
is_aligned(struct slice real, struct slice shown)
{
	size_t at = 0, shown_at = 0, length, shown_length;

	while (at < real.length && shown_at < shown.length) {
		uint32_t character = unicode_decode(real, at, &length);
		uint32_t other = unicode_decode(shown, shown_at, &shown_length);

		if (character != other && !(unicode_is_han(character) && unicode_is_han(other)))
			return false;
		at += length;
		shown_at += shown_length;
	}
	return at == real.length && shown_at == shown.length;
}

/* Appends text as OpenCC converts it. False, and nothing appended, when that fails or does not fit
 * character by character. */
static bool
append_converted(struct script_converter *converter, struct slice text, struct buffer *result)
{
	char *converted = converter->convert(converter->opencc, text.bytes, text.length);
	struct slice shown = slice_from_string(converted);
	bool fits = converted && is_aligned(text, shown);

	if (fits)
		buffer_append(result, shown);
	if (converted)
		converter->release(converted);
	return fits;
}

/* The end of the run of characters from at on that are all ideographs, or all none. */
static size_t
run_end(struct slice text, size_t at, bool *is_han)
{
	size_t length;

	*is_han = unicode_is_han(unicode_decode(text, at, &length));
	for (at += length; at < text.length; at += length) {
		if (unicode_is_han(unicode_decode(text, at, &length)) != *is_han)
			break;
	}
	return at;
}

char *
script_convert(struct script_converter *converter, struct slice text, size_t *length)
{
	struct buffer result;
	size_t at, end;
	bool is_han;

	buffer_init(&result);
	if (text.length > 0 && unicode_is_valid(text) &&
		append_converted(converter, text, &result)) {
		*length = result.length;
		return buffer_take(&result);
	}
	for (at = 0; at < text.length; at = end) {
		struct slice run;

		end = run_end(text, at, &is_han);
		run = slice_at(text, (struct span){at, end});
		if (!is_han || !append_converted(converter, run, &result))
			buffer_append(&result, run);
	}
	*length = result.length;
	return buffer_take(&result);
}
