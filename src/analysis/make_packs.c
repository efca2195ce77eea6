/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program of the build: reads the packs named on the command line and writes packs_builtin.c to
 * standard output, so that the shipped packs are read-only tables of the program.
 *
 *      make_packs FILE… -- FILE…     a file's name in explanations is what is behind "packs/"
 *
 * The files behind -- are packs that are off unless chosen: they are linked in as they stand, to be
 * laid over the tables when the program starts.
 */
#include "analysis/lexicon_build.h"
#include "analysis/pack.h"
#include "analysis/packs.h"
#include "base/alloc.h"
#include "base/array.h"
#include "base/file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PACK_LIMIT = 16 << 20
};

/* A file as it is written, and its text where that is. */
struct file {
	struct shipped_file shipped;
	char *text;
};

/* What is read and written. */
struct maker {
	struct pack base, over;
	struct file *files;
	size_t count, capacity;
	struct rule rules[RULES];
};

static void
write_string(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte == '"' || byte == '\\')
			putchar('\\');
		if (byte >= ' ' && byte < 0x80)
			putchar(byte);
		else
			printf("\\%03o", byte);
	}
	putchar('"');
}

static void
write_characters(const struct lexicon_build *build)
{
	size_t index;
	int kind;

	printf("static const uint32_t pages[LEXICON_PAGES] = {\n");
	for (index = 0; index < LEXICON_PAGES; index++)
		printf("\t%luU,\n", (unsigned long)build->pages[index]);
	printf("};\n\nstatic const struct lexicon_character characters[] = {\n");
	for (index = 0; index < build->character_count; index++) {
		const struct lexicon_character *item = &build->characters[index];

		printf("\t{%u, %u, %u, %u},\n", (unsigned)item->state, (unsigned)item->base,
			(unsigned)item->set, (unsigned)item->code);
	}
	printf("};\n\nstatic const struct lexicon_worth worths[] = {\n");
	for (index = 0; index < build->character_count; index++) {
		printf("\t{{");
		for (kind = 0; kind < CHARACTER_VALUES; kind++)
			printf("%s%d", kind ? ", " : "", build->worths[index].value[kind]);
		printf("}},\n");
	}
	printf("};\n\n");
}

static void
write_trie(const struct lexicon_build *build)
{
	size_t index;

	printf("static const struct lexicon_state states[] = {\n");
	for (index = 0; index < build->state_count; index++)
		printf("\t{%u, %u, %" PRIu32 "},\n", (unsigned)build->states[index].base,
			(unsigned)build->states[index].set, build->states[index].check);
	printf("};\n\nstatic const word_set sets[] = {\n");
	for (index = 0; index < build->set_count; index++)
		printf("\tUINT64_C(%" PRIu64 "),\n", build->sets[index]);
	printf("};\n\n");
}

static void
write_rules(const struct rule *rules)
{
	enum rule_id id;

	printf("static const struct rule rules[RULES] = {\n");
	for (id = 0; id < RULES; id++) {
		const struct rule *rule = &rules[id];

		printf("\t{");
		write_string(rule->id);
		printf(", ");
		write_string(rule->why);
		printf(", ");
		write_string(rule->file);
		printf(", %d, %d, %s, NULL, 0},\n", rule->line, rule->weight,
			rule->on ? "true" : "false");
	}
	printf("};\n\n");
}

static void
write_files(const struct maker *maker)
{
	size_t index;

	printf("static const struct shipped_file files[] = {\n");
	for (index = 0; index < maker->count; index++) {
		const struct shipped_file *file = &maker->files[index].shipped;

		printf("\t{");
		write_string(file->name);
		printf(", %zu, %zu, %zu, ", file->words, file->values, file->rules);
		if (maker->files[index].text)
			write_string(maker->files[index].text);
		else
			printf("NULL");
		printf("},\n");
	}
	printf("};\n\nconst struct shipped_file *\npacks_shipped(size_t *count)\n{\n"
	       "\t*count = sizeof files / sizeof files[0];\n\treturn files;\n}\n");
}

static void
write_packs(struct maker *maker)
{
	struct lexicon_build *build = lexicon_build_new(&maker->base);

	printf("/* Written by make_packs from data/packs: do not edit. */\n"
	       "#include \"analysis/packs.h\"\n\n");
	(void)lexicon_build_view(build);
	write_characters(build);
	write_trie(build);
	write_rules(maker->rules);
	printf("static const struct packs builtin = {\n"
	       "\t{pages, characters, worths, states, sets, sizeof characters / sizeof "
	       "*characters,\n"
	       "\t\tsizeof states / sizeof *states, sizeof sets / sizeof *sets},\n\trules, "
	       "NULL};\n\n"
	       "const struct packs *\npacks_builtin(void)\n{\n\treturn &builtin;\n}\n\n");
	write_files(maker);
	lexicon_build_free(build);
}

/* The rules as the base says; those that only a pack laid over it has are off. */
static bool
make_rules(struct maker *maker)
{
	struct rule over[RULES] = {{0}};
	enum rule_id id;

	for (id = 0; id < RULES; id++) {
		maker->rules[id] = (struct rule){.id = rule_name(id), .on = true};
		over[id].id = rule_name(id);
	}
	pack_apply_rules(&maker->base, maker->rules);
	pack_apply_rules(&maker->over, over);
	for (id = 0; id < RULES; id++) {
		if (!maker->rules[id].why) {
			maker->rules[id] = over[id];
			maker->rules[id].on = false;
		}
		if (!maker->rules[id].why) {
			fprintf(stderr, "make_packs: no pack has the rule %s\n", rule_name(id));
			return false;
		}
	}
	return true;
}

/* The name under which explanations speak of the file. */
static const char *
shown_name(const char *path)
{
	const char *behind = strstr(path, "packs/");

	return behind ? behind + strlen("packs/") : path;
}

static bool
read_file(struct maker *maker, const char *path, bool over, struct error *error)
{
	struct pack *pack = over ? &maker->over : &maker->base;
	size_t words = pack->words.count, values = pack->value_count, rules = pack->entry_count;
	struct file file = {.shipped = {.name = shown_name(path)}};
	struct buffer text;
	bool well;

	buffer_init(&text);
	well = file_read(path, PACK_LIMIT, &text, error) &&
		pack_read(pack, file.shipped.name, buffer_slice(&text), error);
	file.shipped.words = pack->words.count - words;
	file.shipped.values = pack->value_count - values;
	file.shipped.rules = pack->entry_count - rules;
	if (over)
		file.text = alloc_string(buffer_slice(&text));
	buffer_clear(&text);
	maker->files =
		array_grow(maker->files, &maker->capacity, maker->count + 1, sizeof *maker->files);
	maker->files[maker->count++] = file;
	return well;
}

int
main(int argc, char **argv)
{
	struct maker maker = {.count = 0};
	struct error error;
	int index;
	bool well = argc > 1, over = false;

	error_init(&error);
	for (index = 1; well && index < argc; index++) {
		if (strcmp(argv[index], "--") == 0)
			over = true;
		else
			well = read_file(&maker, argv[index], over, &error);
	}
	if (!well)
		fprintf(stderr, "make_packs: %s\n", error.sentence);
	well = well && make_rules(&maker);
	if (well)
		write_packs(&maker);
	while (maker.count > 0)
		free(maker.files[--maker.count].text);
	free(maker.files);
	pack_clear(&maker.base);
	pack_clear(&maker.over);
	return well && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
