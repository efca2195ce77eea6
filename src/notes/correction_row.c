/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A correction has one row. What it is about is compared by what does not change with the script:
 * the folded name (or the folded quote of a directive), and the place in folded characters.
 */
#include "notes/correction_row.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "notes/database.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
	NAME_BYTES = 2048 /* longer than any name or office */
};

static const char *
or_empty(const char *text)
{
	return text ? text : "";
}

static bool
refuse(struct error *error, const char *sentence)
{
	error_set(error, ERROR_INPUT, "%s", sentence);
	return false;
}

static bool
is_valid(const char *text)
{
	return !text || unicode_is_valid(slice_from_string(text));
}

static bool
check(const struct correction *new, struct error *error)
{
	const struct target *target = &new->target;
	bool official = correction_is_about_officials(new->kind);

	if (!is_valid(new->name) || !is_valid(new->office) || !is_valid(new->modality) ||
		!is_valid(target->quote) || !is_valid(target->prefix) || !is_valid(target->suffix))
		return refuse(error, _("The correction is not valid UTF-8 and was not saved."));
	if (official && or_empty(new->name)[0] == '\0')
		return refuse(
			error, _("A correction of an official wants a name with a letter in it."));
	if (new->kind == CORRECTION_DIRECTIVE && or_empty(new->modality)[0] == '\0')
		return refuse(error, _("A directive wants a modality, such as obligation."));
	if (new->everywhere && !official)
		return refuse(error,
			_("Only the correction of a name can hold everywhere: name the place of "
			  "the directive."));
	if (!new->everywhere && (new->article <= 0 || or_empty(target->quote)[0] == '\0'))
		return refuse(error,
			_("A correction that does not hold everywhere wants a place in an "
			  "article."));
	return true;
}

static bool
fold_text(struct fold *fold, const char *text, struct error *error)
{
	fold_init(fold);
	if (fold_apply(fold, slice_from_string(text), FOLD_ALL))
		return true;
	error_set(error, ERROR_SYSTEM,
		_("There is not enough memory. Close other programs and try again."));
	return false;
}

/* Puts a copy without residue and without blanks between ideographs in the place of *text. */
static bool
clean_once(char **text, struct error *error)
{
	struct slice source = slice_from_string(*text), kept;
	struct buffer cleaned;
	struct fold fold;

	if (!fold_text(&fold, or_empty(*text), error))
		return false;
	buffer_init(&cleaned);
	for (size_t i = 0; i < fold.count; i++) {
		size_t at = fold.offsets[i];

		buffer_append(&cleaned, slice_at(source, (struct span){at, at + fold.lengths[i]}));
	}
	fold_clear(&fold);
	kept = slice_trim(buffer_slice(&cleaned));
	free(*text);
	*text = alloc_string(kept);
	buffer_clear(&cleaned);
	return true;
}

/* The same again and again, until nothing goes: 山 (ā) is 山(ā) first. So what is exported is
 * imported as it was. A text that is too long for a name has it once. */
static bool
clean(char **text, struct error *error)
{
	size_t length;

	do {
		length = strlen(or_empty(*text));
		if (!clean_once(text, error))
			return false;
	} while (strlen(*text) < length && length <= NAME_BYTES);
	return true;
}

/* What both scripts have in common of the name, or of a directive's quote; the caller frees. */
static char *
make_key(const struct correction *correction, struct error *error)
{
	bool official = correction_is_about_officials(correction->kind);
	const char *text = official ? correction->name : correction->target.quote;
	struct buffer key;
	struct fold fold;

	if (!fold_text(&fold, or_empty(text), error))
		return NULL;
	buffer_init(&key);
	for (size_t i = 0; i < fold.count; i++)
		unicode_append(&key, fold.characters[i]);
	fold_clear(&fold);
	return buffer_take(&key);
}

static struct value
article_value(const struct correction *correction)
{
	return correction->everywhere ? value_text(NULL) : value_number(correction->article);
}

static bool
find_version(
	struct store *store, const struct correction *new, int64_t *version, struct error *error)
{
	*version = new->target.version;
	return *version != 0 || new->everywhere ||
		database_number(store, STATEMENT_VERSION_LATEST,
			(const struct value[]){value_number(new->article)}, 0, version, error);
}

static bool
add(struct store *store, const struct correction *new, const char *key, struct error *error)
{
	static const struct target nowhere = {.quote = NULL};
	const struct target *target = new->everywhere ? &nowhere : &new->target;
	int64_t version;

	if (!find_version(store, new, &version, error))
		return false;
	return database_run(store, STATEMENT_CORRECTION_ADD,
		(const struct value[]){value_text(new->id),
			value_text(correction_kind_name(new->kind)), article_value(new),
			value_text(or_empty(new->name)), value_text(key),
			value_text(or_empty(new->office)), value_text(or_empty(new->modality)),
			value_number(new->created),
			version ? value_number(version) : value_text(NULL),
			value_text(target->kind == TARGET_PARAGRAPH ? "paragraph" : "phrase"),
			value_count(target->paragraph), value_count(target->start),
			value_count(target->end), value_count(target->folded_start),
			value_count(target->folded_end), value_text(or_empty(target->quote)),
			value_text(or_empty(target->prefix)), value_text(or_empty(target->suffix))},
		error);
}

bool
correction_row_prepare(struct correction *correction, struct error *error)
{
	return check(correction, error) && clean(&correction->name, error) &&
		clean(&correction->office, error) && check(correction, error);
}

bool
correction_row_add(struct store *store, const struct correction *correction, struct error *error)
{
	char *key = make_key(correction, error);
	bool added = key && add(store, correction, key, error);

	free(key);
	return added;
}
