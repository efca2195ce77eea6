/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the processor has AVX2. The C library has asked it once already and keeps the answer;
 * the compiler's own test would ask again at each start of the program, whether it is needed or
 * not, and each question costs microseconds in a virtual machine (0.1 ms together).
 */
#ifndef ZHUPI_TEXT_VECTORS_H
#define ZHUPI_TEXT_VECTORS_H

#if defined(__x86_64__) && defined(__GNUC__)
#define WITH_AVX2
#include <immintrin.h>
#include <stdbool.h>
#ifdef HAVE_SYS_PLATFORM_X86_H
#include <sys/platform/x86.h>
#endif

/* As it says. */
static inline bool
vectors_are_there(void)
{
#ifdef CPU_FEATURE_ACTIVE
	return CPU_FEATURE_ACTIVE(AVX2);
#else
	return __builtin_cpu_supports("avx2");
#endif
}
#endif

#endif
