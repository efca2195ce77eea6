/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Corrections from another notes file, as JSON Lines: what correction_line_append writes, a line
 * each. Only id, kind and created are needed in every line, and then what the kind asks for.
 *
 *      {"id":"0193…","kind":"not-official","everywhere":true,"name":"王某",
 *       "office":"","modality":"","created":"2026-02-03T04:05:06.789Z"}
 *      {"id":"0193…","kind":"directive","everywhere":false,"name":"","office":"",
 *       "modality":"obligation","created":"2026-02-03T04:05:06.789Z",
 *       "article":{"hash":"00112233445566778899aabbccddeeff","title":"…","path":"/…"},
 *       "target":{"kind":"phrase","paragraph":9,"start":3,"end":12,"folded_start":3,
 *                 "folded_end":12,"exact":"…","prefix":"…","suffix":"…"}}
 */
#ifndef ZHUPI_NOTES_CORRECTION_IMPORT_H
#define ZHUPI_NOTES_CORRECTION_IMPORT_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "notes/store.h"

#include <stdbool.h>
#include <stddef.h>

struct correction_import {
	const char *file;              /* for the sentences */
	const char *const *modalities; /* those that a directive may have; NULL ends them */
	size_t added;                  /* filled in: lines that were new */
	size_t known; /* filled in: those that were there already, by their ids; also in the trash
		       */
};

/*
 * Stores all the lines' corrections or, when one of them is bad, none: the error names file and
 * line. Empty lines are passed over. One that is bound to a place goes to the article with that
 * hash, which becomes known to the library when it is not. Of two about the same the one that was
 * made later holds, whichever of them was imported.
 */
bool correction_import(struct store *store, struct slice lines, struct correction_import *import,
	struct error *error) MUST_USE;

#endif
