/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of this floor; main.c makes the list of them. */
#ifndef ZHUPI_CLI_COMMANDS_H
#define ZHUPI_CLI_COMMANDS_H

#include "cli/command.h"

extern const struct command command_read;        /* zhupi FILE… */
extern const struct command command_scan;        /* findings as data */
extern const struct command command_cat;         /* the marked article as text */
extern const struct command command_grep;        /* hits in many texts */
extern const struct command command_note;        /* a note from a script */
extern const struct command command_notes;       /* list, show, search, history, trash */
extern const struct command command_correct;     /* a correction from a script */
extern const struct command command_corrections; /* list, undo, export, import */
extern const struct command command_tags;        /* tags in use */
extern const struct command command_library;     /* articles that were read */
extern const struct command command_export;      /* notes as a document */
extern const struct command command_packs;       /* the rule packs: list, check */
extern const struct command command_check;       /* the notes file: sound? */
extern const struct command command_backup;      /* a copy of the notes file */
extern const struct command command_doctor;      /* what zhupi finds around it */
extern const struct command command_help;        /* help COMMAND */

#endif
