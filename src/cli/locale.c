/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/locale.h"

#include "base/intl.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* The locale that the environment names for characters; NULL when it names none. */
static const char *
wanted_locale(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);

		if (value && value[0] != '\0')
			return value;
	}
	return NULL;
}

bool
locale_choose(void)
{
	const char *wanted = wanted_locale();

	if (!wanted || !setlocale(LC_CTYPE, "")) {
		if (wanted)
			setenv("LANGUAGE", wanted, 0);
		setlocale(LC_CTYPE, "C.UTF-8");
	}
	if (!setlocale(LC_MESSAGES, ""))
		setlocale(LC_MESSAGES, "C.UTF-8");
#if ENABLE_NLS
	bindtextdomain(PACKAGE, LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
#endif
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
