/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The packs that a command works with: shipped ones, chosen by the configuration or --packs, and
 * the reader's own, the *.txt of the directory packs/ beside the configuration. */
#ifndef ZHUPI_CLI_CHOSEN_PACKS_H
#define ZHUPI_CLI_CHOSEN_PACKS_H

#include "analysis/overlay.h"
#include "base/attributes.h"
#include "base/error.h"
#include "cli/command.h"
#include "ui/settings.h"

#include <stdbool.h>

/* The option of all commands that look for officials and directives. */
#define CHOSEN_PACKS_OPTION                                                                        \
	{                                                                                          \
		"packs", 0, "NAMES", N_("the shipped packs to use, of zh,en,rfc (zh,en)")          \
	}

/* What is done with a mistake in a file of the reader's: context, and a sentence that names file,
 * place and way out. */
typedef void chosen_packs_tell(void *context, const char *sentence);

/* Reads the settings out of the configuration directory's file `config`, where there is one. */
void chosen_settings(const struct program *program, struct settings *settings,
	chosen_packs_tell *tell, void *context);

/* The paths of the reader's packs in their order, *count of them; the caller frees them and the
 * array. */
char **chosen_packs_paths(const struct program *program, size_t *count) MUST_USE;

/* Lays the choice and the reader's packs over the shipped ones; a pack with a mistake is told and
 * left out. NULL stands for the shipped packs as they are. overlay_free frees. */
struct overlay *chosen_packs_open(const struct program *program, unsigned choice,
	chosen_packs_tell *tell, void *context) MUST_USE;

/*
 * What scan and cat do: the choice is the configuration's unless --packs gives another; mistakes in
 * the reader's files are told on standard error. *choice is what was chosen (NULL: nobody asks).
 * False when --packs names what is no pack. overlay_free frees *overlay.
 */
bool chosen_packs_of(const struct program *program, const struct arguments *arguments,
	struct overlay **overlay, unsigned *choice, struct error *error) MUST_USE;

#endif
