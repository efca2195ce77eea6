/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * PCRE2 wants UTF-8, so the folded characters are written out, with the place of each:
 *
 *      folded      会  议  a  强
 *      starts      0   3   6  7  10
 *
 * A place may be tried in so many ways that a paragraph takes minutes, though none of its places
 * takes WAYS_AT_MOST. So all of it is tried at first with few ways a place; where those do not do,
 * a group of places after the other with more, and a group that needs still more place by place.
 * Each of these calls is over within a tenth of a second, and between them a key can be heard.
 */
#include <config.h>

#include "text/pattern.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"

#ifdef HAVE_PCRE2
#define PCRE2_CODE_UNIT_WIDTH 8
#include "text/expression.h"
#include "text/unicode.h"

#include <dlfcn.h>
#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	WAYS_AT_MOST = 1000000, /* tried at one place */
	FEW_WAYS = 1000,
	MORE_WAYS = 32000,
	GROUP = 1024,       /* places that are tried with more ways in one call */
	STOPPED = -1000000, /* no result of PCRE2's */
	STACK_BYTES_AT_MOST = 1 << 20,
	HEAP_KIB_AT_MOST = 20000
};

/* PCRE2's functions, looked up. */
struct library {
	pcre2_code *(*compile)(
		PCRE2_SPTR, PCRE2_SIZE, uint32_t, int *, PCRE2_SIZE *, pcre2_compile_context *);
	void (*code_free)(pcre2_code *);
	int (*get_error_message)(int, PCRE2_UCHAR *, PCRE2_SIZE);
	int (*jit_compile)(pcre2_code *, uint32_t);
	pcre2_jit_stack *(*jit_stack_create)(PCRE2_SIZE, PCRE2_SIZE, pcre2_general_context *);
	void (*jit_stack_assign)(pcre2_match_context *, pcre2_jit_callback, void *);
	void (*jit_stack_free)(pcre2_jit_stack *);
	int (*match)(const pcre2_code *, PCRE2_SPTR, PCRE2_SIZE, PCRE2_SIZE, uint32_t,
		pcre2_match_data *, pcre2_match_context *);
	pcre2_match_data *(*match_data_create)(const pcre2_code *, pcre2_general_context *);
	void (*match_data_free)(pcre2_match_data *);
	PCRE2_SIZE *(*ovector)(pcre2_match_data *);
	pcre2_match_context *(*context_create)(pcre2_general_context *);
	void (*context_free)(pcre2_match_context *);
	int (*set_match_limit)(pcre2_match_context *, uint32_t);
	int (*set_heap_limit)(pcre2_match_context *, uint32_t);
	int (*set_offset_limit)(pcre2_match_context *, PCRE2_SIZE);
};

struct pattern {
	struct library library;
	struct expression expression;
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	struct buffer text; /* what is searched */
	uint32_t *starts;   /* of each folded character in it, then its length */
	size_t count, capacity;
	uint32_t options;
	size_t hard; /* calls with more ways */
};

/* --- the library --------------------------------------------------------------------------- */

static bool
look_up(void *handle, const char *name, void *function, size_t size)
{
	void *symbol = dlsym(handle, name);

	memcpy(function, &symbol, size);
	return symbol != NULL;
}

#define LOOK_UP(member, name) look_up(handle, name "_8", &library->member, sizeof library->member)

/* Opens the library for the rest of the program's life. */
static bool
load(struct library *library, struct error *error)
{
	void *handle = dlopen(PCRE2_SONAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	bool found;

	if (!handle) {
		error_set(error, ERROR_SYSTEM,
			_("regular expressions need PCRE2, which is not installed (%s)"),
			PCRE2_SONAME);
		return false;
	}
	found = LOOK_UP(compile, "pcre2_compile") && LOOK_UP(code_free, "pcre2_code_free") &&
		LOOK_UP(get_error_message, "pcre2_get_error_message") &&
		LOOK_UP(jit_compile, "pcre2_jit_compile") &&
		LOOK_UP(jit_stack_create, "pcre2_jit_stack_create") &&
		LOOK_UP(jit_stack_assign, "pcre2_jit_stack_assign") &&
		LOOK_UP(jit_stack_free, "pcre2_jit_stack_free") && LOOK_UP(match, "pcre2_match") &&
		LOOK_UP(match_data_create, "pcre2_match_data_create_from_pattern") &&
		LOOK_UP(match_data_free, "pcre2_match_data_free") &&
		LOOK_UP(ovector, "pcre2_get_ovector_pointer") &&
		LOOK_UP(context_create, "pcre2_match_context_create") &&
		LOOK_UP(context_free, "pcre2_match_context_free") &&
		LOOK_UP(set_match_limit, "pcre2_set_match_limit") &&
		LOOK_UP(set_heap_limit, "pcre2_set_heap_limit") &&
		LOOK_UP(set_offset_limit, "pcre2_set_offset_limit");
	dlclose(handle);
	if (!found)
		error_set(error, ERROR_SYSTEM, _("%s is not the PCRE2 that was expected"),
			PCRE2_SONAME);
	return found;
}

/* --- compiling ----------------------------------------------------------------------------- */

static bool
compile(struct pattern *pattern, struct error *error)
{
	const struct library *library = &pattern->library;
	const char *text = buffer_string(&pattern->expression.text);
	PCRE2_UCHAR reason[128];
	PCRE2_SIZE at;
	int number;

	pattern->code = library->compile((PCRE2_SPTR)text, pattern->expression.text.length,
		PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C |
			PCRE2_USE_OFFSET_LIMIT,
		&number, &at, NULL);
	if (pattern->code)
		return true;
	if (library->get_error_message(number, reason, sizeof reason) < 0)
		reason[0] = '\0';
	error_set(error, ERROR_INPUT,
		_("The regular expression goes wrong at its character %zu: %s"),
		expression_place(&pattern->expression, at), (const char *)reason);
	return false;
}

/* All that matching needs. Without a compiler for this processor it goes the slower way. */
static void
prepare(struct pattern *pattern)
{
	const struct library *library = &pattern->library;

	pattern->data = library->match_data_create(pattern->code, NULL);
	pattern->context = library->context_create(NULL);
	if (!pattern->data || !pattern->context)
		alloc_give_up(sizeof *pattern);
	library->set_heap_limit(pattern->context, HEAP_KIB_AT_MOST);
	if (library->jit_compile(pattern->code, PCRE2_JIT_COMPLETE) != 0)
		return;
	pattern->stack = library->jit_stack_create(1 << 15, STACK_BYTES_AT_MOST, NULL);
	if (pattern->stack)
		library->jit_stack_assign(pattern->context, NULL, pattern->stack);
}

struct pattern *
pattern_new(struct slice expression, struct error *error)
{
	struct pattern *pattern = alloc_zeroed(1, sizeof *pattern);

	buffer_init(&pattern->text);
	expression_init(&pattern->expression, expression);
	if (pattern->expression.text.length == 0)
		error_set(error, ERROR_INPUT, "%s",
			_("Nothing is left to search for in the regular expression"));
	else if (load(&pattern->library, error) && compile(pattern, error)) {
		prepare(pattern);
		return pattern;
	}
	pattern_free(pattern);
	return NULL;
}

void
pattern_free(struct pattern *taken_pattern)
{
	if (!taken_pattern)
		return;
	if (taken_pattern->data)
		taken_pattern->library.match_data_free(taken_pattern->data);
	if (taken_pattern->context)
		taken_pattern->library.context_free(taken_pattern->context);
	if (taken_pattern->stack)
		taken_pattern->library.jit_stack_free(taken_pattern->stack);
	if (taken_pattern->code)
		taken_pattern->library.code_free(taken_pattern->code);
	expression_clear(&taken_pattern->expression);
	buffer_clear(&taken_pattern->text);
	free(taken_pattern->starts);
	free(taken_pattern);
}

const uint32_t *
pattern_required(const struct pattern *pattern, size_t *count)
{
	*count = pattern->expression.required_count;
	return pattern->expression.required;
}

/* --- matching ------------------------------------------------------------------------------ */

void
pattern_look_at(struct pattern *pattern, const struct fold *hay, bool whole_start, bool whole_end)
{
	buffer_truncate(&pattern->text, 0);
	pattern->starts = array_grow(
		pattern->starts, &pattern->capacity, hay->count + 1, sizeof *pattern->starts);
	for (size_t i = 0; i < hay->count; i++) {
		pattern->starts[i] = (uint32_t)pattern->text.length;
		unicode_append(&pattern->text, hay->characters[i]);
	}
	pattern->count = hay->count;
	pattern->starts[hay->count] = (uint32_t)pattern->text.length;
	pattern->options = PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY | (whole_start ? 0 : PCRE2_NOTBOL) |
		(whole_end ? 0 : PCRE2_NOTEOL);
}

/* The folded index of the character that begins at or behind byte offset at. */
static size_t
index_of(const struct pattern *pattern, size_t at)
{
	size_t low = 0, high = pattern->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (pattern->starts[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Tries the places from folded index `from` on, at most `places` of them, in so many ways each. */
static int
try(struct pattern *pattern, size_t from, size_t places, uint32_t ways)
{
	const struct library *library = &pattern->library;
	size_t limit = PCRE2_UNSET;

	if (places < pattern->count - from)
		limit = pattern->starts[from + places - 1];
	library->set_match_limit(pattern->context, ways);
	library->set_offset_limit(pattern->context, limit);
	return library->match(pattern->code, (PCRE2_SPTR)buffer_string(&pattern->text),
		pattern->text.length, pattern->starts[from], pattern->options, pattern->data,
		pattern->context);
}

/* Tries the places of one group by themselves. */
static int
try_places(struct pattern *pattern, size_t from, const struct patience *patience)
{
	size_t end = pattern->count - from < GROUP ? pattern->count : from + GROUP;
	int result = PCRE2_ERROR_NOMATCH;

	for (; from < end && result == PCRE2_ERROR_NOMATCH; from++) {
		pattern->hard++;
		if (patience_is_over(patience))
			return STOPPED;
		result = try(pattern, from, 1, WAYS_AT_MOST);
	}
	return result;
}

/* Tries one group after the other. */
static int
try_groups(struct pattern *pattern, size_t from, const struct patience *patience)
{
	int result = PCRE2_ERROR_NOMATCH;

	for (; from < pattern->count && result == PCRE2_ERROR_NOMATCH; from += GROUP) {
		pattern->hard++;
		if (patience_is_over(patience))
			return STOPPED;
		result = try(pattern, from, GROUP, MORE_WAYS);
		if (result == PCRE2_ERROR_MATCHLIMIT)
			result = try_places(pattern, from, patience);
	}
	return result;
}

enum pattern_result
pattern_next(struct pattern *pattern, size_t from, const struct patience *patience,
	struct span *found, struct error *error)
{
	const PCRE2_SIZE *place;
	int result;

	if (from >= pattern->count)
		return PATTERN_NONE;
	result = try(pattern, from, SIZE_MAX, FEW_WAYS);
	if (result == PCRE2_ERROR_MATCHLIMIT)
		result = try_groups(pattern, from, patience);
	if (result == PCRE2_ERROR_NOMATCH)
		return PATTERN_NONE;
	if (result == STOPPED)
		return PATTERN_STOPPED;
	if (result < 0) {
		error_set(error, ERROR_INPUT, "%s",
			_("The regular expression takes too long: repeat less inside of what is "
			  "repeated"));
		return PATTERN_NONE;
	}
	place = pattern->library.ovector(pattern->data);
	*found = (struct span){index_of(pattern, place[0]), index_of(pattern, place[1])};
	if (found->end > found->start)
		return PATTERN_MATCH;
	/* \K can put the end before the start. */
	*found = (struct span){found->end, found->end + 1};
	return found->start >= from && found->end <= pattern->count ? PATTERN_MATCH : PATTERN_NONE;
}

size_t
pattern_hard(const struct pattern *pattern)
{
	return pattern->hard;
}

#else

struct pattern *
pattern_new(struct slice expression, struct error *error)
{
	(void)expression;
	error_set(error, ERROR_SYSTEM, "%s",
		_("this zhupi was built without PCRE2: regular expressions are not known to it"));
	return NULL;
}

void
pattern_free(struct pattern *taken_pattern)
{
	(void)taken_pattern;
}

const uint32_t *
pattern_required(const struct pattern *pattern, size_t *count)
{
	(void)pattern;
	*count = 0;
	return NULL;
}

void
pattern_look_at(struct pattern *pattern, const struct fold *hay, bool whole_start, bool whole_end)
{
	(void)pattern;
	(void)hay;
	(void)whole_start;
	(void)whole_end;
}

enum pattern_result
pattern_next(struct pattern *pattern, size_t from, const struct patience *patience,
	struct span *found, struct error *error)
{
	(void)pattern;
	(void)from;
	(void)patience;
	(void)found;
	(void)error;
	return PATTERN_NONE;
}

size_t
pattern_hard(const struct pattern *pattern)
{
	(void)pattern;
	return 0;
}
#endif
