/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "notes/sqlite.h"

#include "base/intl.h"

#include <assert.h>
#include <dlfcn.h>
#include <string.h>

/* One of the counted statics: the library is one for the whole program, too. */
static struct sqlite functions;

static bool
look_up(void *library, const char *name, void *function, size_t size)
{
	void *symbol = dlsym(library, name);

	memcpy(function, &symbol, size);
	return symbol != NULL;
}

static bool
look_all_up(void *library)
{
	struct sqlite all;
	bool found = true;

#define FUNCTION(name)                                                                             \
	found = found && look_up(library, "sqlite3_" #name, &all.name, sizeof all.name);
#include "notes/sqlite.def"
#undef FUNCTION
	if (found)
		functions = all;
	return found;
}

bool
sqlite_load(struct error *error)
{
	void *library;

	if (functions.step)
		return true;
	library = dlopen(SQLITE_SONAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (library && look_all_up(library))
		return true;
	error_set(error, ERROR_SYSTEM,
		_("notes need SQLite 3.37 or later, which is not installed (%s)"), SQLITE_SONAME);
	return false;
}

const struct sqlite *
sqlite_functions(void)
{
	assert(functions.step && "sqlite_load comes before the first connection");
	return &functions;
}
