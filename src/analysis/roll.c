/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/roll.h"

#include "analysis/passage.h"
#include "base/alloc.h"
#include "base/array.h"
#include "text/fold.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
	OFFICES_MOST = 200 /* of one person; no honest text has more */
};

/* Appends what the fold leaves of a name, as the source has it; blanks only between Latin words. */
static void
append_plain(struct buffer *out, const struct fold *fold, struct slice source)
{
	size_t index, bytes;

	for (index = 0; index < fold->count; index++) {
		if (fold->characters[index] != ' ')
			unicode_append(out, unicode_decode(source, fold->offsets[index], &bytes));
		else if (index > 0 && character_is_letter(fold->characters[index - 1]))
			buffer_append_byte(out, ' ');
	}
}

static char *
plain_name(const struct article *article, struct span mention)
{
	struct slice source = slice_at(article_text(article), mention);
	struct buffer name;
	struct fold fold;

	buffer_init(&name);
	fold_init(&fold);
	if (fold_apply(&fold, source, FOLD_KEEP_BLANKS))
		append_plain(&name, &fold, source);
	else
		buffer_append(&name, source);
	fold_clear(&fold);
	return buffer_take(&name);
}

static void
add_office(const struct article *article, struct person *person, struct span title)
{
	struct slice text = article_text(article), office = slice_at(text, title);
	size_t index, at;

	if (span_is_empty(title) || person->office_count == OFFICES_MOST)
		return;
	for (index = 0; index < person->office_count; index++)
		if (slice_equal(slice_at(text, person->offices[index]), office))
			return;
	person->offices =
		alloc_resize(person->offices, person->office_count + 1, sizeof *person->offices);
	at = person->office_count++;
	while (at > 0 &&
		person->offices[at - 1].end - person->offices[at - 1].start <
			title.end - title.start) {
		person->offices[at] = person->offices[at - 1];
		at--;
	}
	person->offices[at] = title;
}

static void
add_reference(const struct article *article, struct person *person, struct span reference)
{
	struct slice text = article_text(article), words = slice_at(text, reference);
	size_t index;

	person->references++;
	if (person->also_count == OFFICES_MOST)
		return;
	for (index = 0; index < person->also_count; index++)
		if (slice_equal(slice_at(text, person->also[index]), words))
			return;
	person->also = alloc_resize(person->also, person->also_count + 1, sizeof *person->also);
	person->also[person->also_count++] = reference;
}

static void
add_told(struct person *person, const char *office)
{
	size_t index;

	if (!office || person->told_count == OFFICES_MOST)
		return;
	for (index = 0; index < person->told_count; index++)
		if (strcmp(person->told[index], office) == 0)
			return;
	person->told = alloc_resize(person->told, person->told_count + 1, sizeof *person->told);
	person->told[person->told_count++] = alloc_string(slice_from_string(office));
}

/* Room for what is kept of each entry. */
static void
make_room(struct roll *roll, size_t entry_count)
{
	size_t before = roll->entries;

	if (entry_count <= before)
		return;
	roll->entries = entry_count + entry_count / 2;
	roll->person_of = alloc_resize(roll->person_of, roll->entries, sizeof *roll->person_of);
	roll->found = alloc_resize(roll->found, roll->entries, sizeof *roll->found);
	for (; before < roll->entries; before++) {
		roll->person_of[before] = 0;
		roll->found[before] = false;
	}
}

/* Finds out whom the entries mean that are mentioned for the first time. */
static void
resolve_entries(struct roll *roll, const struct person_table *table, const struct finding *findings,
	size_t count)
{
	size_t entry_count, index, fresh_count = 0, capacity = 0, *fresh = NULL;
	const struct person_entry *entries = person_table_entries(table, &entry_count);

	make_room(roll, entry_count);
	for (index = 0; index < count; index++) {
		size_t entry = findings[index].person;

		if (findings[index].type != FINDING_OFFICIAL || entry == PERSON_NONE ||
			roll->found[entry])
			continue;
		roll->found[entry] = true;
		fresh = array_grow(fresh, &capacity, fresh_count + 1, sizeof *fresh);
		fresh[fresh_count++] = entry;
	}
	alias_add(&roll->aliases, entries, fresh, fresh_count);
	free(fresh);
}

/* The person of a mention's entry, made when it is the first; who has one keeps it. */
static struct person *
person_of_entry(struct roll *roll, size_t entry, const struct finding *finding)
{
	size_t *number = &roll->person_of[entry], long_one = alias_of(&roll->aliases, entry);

	if (*number == 0)
		*number = roll->person_of[long_one];
	if (*number == 0) {
		roll->persons = array_grow(
			roll->persons, &roll->capacity, roll->count + 1, sizeof *roll->persons);
		roll->persons[roll->count++] =
			(struct person){.first = finding->span, .paragraph = finding->paragraph};
		*number = roll->person_of[long_one] = roll->count;
	}
	return &roll->persons[*number - 1];
}

/* Makes the persons of the officials among the findings, and lets these point to them. */
static void
gather(struct roll *roll, const struct article *article, struct finding *findings, size_t count)
{
	size_t index;

	for (index = 0; index < count; index++) {
		struct finding *finding = &findings[index];
		size_t entry = finding->person;
		struct person *person;

		if (finding->type != FINDING_OFFICIAL || entry == PERSON_NONE)
			continue;
		person = person_of_entry(roll, entry, finding);
		finding->person = (size_t)(person - roll->persons);
		person->mentions++;
		if (!person->name && alias_of(&roll->aliases, entry) == entry)
			person->name = plain_name(article, finding->span);
		add_office(article, person, finding->title);
		add_told(person, finding->office);
	}
	/* Who is called by a short name only so far: the long one is in the table, and not here. */
	for (index = 0; index < count; index++)
		if (findings[index].type == FINDING_OFFICIAL &&
			findings[index].person != PERSON_NONE &&
			!roll->persons[findings[index].person].name)
			roll->persons[findings[index].person].name =
				plain_name(article, findings[index].span);
}

void
roll_add(struct roll *roll, const struct article *article, const struct packs *packs,
	const struct person_table *table, struct finding *findings, size_t count)
{
	size_t index;

	resolve_entries(roll, table, findings, count);
	gather(roll, article, findings, count);
	bearers_find(&roll->bearers, article, packs, roll->persons, roll->count, findings, count);
	for (index = 0; index < count; index++)
		if (findings[index].type == FINDING_REFERENCE &&
			findings[index].person != PERSON_NONE)
			add_reference(article, &roll->persons[findings[index].person],
				findings[index].span);
}

void
roll_clear(struct roll *roll)
{
	while (roll->count > 0) {
		struct person *person = &roll->persons[--roll->count];

		free(person->name);
		free(person->offices);
		free(person->also);
		while (person->told_count > 0)
			free(person->told[--person->told_count]);
		free(person->told);
	}
	free(roll->persons);
	free(roll->person_of);
	free(roll->found);
	alias_clear(&roll->aliases);
	bearers_clear(&roll->bearers);
	*roll = (struct roll){0};
}
