/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that fails when it is told to: a VFS of SQLite's that lies over the real one, counts its
 * calls, and makes one of them (or all from there on) go wrong. After a power cut the files hold
 * what was synced, and of what was written since nothing, some writes, or some sectors.
 */
#ifndef ZHUPI_TESTS_FAULTS_SHIM_H
#define ZHUPI_TESTS_FAULTS_SHIM_H

#include <stdbool.h>
#include <stddef.h>

enum shim_call {
	SHIM_READ,
	SHIM_WRITE,
	SHIM_TRUNCATE,
	SHIM_SYNC,
	SHIM_SIZE,
	SHIM_LOCK,
	SHIM_SHM_MAP,
	SHIM_SHM_LOCK,
	SHIM_OPEN,
	SHIM_DELETE,
	SHIM_ACCESS,
	SHIM_SQLITE_MALLOC, /* SQLite's allocations */
	SHIM_OWN_MALLOC,    /* the program's, between shim_begin_own and shim_end_own */
	SHIM_CALLS,
	SHIM_ANY = SHIM_CALLS /* of the disk */
};

enum shim_fault {
	SHIM_NOTHING,
	SHIM_ERROR, /* the call fails, with EIO */
	SHIM_FULL,  /* the disk is full */
	SHIM_SHORT, /* half is written, then the disk is full */
	SHIM_CUT    /* the power is cut before the call: it and all later ones fail */
};

enum shim_loss {
	SHIM_ALL,     /* nothing that was not synced is there */
	SHIM_SOME,    /* of the writes each one or not */
	SHIM_SECTORS, /* of each write each sector of 512 bytes or not */
	SHIM_LOSSES
};

/* Makes it SQLite's default, and lies over its malloc. Called once, before anything is opened. */
void shim_install(void);

/* The name of a kind of call, for telling. Static. */
const char *shim_name(enum shim_call call);

/* From now on the at-th call of that kind (from 1; 0: none) goes wrong; when lasting, all behind
 * it, too. Counting begins anew. */
void shim_arm(enum shim_call call, size_t at, enum shim_fault fault, bool lasting);

/* How many calls of that kind there were since shim_arm, and whether one went wrong. */
size_t shim_count(enum shim_call call);
bool shim_has_fired(void);

/* Between these two the program's own allocations count. (The program is linked with --wrap.) */
void shim_begin_own(void);
void shim_end_own(void);

/* Forgets the files, between two runs: all are closed. */
void shim_forget(void);

/* After a cut, and when all is closed: puts onto the disk what is left by the random numbers of
 * random(3). */
void shim_lose(enum shim_loss loss);

#endif
