/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where things are kept, by the XDG base directory specification
 * (https://specifications.freedesktop.org/basedir-spec/latest/). The environment is read once, at
 * the top, and handed down as a value.
 */
#ifndef ZHUPI_BASE_PATH_H
#define ZHUPI_BASE_PATH_H

#include "base/attributes.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* What the environment says; each may be NULL. Borrowed: getenv's strings. */
struct path_environment {
	const char *home;        /* HOME */
	const char *data_home;   /* XDG_DATA_HOME */
	const char *config_home; /* XDG_CONFIG_HOME */
	const char *notes;       /* ZHUPI_NOTES */
	const char *data;        /* ZHUPI_DATA: the program's own data directory */
};

/* The environment as it stands now. */
struct path_environment path_environment_read(void);

/* directory and name joined by one slash. The caller frees. */
char *path_join(const char *directory, const char *name) MUST_USE;

/* The part of path behind its last slash; borrowed from path. */
const char *path_base_name(const char *path);

/* path made absolute, with . and .. and links resolved where the file exists, else only prefixed by
 * the working directory. The caller frees. */
char *path_absolute(const char *path) MUST_USE;

/*
 * The notes file: ZHUPI_NOTES, else XDG_DATA_HOME/zhupi/notes.db, else
 * HOME/.local/share/zhupi/notes.db. NULL with an error that names the way out (--notes FILE) when
 * none of the three is set. An XDG variable that is not absolute is ignored, as the specification
 * asks, and so is HOME: each folder would have notes of its own. The caller frees.
 */
char *path_notes(const struct path_environment *environment, struct error *error) MUST_USE;

/* The configuration directory, XDG_CONFIG_HOME/zhupi or HOME/.config/zhupi; NULL when neither is
 * set and absolute. The caller frees. */
char *path_configuration(const struct path_environment *environment) MUST_USE;

/*
 * The program's data directory: ZHUPI_DATA, else data/ of the source tree when the program runs
 * uninstalled from a build tree, else share/zhupi beside the program's bin/ (an installed tree that
 * was moved), else the prefix's. Never NULL. The caller frees.
 */
char *path_data(const struct path_environment *environment) MUST_USE;

/*
 * The paths of the files in a directory whose names end in suffix and don't begin with a dot, in
 * the order of their bytes; *count of them, 0 (and NULL) when there is no such directory. The
 * caller frees them and the array.
 */
char **path_list(const char *directory, const char *suffix, size_t *count) MUST_USE;

/* Makes the directory that path's file lies in, and those above it (mode 0700). An existing one is
 * no error. */
bool path_make_parent(const char *path, struct error *error) MUST_USE;

#endif
