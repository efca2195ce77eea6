/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not every file system and kernel knows files that never had a name: then one is made with a name
 * and loses it at once. tmpfile() would not look at TMPDIR. */
#include <config.h>

#include "base/temporary.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *
temporary_folder(void)
{
	const char *folder = getenv("TMPDIR");

	return folder && folder[0] != '\0' ? folder : P_tmpdir;
}

/* One that has a name for a moment; -1 with errno. */
static int
open_named(const char *folder)
{
	char *path = path_join(folder, "zhupi.XXXXXX");
	int descriptor = mkostemp(path, O_CLOEXEC);

	if (descriptor >= 0)
		unlink(path);
	free(path);
	return descriptor;
}

int
temporary_open(struct error *error)
{
	const char *folder = temporary_folder();
	int descriptor = -1;

#ifdef O_TMPFILE
	descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
#endif
	if (descriptor < 0)
		descriptor = open_named(folder);
	if (descriptor < 0)
		temporary_set_error(error, errno);
	return descriptor;
}

void
temporary_set_error(struct error *error, int reason)
{
	error_set(error, ERROR_SYSTEM, _("a temporary file cannot be written in %s: %s"),
		temporary_folder(), strerror(reason));
}
