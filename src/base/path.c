/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/path.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/intl.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct path_environment
path_environment_read(void)
{
	return (struct path_environment){
		.home = getenv("HOME"),
		.data_home = getenv("XDG_DATA_HOME"),
		.config_home = getenv("XDG_CONFIG_HOME"),
		.notes = getenv("ZHUPI_NOTES"),
		.data = getenv("ZHUPI_DATA"),
	};
}

char *
path_join(const char *directory, const char *name)
{
	struct buffer joined;

	buffer_init(&joined);
	buffer_append_string(&joined, directory);
	if (joined.length > 0 && joined.bytes[joined.length - 1] != '/')
		buffer_append_byte(&joined, '/');
	buffer_append_string(&joined, name);
	return buffer_take(&joined);
}

const char *
path_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

char *
path_absolute(const char *path)
{
	char *resolved = realpath(path, NULL);
	char *folder, *absolute;

	if (resolved)
		return resolved;
	if (path[0] == '/')
		return alloc_string(slice_from_string(path));
	folder = getcwd(NULL, 0);
	if (!folder)
		return alloc_string(slice_from_string(path));
	absolute = path_join(folder, path);
	free(folder);
	return absolute;
}

static bool
is_set(const char *value)
{
	return value && value[0] != '\0';
}

static bool
is_absolute(const char *value)
{
	return value && value[0] == '/';
}

char *
path_notes(const struct path_environment *environment, struct error *error)
{
	if (is_set(environment->notes))
		return alloc_string(slice_from_string(environment->notes));
	if (is_absolute(environment->data_home))
		return path_join(environment->data_home, "zhupi/notes.db");
	if (is_absolute(environment->home))
		return path_join(environment->home, ".local/share/zhupi/notes.db");
	if (is_set(environment->home))
		error_set(error, ERROR_NOTES,
			_("no place for the notes file: HOME is %s, which does not begin with /; "
			  "name one with --notes FILE or ZHUPI_NOTES"),
			environment->home);
	else
		error_set(error, ERROR_NOTES,
			_("no place for the notes file: HOME is not set; name one with --notes "
			  "FILE or ZHUPI_NOTES"));
	return NULL;
}

char *
path_configuration(const struct path_environment *environment)
{
	if (is_absolute(environment->config_home))
		return path_join(environment->config_home, "zhupi");
	if (is_absolute(environment->home))
		return path_join(environment->home, ".config/zhupi");
	return NULL;
}

/* The folder of the running program, or NULL where the system doesn't tell. */
static char *
program_folder(void)
{
	char *program = realpath("/proc/self/exe", NULL);
	char *slash = program ? strrchr(program, '/') : NULL;

	if (slash)
		*slash = '\0';
	return program;
}

/* The data directory beside the folder of an installed program, wherever it was moved to with it;
 * NULL when there is none. */
static char *
data_beside(const char *folder)
{
	char *beside = path_join(folder, "../share/zhupi");
	char *data = realpath(beside, NULL);

	free(beside);
	return data;
}

char *
path_data(const struct path_environment *environment)
{
	char *folder, *build, *data = NULL;

	if (is_set(environment->data))
		return alloc_string(slice_from_string(environment->data));
	folder = program_folder();
	build = realpath(ZHUPI_BUILD_DIR, NULL);
	if (folder && build && strcmp(folder, build) == 0)
		data = alloc_string(slice_from_string(ZHUPI_SOURCE_DATA_DIR));
	else if (folder)
		data = data_beside(folder);
	free(folder);
	free(build);
	return data ? data : alloc_string(slice_from_string(ZHUPI_DATA_DIR));
}

static int
compare_paths(const void *one, const void *other)
{
	return strcmp(*(char *const *)one, *(char *const *)other);
}

char **
path_list(const char *directory, const char *suffix, size_t *count)
{
	DIR *opened = opendir(directory);
	char **paths = NULL;
	size_t capacity = 0;
	struct dirent *entry;

	*count = 0;
	while (opened && (entry = readdir(opened))) {
		if (entry->d_name[0] == '.' ||
			!slice_ends_with(
				slice_from_string(entry->d_name), slice_from_string(suffix)))
			continue;
		paths = array_grow(paths, &capacity, *count + 1, sizeof *paths);
		paths[(*count)++] = path_join(directory, entry->d_name);
	}
	if (opened)
		closedir(opened);
	if (*count > 0)
		qsort(paths, *count, sizeof *paths, compare_paths);
	return paths;
}

bool
path_make_parent(const char *path, struct error *error)
{
	char *folder = alloc_string(slice_from_string(path));
	bool made = true;
	char *slash;

	for (slash = strchr(folder + 1, '/'); slash && made; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		made = mkdir(folder, 0700) == 0 || errno == EEXIST || errno == EISDIR;
		if (!made)
			error_set(error, ERROR_OUTPUT, _("the folder %s cannot be made: %s"),
				folder, strerror(errno));
		*slash = '/';
	}
	free(folder);
	return made;
}
