/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking at the size before each access would be no help: the file can be cut between the look and
 * the access. So the fault itself is caught. It comes from the instruction that reads the page, at
 * any place of the program but those below, which never touch mapped bytes: the handler can rely on
 * the list. It puts pages of NULs over all that lies behind, and the instruction is run again.
 *
 *      |  the file's pages  |  NULs  .  .  .  .  .  |
 *                           fault            length
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
#include <sys/stat.h>
#include <unistd.h>

enum {
	LANES = 4
};

/* A sum over bytes that tells whether they are still the same: quick, and not against an enemy. The
 * words go to the lanes in turn, so that none waits for the one before it. */
struct sum {
	uint64_t lanes[LANES];
};

struct mapping {
	char *bytes;
	size_t length;
	int descriptor;
	struct timespec changed; /* when the file was, as it was mapped */
	off_t size;
	struct sum sum; /* of the bytes before watched */
	size_t watched;
	volatile sig_atomic_t cut; /* set by the handler */
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

struct mapping *
mapping_open(int descriptor, size_t length_bytes)
{
	struct mapping *mapping;
	struct stat status;
	void *bytes;
	int own = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);

	if (own < 0 || fstat(own, &status) != 0)
		bytes = MAP_FAILED;
	else
		bytes = mmap(NULL, length_bytes, PROT_READ, MAP_PRIVATE, own, 0);
	if (bytes == MAP_FAILED) {
		if (own >= 0)
			close(own);
		return NULL;
	}
	mapping = alloc_zeroed(1, sizeof *mapping);
	mapping->bytes = bytes;
	mapping->length = length_bytes;
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

/* Goes on from *at, a word to each lane at a time, and to the last byte only where that is the
 * mapping's. */
static void
add_to_sum(struct sum *sum, const struct mapping *mapping, size_t *at, size_t to)
{
	struct sum words;

	for (; to - *at >= sizeof words; *at += sizeof words) {
		memcpy(&words, mapping->bytes + *at, sizeof words);
		for (size_t i = 0; i < LANES; i++)
			sum->lanes[i] = add_word(sum->lanes[i], words.lanes[i]);
	}
	for (; to == mapping->length && *at < to; ++*at)
		sum->lanes[0] = add_word(sum->lanes[0], (unsigned char)mapping->bytes[*at]);
}

void
mapping_watch(struct mapping *mapping, size_t length_bytes)
{
	if (length_bytes > mapping->watched)
		add_to_sum(&mapping->sum, mapping, &mapping->watched, length_bytes);
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
	return memcmp(&sum, &mapping->sum, sizeof sum) == 0;
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
	munmap(taken_mapping->bytes, taken_mapping->length);
	close(taken_mapping->descriptor);
	free(taken_mapping);
}
