/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "fuzz.h"

#include <dlfcn.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SEED = 20200203
};

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

void
require(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

uint32_t
fuzz_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)(*seed >> 33);
}

unsigned
fuzz_byte(struct slice input, size_t at)
{
	return at < input.length ? (unsigned char)input.bytes[at] : 0;
}

struct slice
fuzz_behind(struct slice input, size_t bytes)
{
	return slice_at(
		input, (struct span){bytes < input.length ? bytes : input.length, input.length});
}

/* The libraries that the text floor loads when it needs them, and some of which it gives back each
 * time, stay: loading one takes as long as a hundred inputs. */
static void
hold_libraries(void)
{
	static const char *const names[] = {
		UCHARDET_SONAME,
#ifdef HAVE_LIBXML2
		LIBXML2_SONAME,
#endif
#ifdef HAVE_PCRE2
		PCRE2_SONAME,
#endif
#ifdef HAVE_LIBARCHIVE
		LIBARCHIVE_SONAME,
#endif
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		require(dlopen(names[i], RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) != NULL, names[i]);
}

int
LLVMFuzzerInitialize(int *count, char ***arguments)
{
	(void)count;
	(void)arguments;
	require(setlocale(LC_CTYPE, "C.UTF-8") != NULL, "the locale C.UTF-8 is there");
	hold_libraries();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	fuzz_target.check((struct slice){(const char *)bytes, length});
	return 0;
}

static struct slice
any_piece(uint64_t *seed)
{
	return fuzz_target.pieces[fuzz_random(seed) % fuzz_target.piece_count];
}

/* Puts an input together from pieces, and damages some of its bytes now and then. */
static size_t
make_input(uint64_t *seed, uint8_t *input)
{
	uint32_t count = fuzz_random(seed) % (uint32_t)fuzz_target.pieces_at_most, damages;
	size_t length = 0;

	if (fuzz_target.make)
		return fuzz_target.make(seed, input);
	while (length < fuzz_target.head_bytes)
		input[length++] = (uint8_t)fuzz_random(seed);
	while (count-- > 0) {
		struct slice piece = any_piece(seed);

		if (length + piece.length > FUZZ_INPUT_BYTES)
			break;
		memcpy(input + length, piece.bytes, piece.length);
		length += piece.length;
	}
	damages = fuzz_random(seed) % 4 == 0 ? fuzz_random(seed) % 8 : 0;
	while (length > 0 && damages-- > 0)
		input[fuzz_random(seed) % length] = (uint8_t)fuzz_random(seed);
	return length;
}

#ifdef ZHUPI_LIBFUZZER

size_t LLVMFuzzerMutate(uint8_t *input, size_t length, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *input, size_t length, size_t most, unsigned number);

/* Puts the piece into the input at at, in the place of `replaced` bytes. */
static size_t
put_piece(uint8_t *input, size_t length, size_t at, size_t replaced, struct slice piece)
{
	memmove(input + at + piece.length, input + at + replaced, length - at - replaced);
	memcpy(input + at, piece.bytes, piece.length);
	return length - replaced + piece.length;
}

/* A change of an input: a piece more, or one in the place of some bytes, or what libFuzzer does
 * itself. Small inputs are made anew now and then, so that none must be grown from nothing. */
size_t
LLVMFuzzerCustomMutator(uint8_t *input, size_t length, size_t most, unsigned number)
{
	uint64_t seed = number;
	uint32_t way = fuzz_random(&seed) % 16;
	struct slice piece = any_piece(&seed);
	size_t at = length > 0 ? fuzz_random(&seed) % (length + 1) : 0, replaced = 0;

	if (way == 0 && length < 16) {
		uint8_t made[FUZZ_INPUT_BYTES];
		size_t bytes = make_input(&seed, made);

		bytes = bytes < most ? bytes : most;
		memcpy(input, made, bytes);
		return bytes;
	}
	if (way < 3)
		replaced = piece.length < length - at ? piece.length : length - at;
	if (way < 6 && length - replaced + piece.length <= most)
		return put_piece(input, length, at, replaced, piece);
	return LLVMFuzzerMutate(input, length, most);
}

#else

int
main(void)
{
	uint64_t seed = SEED;

	LLVMFuzzerInitialize(NULL, NULL);
	printf("1..1\n");
	for (int round = 0; round < fuzz_target.rounds; round++) {
		/* Of the exact size, so that a sanitizer sees what reads beyond it. */
		uint8_t input[FUZZ_INPUT_BYTES], *exact;
		size_t length = make_input(&seed, input);

		exact = malloc(length ? length : 1);
		require(exact != NULL, "memory");
		memcpy(exact, input, length);
		LLVMFuzzerTestOneInput(exact, length);
		free(exact);
	}
	printf("ok 1 - %d %s\n", fuzz_target.rounds, fuzz_target.sentence);
	return 0;
}

#endif
