/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "book.h"

#include <stdlib.h>
#include <string.h>

#ifdef HAVE_LIBARCHIVE
#include <archive.h>
#include <archive_entry.h>

enum {
	ROOM_BYTES = 1 << 20
};

static void
require(int outcome)
{
	if (outcome < ARCHIVE_OK)
		abort();
}

static void
add(struct archive *archive, const struct book_part *part)
{
	struct archive_entry *entry = archive_entry_new();
	size_t length = part->length ? part->length : strlen(part->bytes);

	archive_entry_set_pathname_utf8(entry, part->name);
	archive_entry_set_size(entry, (la_int64_t)length);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	require(archive_write_header(archive, entry));
	if (archive_write_data(archive, part->bytes, length) != (la_ssize_t)length)
		abort();
	archive_entry_free(entry);
}

char *
book_pack(const struct book_part *parts, size_t count, const char *password, size_t *length)
{
	const struct book_part mimetype = {"mimetype", "application/epub+zip", 0};
	struct archive *archive = archive_write_new();
	char *bytes = malloc(ROOM_BYTES);

	if (!archive || !bytes)
		abort();
	require(archive_write_set_format_zip(archive));
	require(archive_write_zip_set_compression_store(archive));
	if (password) {
		require(archive_write_set_passphrase(archive, password));
		require(archive_write_set_format_option(archive, "zip", "encryption", "zipcrypt"));
	}
	require(archive_write_set_bytes_per_block(archive, 0));
	require(archive_write_open_memory(archive, bytes, ROOM_BYTES, length));
	add(archive, &mimetype);
	require(archive_write_zip_set_compression_deflate(archive));
	for (size_t i = 0; i < count; i++)
		add(archive, &parts[i]);
	require(archive_write_close(archive));
	archive_write_free(archive);
	return bytes;
}

#else

char *
book_pack(const struct book_part *parts, size_t count, const char *password, size_t *length)
{
	(void)parts;
	(void)count;
	(void)password;
	*length = 0;
	return calloc(1, 1);
}

#endif
