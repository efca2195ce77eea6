/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program of the build: reads the packs named on the command line and writes packs_builtin.c to
 * standard output, so that the shipped packs are read-only tables of the program.
 *
 *      make_packs FILE…      a file's name in explanations is what is behind "packs/"
 */
#include "analysis/lexicon_build.h"
#include "analysis/pack.h"
#include "base/file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PACK_LIMIT = 16 << 20
};

static void
write_string(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte == '"' || byte == '\\')
			putchar('\\');
		if (byte < 0x80)
			putchar(byte);
		else
			printf("\\%03o", byte);
	}
	putchar('"');
}

static void
write_characters(const struct lexicon_build *build)
{
	size_t index, kind;

	printf("static const uint16_t pages[LEXICON_PAGES] = {\n");
	for (index = 0; index < LEXICON_PAGES; index++)
		if (build->pages[index])
			printf("\t[%zu] = %u,\n", index, (unsigned)build->pages[index]);
	printf("};\n\nstatic const struct lexicon_character characters[] = {\n");
	for (index = 0; index < build->character_count; index++) {
		const struct lexicon_character *item = &build->characters[index];

		printf("\t{%" PRIu32 ", %u, {", item->state, (unsigned)item->code);
		for (kind = 0; kind < CHARACTER_VALUES; kind++)
			printf("%s%d", kind ? ", " : "", item->value[kind]);
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
		printf("\t{%" PRIu32 ", %" PRIu32 ", %" PRIu32 "},\n", build->states[index].base,
			build->states[index].check, build->states[index].set);
	printf("};\n\nstatic const word_set sets[] = {\n");
	for (index = 0; index < build->set_count; index++)
		printf("\tUINT64_C(%" PRIu64 "),\n", build->sets[index]);
	printf("};\n\n");
}

static bool
write_rules(const struct pack *pack)
{
	enum rule_id id;

	printf("static const struct rule rules[RULES] = {\n");
	for (id = 0; id < RULES; id++) {
		const struct rule *rule = &pack->rules[id];

		if (!rule->why) {
			fprintf(stderr, "make_packs: no pack has the rule %s\n", rule_name(id));
			return false;
		}
		printf("\t{");
		write_string(rule->id);
		printf(", ");
		write_string(rule->why);
		printf(", ");
		write_string(rule->file);
		printf(", %d, %d, %s},\n", rule->line, rule->weight, rule->on ? "true" : "false");
	}
	printf("};\n\n");
	return true;
}

static bool
write_packs(struct pack *pack)
{
	struct lexicon_build *build = lexicon_build_new(pack);
	bool written;

	printf("/* Written by make_packs from data/packs: do not edit. */\n"
	       "#include \"analysis/packs.h\"\n\n");
	write_characters(build);
	write_trie(build);
	written = write_rules(pack);
	printf("static const struct packs builtin = {\n"
	       "\t{pages, characters, states, sets}, rules};\n\n"
	       "const struct packs *\npacks_builtin(void)\n{\n\treturn &builtin;\n}\n");
	lexicon_build_free(build);
	return written;
}

/* The name under which explanations speak of the file. */
static const char *
shown_name(const char *path)
{
	const char *behind = strstr(path, "packs/");

	return behind ? behind + strlen("packs/") : path;
}

int
main(int argc, char **argv)
{
	struct pack pack;
	struct error error;
	int index;
	bool well = argc > 1;

	error_init(&error);
	pack_init(&pack);
	for (index = 1; well && index < argc; index++) {
		struct buffer text;

		buffer_init(&text);
		well = file_read(argv[index], PACK_LIMIT, &text, &error) &&
			pack_read(&pack, shown_name(argv[index]), buffer_slice(&text), &error);
		buffer_clear(&text);
	}
	if (!well)
		fprintf(stderr, "make_packs: %s\n", error.sentence);
	else
		well = write_packs(&pack);
	pack_clear(&pack);
	return well && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
