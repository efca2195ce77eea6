/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking at the size before each access would be no help: the file can be cut between the look and
 * the access. So the fault itself is caught. It comes from the instruction that reads the page, at
 * any place of the program but those below, which never touch mapped bytes: the handler can rely on
 * the list. It puts pages of NULs over all that lies behind, and the instruction is run again.
 *
 *      |  the file's pages  |  NULs  .  .  .  .  .  |
 *                           fault            length
 *
 * Behind it addresses are reserved, which take no memory: when the file grows, its pages from the
 * last one on are mapped anew over the reservation.
 *
 *      |  the file's pages           |  new ones  |  reserved  .  .  .  .  |
 *                              length -->                              room
 */
#include <config.h>

#include "base/mapping.h"

#include "base/alloc.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	LANES = 4,
	END_BYTES = 1024 /* of what is watched, at its start and end: they are kept */
};

/* A sum over bytes that tells whether they are still the same: quick, and not against an enemy. The
 * words go to the lanes in turn, so that none waits for the one before it. */
struct sum {
	uint64_t lanes[LANES];
};

struct mapping {
	char *bytes;
	size_t length, room;
	int descriptor;
	struct timespec changed; /* when the file was, as it was mapped */
	off_t size;
	struct sum sum; /* of the bytes before summed */
	size_t summed, watched;
	char head[END_BYTES], tail[END_BYTES]; /* the first and the last ones of those watched */
	volatile sig_atomic_t cut;             /* set by the handler */
	struct mapping *next;
};

/* What the handler mends. The counted static. */
static struct mapping *guarded;

/* Puts NULs over the mapping from the page of address on. */
static bool
cover(struct mapping *mapping, uintptr_t address)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start = (uintptr_t)mapping->bytes;
	uintptr_t from = address - address % page;
	void *nuls = mmap(mapping->bytes + (from - start), mapping->length - (from - start),
		PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);

	mapping->cut = 1;
	return nuls != MAP_FAILED;
}

static void
mend(int number, siginfo_t *fault, void *context)
{
	uintptr_t address = (uintptr_t)fault->si_addr;
	struct mapping *mapping = guarded;

	(void)context;
	while (mapping && address - (uintptr_t)mapping->bytes >= mapping->length)
		mapping = mapping->next;
	if (!mapping || !cover(mapping, address))
		signal(number, SIG_DFL); /* none of ours: it comes again, and ends the program */
}

static void
guard(struct mapping *mapping)
{
	struct sigaction action = {.sa_flags = SA_SIGINFO};

	action.sa_sigaction = mend;
	sigemptyset(&action.sa_mask);
	if (!guarded)
		sigaction(SIGBUS, &action, NULL);
	mapping->next = guarded;
	guarded = mapping;
}

static char *
reserve(size_t bytes)
{
	void *start =
		mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return start != MAP_FAILED ? start : NULL;
}

/* Addresses for length_bytes and for growth, or for those alone where addresses are scarce, as
 * after ulimit -v; *room of them. NULL when there are not even these. */
static char *
reserve_with_room(size_t length_bytes, size_t *room)
{
	struct rlimit limit;
	bool plenty = length_bytes < SIZE_MAX / 4 - GROWTH_BYTES &&
		getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY;
	char *bytes;

	*room = plenty ? 2 * length_bytes + GROWTH_BYTES : length_bytes;
	bytes = reserve(*room);
	if (bytes || !plenty)
		return bytes;
	*room = length_bytes;
	return reserve(*room);
}

/* Maps the file's bytes from an offset on (a page's) to where they belong. */
static bool
map_file(char *bytes, int file, size_t from, size_t to)
{
	return mmap(bytes + from, to - from, PROT_READ, MAP_PRIVATE | MAP_FIXED, file,
		       (off_t)from) != MAP_FAILED;
}

struct mapping *
mapping_open(int descriptor, size_t length_bytes)
{
	struct mapping *mapping;
	struct stat status;
	char *bytes = NULL;
	size_t room;
	int own = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);

	if (own >= 0 && fstat(own, &status) == 0)
		bytes = reserve_with_room(length_bytes, &room);
	if (bytes && !map_file(bytes, own, 0, length_bytes)) {
		munmap(bytes, room);
		bytes = NULL;
	}
	if (!bytes) {
		if (own >= 0)
			close(own);
		return NULL;
	}
	mapping = alloc_zeroed(1, sizeof *mapping);
	mapping->bytes = bytes;
	mapping->length = length_bytes;
	mapping->room = room;
	mapping->descriptor = own;
	mapping->changed = status.st_mtim;
	mapping->size = status.st_size;
	guard(mapping);
	return mapping;
}

struct slice
mapping_bytes(const struct mapping *mapping)
{
	return (struct slice){mapping->bytes, mapping->length};
}

bool
mapping_is_cut(const struct mapping *mapping)
{
	struct stat now;

	return mapping->cut || fstat(mapping->descriptor, &now) != 0 ||
		(uintmax_t)now.st_size < mapping->length;
}

static uint64_t
add_word(uint64_t lane, uint64_t word)
{
	static const uint64_t factor = 0x9E3779B97F4A7C15U; /* 2^64 by the golden ratio */

	lane = (lane ^ word) * factor;
	return lane ^ lane >> 32;
}

/* Goes on from *at, a word to each lane at a time: what is left before `to` are less bytes. */
static void
add_to_sum(struct sum *sum, const struct mapping *mapping, size_t *at, size_t to)
{
	struct sum words;

	for (; to - *at >= sizeof words; *at += sizeof words) {
		memcpy(&words, mapping->bytes + *at, sizeof words);
		for (size_t i = 0; i < LANES; i++)
			sum->lanes[i] = add_word(sum->lanes[i], words.lanes[i]);
	}
}

/* How many bytes the head and the tail have. */
static size_t
end_bytes(const struct mapping *mapping)
{
	return mapping->watched < END_BYTES ? mapping->watched : END_BYTES;
}

void
mapping_watch(struct mapping *mapping, size_t length_bytes)
{
	size_t ends = end_bytes(mapping);

	if (length_bytes <= mapping->watched)
		return;
	add_to_sum(&mapping->sum, mapping, &mapping->summed, length_bytes);
	mapping->watched = length_bytes;
	memcpy(mapping->head + ends, mapping->bytes + ends, end_bytes(mapping) - ends);
	ends = end_bytes(mapping);
	memcpy(mapping->tail, mapping->bytes + length_bytes - ends, ends);
}

static bool
has_same_ends(const struct mapping *mapping)
{
	size_t ends = end_bytes(mapping);

	return memcmp(mapping->head, mapping->bytes, ends) == 0 &&
		memcmp(mapping->tail, mapping->bytes + mapping->watched - ends, ends) == 0;
}

bool
mapping_is_intact(const struct mapping *mapping)
{
	struct stat now;
	struct sum sum = {{0}};
	size_t at = 0;

	if (!mapping->cut && fstat(mapping->descriptor, &now) == 0 &&
		now.st_size == mapping->size && now.st_mtim.tv_sec == mapping->changed.tv_sec &&
		now.st_mtim.tv_nsec == mapping->changed.tv_nsec)
		return true;
	add_to_sum(&sum, mapping, &at, mapping->watched);
	return memcmp(&sum, &mapping->sum, sizeof sum) == 0 && has_same_ends(mapping);
}

size_t
mapping_room(const struct mapping *mapping)
{
	return mapping->room;
}

bool
mapping_grow(struct mapping *mapping, struct stat *now)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	if (mapping->cut || fstat(mapping->descriptor, now) != 0 || now->st_size < 0 ||
		(uintmax_t)now->st_size <= mapping->length ||
		(uintmax_t)now->st_size > mapping->room || !has_same_ends(mapping) ||
		mapping->cut) /* by now */
		return false;
	if (!map_file(mapping->bytes, mapping->descriptor, mapping->length / page * page,
		    (size_t)now->st_size))
		return false;
	mapping->length = (size_t)now->st_size;
	return true;
}

void
mapping_rest(struct mapping *mapping)
{
#ifdef MADV_DONTNEED
	(void)madvise(mapping->bytes, mapping->length, MADV_DONTNEED);
#else
	(void)mapping;
#endif
}

void
mapping_close(struct mapping *taken_mapping)
{
	struct mapping **link = &guarded;

	if (!taken_mapping)
		return;
	while (*link != taken_mapping)
		link = &(*link)->next;
	*link = taken_mapping->next;
	munmap(taken_mapping->bytes, taken_mapping->room);
	close(taken_mapping->descriptor);
	free(taken_mapping);
}
