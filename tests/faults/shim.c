/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "shim.h"

#include "base/alloc.h"
#include "base/array.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	MOST_FILES = 8,
	PATH_BYTES = 200,
	SECTOR = 512
};

/* A write that was not synced yet; without bytes it sets the length to at. */
struct change {
	size_t at, count;
	unsigned char *bytes;
};

/* What is on the disk for certain, and what may be. */
struct disk_file {
	char path[PATH_BYTES];
	bool is_log;     /* or a journal: with its first sync SQLite syncs the folder, too */
	bool is_durable; /* its name survives */
	bool is_deleted; /* as long as the folder was not synced, it may come back */
	unsigned char *bytes;
	size_t length;
	struct change *changes;
	size_t count, capacity;
};

struct shim_file {
	sqlite3_file base;
	struct disk_file *disk; /* NULL for what is no database and no log */
	sqlite3_file *real;
};

static sqlite3_mem_methods real_memory;
static bool counts_own;
static sqlite3_vfs *real_vfs;
static sqlite3_vfs shim_vfs;
static struct disk_file disk[MOST_FILES];
static size_t disk_files;
static struct {
	enum shim_call call;
	size_t at;
	enum shim_fault fault;
	bool lasting, fired;
	int last_errno;
	size_t counts[SHIM_CALLS + 1];
} state;

const char *
shim_name(enum shim_call call)
{
	static const char *const names[] = {"xRead", "xWrite", "xTruncate", "xSync", "xFileSize",
		"xLock", "xShmMap", "xShmLock", "xOpen", "xDelete", "xAccess", "malloc of SQLite",
		"malloc", "any"};

	return names[call];
}

void
shim_arm(enum shim_call call, size_t at, enum shim_fault fault, bool lasting)
{
	memset(&state, 0, sizeof state);
	state.call = call;
	state.at = at;
	state.fault = fault;
	state.lasting = lasting;
}

size_t
shim_count(enum shim_call call)
{
	return state.counts[call];
}

bool
shim_has_fired(void)
{
	return state.fired;
}

/* Counts a call, and tells what becomes of it. */
static enum shim_fault
fate(enum shim_call call)
{
	bool is_disk = call < SHIM_SQLITE_MALLOC;
	bool meant = state.call == call || (state.call == SHIM_ANY && is_disk);
	size_t number;

	state.counts[call]++;
	state.counts[SHIM_ANY] += is_disk;
	number = state.counts[state.call];
	if (state.fired && state.fault == SHIM_CUT && is_disk)
		return SHIM_CUT;
	if (!meant || state.at == 0 || (state.lasting ? number < state.at : number != state.at))
		return SHIM_NOTHING;
	state.fired = true;
	state.last_errno = state.fault == SHIM_ERROR || state.fault == SHIM_CUT ? EIO : ENOSPC;
	return state.fault;
}

/* ---- What is on the disk ------------------------------------------------------------------ */

static void
clear_changes(struct disk_file *file)
{
	for (size_t i = 0; i < file->count; i++)
		free(file->changes[i].bytes);
	file->count = 0;
}

static void
set_length(struct disk_file *file, size_t length)
{
	if (length > file->length) {
		bool counted = counts_own;

		counts_own = false;
		file->bytes = alloc_resize(file->bytes, length, 1);
		counts_own = counted;
		memset(file->bytes + file->length, 0, length - file->length);
	}
	file->length = length;
}

static void
apply(struct disk_file *file, const struct change *change, size_t from, size_t to)
{
	if (!change->bytes) {
		set_length(file, change->at);
		return;
	}
	if (change->at + to > file->length)
		set_length(file, change->at + to);
	memcpy(file->bytes + change->at + from, change->bytes + from, to - from);
}

static void
note_change(struct disk_file *file, size_t at, const void *bytes, size_t count)
{
	struct change change = {at, count, NULL};
	bool counted = counts_own;

	if (!file)
		return;
	counts_own = false;
	if (bytes) {
		change.bytes = alloc_bytes(count);
		memcpy(change.bytes, bytes, count);
	}
	file->changes =
		array_grow(file->changes, &file->capacity, file->count + 1, sizeof *file->changes);
	file->changes[file->count++] = change;
	counts_own = counted;
}

static void
note_folder_sync(void)
{
	for (size_t i = 0; i < disk_files; i++)
		disk[i].is_durable = !disk[i].is_deleted;
}

static void
note_sync(struct disk_file *file)
{
	if (!file)
		return;
	for (size_t i = 0; i < file->count; i++)
		apply(file, &file->changes[i], 0, file->changes[i].count);
	clear_changes(file);
	if (file->is_log && !file->is_durable)
		note_folder_sync();
}

static struct disk_file *
find_disk(const char *path)
{
	for (size_t i = 0; i < disk_files; i++) {
		if (strcmp(disk[i].path, path) == 0)
			return &disk[i];
	}
	return NULL;
}

/* As it is opened: a file that was there before all this is on the disk as it is. */
static struct disk_file *
enter_disk(const char *path, bool existed, bool is_log)
{
	struct disk_file *file = find_disk(path);
	FILE *stream;

	if (file && !file->is_deleted)
		return file;
	if (!file) {
		if (disk_files == MOST_FILES)
			abort();
		file = &disk[disk_files++];
		snprintf(file->path, sizeof file->path, "%s", path);
	}
	file->is_log = is_log;
	file->is_deleted = false;
	file->is_durable = existed;
	file->length = 0;
	clear_changes(file);
	stream = existed ? fopen(path, "r") : NULL;
	if (stream) {
		fseek(stream, 0, SEEK_END);
		set_length(file, (size_t)ftell(stream));
		rewind(stream);
		if (fread(file->bytes, 1, file->length, stream) != file->length)
			abort();
		fclose(stream);
	}
	return file;
}

void
shim_forget(void)
{
	for (size_t i = 0; i < disk_files; i++) {
		clear_changes(&disk[i]);
		free(disk[i].changes);
		free(disk[i].bytes);
	}
	memset(disk, 0, sizeof disk);
	disk_files = 0;
}

static void
lose_change(struct disk_file *file, const struct change *change, enum shim_loss loss)
{
	size_t to;

	if (loss == SHIM_ALL)
		return;
	if (loss == SHIM_SOME || !change->bytes) {
		if (random() % 2)
			apply(file, change, 0, change->count);
		return;
	}
	for (size_t from = 0; from < change->count; from = to) {
		to = from + SECTOR - (change->at + from) % SECTOR;
		to = to < change->count ? to : change->count;
		if (random() % 2)
			apply(file, change, from, to);
	}
}

void
shim_lose(enum shim_loss loss)
{
	for (size_t i = 0; i < disk_files; i++) {
		struct disk_file *file = &disk[i];
		bool there = file->is_durable;
		FILE *stream;
		char name[PATH_BYTES + 8];

		snprintf(name, sizeof name, "%.*s-shm", PATH_BYTES, file->path);
		remove(name); /* it lay in memory */
		if (loss != SHIM_ALL && file->is_durable == file->is_deleted && random() % 2)
			there = !there; /* made or deleted since the folder was synced */
		for (size_t k = 0; k < file->count && !file->is_deleted; k++)
			lose_change(file, &file->changes[k], loss);
		remove(file->path);
		stream = there ? fopen(file->path, "w") : NULL;
		if (stream &&
			((file->length > 0 &&
				 fwrite(file->bytes, 1, file->length, stream) != file->length) ||
				fclose(stream) != 0))
			abort();
	}
}

/* ---- The calls ---------------------------------------------------------------------------- */

static struct shim_file *
shim_of(sqlite3_file *file)
{
	return (struct shim_file *)(void *)file;
}

static int
file_close(sqlite3_file *file)
{
	return shim_of(file)->real->pMethods->xClose(shim_of(file)->real);
}

static int
file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
{
	sqlite3_file *real = shim_of(file)->real;

	return fate(SHIM_READ) == SHIM_NOTHING ? real->pMethods->xRead(real, bytes, count, at)
					       : SQLITE_IOERR_READ;
}

static int
file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
	sqlite3_file *real = shim_of(file)->real;
	enum shim_fault fault = fate(SHIM_WRITE);

	if (fault == SHIM_SHORT)
		count /= 2;
	if (fault == SHIM_NOTHING || fault == SHIM_SHORT) {
		note_change(shim_of(file)->disk, (size_t)at, bytes, (size_t)count);
		if (real->pMethods->xWrite(real, bytes, count, at) != SQLITE_OK)
			abort(); /* the test's own disk is full */
	}
	if (fault == SHIM_NOTHING)
		return SQLITE_OK;
	return fault == SHIM_FULL || fault == SHIM_SHORT ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int
file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	sqlite3_file *real = shim_of(file)->real;

	if (fate(SHIM_TRUNCATE) != SHIM_NOTHING)
		return SQLITE_IOERR_TRUNCATE;
	note_change(shim_of(file)->disk, (size_t)size, NULL, 0);
	return real->pMethods->xTruncate(real, size);
}

/* Nothing is synced in truth: the machine that runs the test keeps its power. */
static int
file_sync(sqlite3_file *file, int flags)
{
	(void)flags;
	if (fate(SHIM_SYNC) != SHIM_NOTHING)
		return SQLITE_IOERR_FSYNC;
	note_sync(shim_of(file)->disk);
	return SQLITE_OK;
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	sqlite3_file *real = shim_of(file)->real;

	return fate(SHIM_SIZE) == SHIM_NOTHING ? real->pMethods->xFileSize(real, size)
					       : SQLITE_IOERR_FSTAT;
}

static int
file_lock(sqlite3_file *file, int lock)
{
	sqlite3_file *real = shim_of(file)->real;

	return fate(SHIM_LOCK) == SHIM_NOTHING ? real->pMethods->xLock(real, lock)
					       : SQLITE_IOERR_LOCK;
}

static int
file_unlock(sqlite3_file *file, int lock)
{
	return shim_of(file)->real->pMethods->xUnlock(shim_of(file)->real, lock);
}

static int
file_check_lock(sqlite3_file *file, int *locked)
{
	return shim_of(file)->real->pMethods->xCheckReservedLock(shim_of(file)->real, locked);
}

static int
file_control(sqlite3_file *file, int operation, void *argument)
{
	sqlite3_file *real = shim_of(file)->real;

	if (operation == SQLITE_FCNTL_LAST_ERRNO) {
		*(int *)argument = state.last_errno;
		return SQLITE_OK;
	}
	return real->pMethods->xFileControl(real, operation, argument);
}

static int
file_sector(sqlite3_file *file)
{
	return shim_of(file)->real->pMethods->xSectorSize(shim_of(file)->real);
}

static int
file_character(sqlite3_file *file)
{
	return shim_of(file)->real->pMethods->xDeviceCharacteristics(shim_of(file)->real);
}

static int
shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
	sqlite3_file *real = shim_of(file)->real;

	return fate(SHIM_SHM_MAP) == SHIM_NOTHING
		? real->pMethods->xShmMap(real, region, size, extend, memory)
		: SQLITE_IOERR_SHMMAP;
}

static int
shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
	sqlite3_file *real = shim_of(file)->real;

	if (!(flags & SQLITE_SHM_UNLOCK) && fate(SHIM_SHM_LOCK) != SHIM_NOTHING)
		return SQLITE_IOERR_SHMLOCK;
	return real->pMethods->xShmLock(real, offset, count, flags);
}

static void
shm_barrier(sqlite3_file *file)
{
	shim_of(file)->real->pMethods->xShmBarrier(shim_of(file)->real);
}

static int
shm_unmap(sqlite3_file *file, int delete)
{
	return shim_of(file)->real->pMethods->xShmUnmap(shim_of(file)->real, delete);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2,
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_unlock,
	.xCheckReservedLock = file_check_lock,
	.xFileControl = file_control,
	.xSectorSize = file_sector,
	.xDeviceCharacteristics = file_character,
	.xShmMap = shm_map,
	.xShmLock = shm_lock,
	.xShmBarrier = shm_barrier,
	.xShmUnmap = shm_unmap,
};

static int
vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *got)
{
	struct shim_file *shim = shim_of(file);
	bool existed = name && access(name, F_OK) == 0;
	int code;

	(void)vfs;
	shim->base.pMethods = NULL;
	shim->disk = NULL;
	shim->real = (sqlite3_file *)(void *)(shim + 1);
	if (fate(SHIM_OPEN) != SHIM_NOTHING)
		return SQLITE_CANTOPEN;
	code = real_vfs->xOpen(real_vfs, name, shim->real, flags, got);
	if (code != SQLITE_OK)
		return code;
	if (name && flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL))
		shim->disk = enter_disk(name, existed, !(flags & SQLITE_OPEN_MAIN_DB));
	shim->base.pMethods = &methods;
	return SQLITE_OK;
}

static int
vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	struct disk_file *file = find_disk(name);
	int code;

	(void)vfs;
	if (fate(SHIM_DELETE) != SHIM_NOTHING)
		return SQLITE_IOERR_DELETE;
	code = real_vfs->xDelete(real_vfs, name, sync);
	if (code == SQLITE_OK && file)
		file->is_deleted = true;
	return code;
}

static int
vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
	(void)vfs;
	return fate(SHIM_ACCESS) == SHIM_NOTHING ? real_vfs->xAccess(real_vfs, name, flags, result)
						 : SQLITE_IOERR_ACCESS;
}

static int
vfs_last_error(sqlite3_vfs *vfs, int count, char *text)
{
	(void)vfs;
	(void)count;
	(void)text;
	return state.last_errno;
}

/* ---- Memory ------------------------------------------------------------------------------- */

static void *
sqlite_malloc(int size)
{
	return fate(SHIM_SQLITE_MALLOC) == SHIM_NOTHING ? real_memory.xMalloc(size) : NULL;
}

static void *
sqlite_realloc(void *memory, int size)
{
	return fate(SHIM_SQLITE_MALLOC) == SHIM_NOTHING ? real_memory.xRealloc(memory, size) : NULL;
}

/* What the linker puts for malloc and its sisters, and theirs. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static bool
own_fails(void)
{
	return counts_own && fate(SHIM_OWN_MALLOC) != SHIM_NOTHING;
}

void *
__wrap_malloc(size_t size)
{
	return own_fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return own_fails() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *memory, size_t size)
{
	return own_fails() ? NULL : __real_realloc(memory, size);
}

void
shim_begin_own(void)
{
	counts_own = true;
}

void
shim_end_own(void)
{
	counts_own = false;
}

void
shim_install(void)
{
	sqlite3_mem_methods memory;

	if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory) != SQLITE_OK)
		abort();
	memory = real_memory;
	memory.xMalloc = sqlite_malloc;
	memory.xRealloc = sqlite_realloc;
	if (sqlite3_config(SQLITE_CONFIG_MALLOC, &memory) != SQLITE_OK ||
		sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) != SQLITE_OK)
		abort();
	real_vfs = sqlite3_vfs_find(NULL);
	shim_vfs = *real_vfs;
	shim_vfs.zName = "shim";
	shim_vfs.szOsFile = (int)sizeof(struct shim_file) + real_vfs->szOsFile;
	shim_vfs.xOpen = vfs_open;
	shim_vfs.xDelete = vfs_delete;
	shim_vfs.xAccess = vfs_access;
	shim_vfs.xGetLastError = vfs_last_error;
	if (sqlite3_vfs_register(&shim_vfs, 1) != SQLITE_OK)
		abort();
}
