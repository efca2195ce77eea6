/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiler attributes that the house uses, by name. */
#ifndef ZHUPI_BASE_ATTRIBUTES_H
#define ZHUPI_BASE_ATTRIBUTES_H

#if defined(__GNUC__)
/* The result tells of a failure, or must be freed: dropping it is a mistake. */
#define MUST_USE __attribute__((warn_unused_result))
/* The function does not come back. */
#define NO_RETURN __attribute__((noreturn))
/* Argument FORMAT is a printf format for the arguments from FIRST on. */
#define PRINTF_LIKE(FORMAT, FIRST) __attribute__((format(printf, FORMAT, FIRST)))
#else
#define MUST_USE
#define NO_RETURN
#define PRINTF_LIKE(FORMAT, FIRST)
#endif

#endif
