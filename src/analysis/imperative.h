/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clauses without a cue that order all the same, and those that only report. */
#ifndef ZHUPI_ANALYSIS_IMPERATIVE_H
#define ZHUPI_ANALYSIS_IMPERATIVE_H

#include "analysis/passage.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether [start, end) begins with its verb, and neither assesses nor tells what was done.
 * any_verb: the verb may be any common one, not only those that orders begin with. */
bool imperative_begins(const struct passage *passage, size_t start, size_t end, bool any_verb);

/* Whether a clause that ends before end opens [start, end) with its verb. */
bool imperative_opens(const struct passage *passage, size_t start, size_t end);

/* Whether [start, end), behind 要求 or 叮嘱, is somebody and what they are to do. */
bool imperative_has_object(const struct passage *passage, size_t start, size_t end);

/* Whether [start, end), in a document that orders, says whose duty something is. */
bool imperative_is_duty(const struct passage *passage, size_t start, size_t end);

/* Whether [start, end) is an item of a list, 二是扛稳责任, that neither assesses nor tells what was
 * done. */
bool imperative_is_item(const struct passage *passage, size_t start, size_t end);

/* Whether [start, end), in an order's scope, gives somebody a charge: 局长负责…. */
bool imperative_is_assigned(const struct passage *passage, size_t start, size_t end);

/* Whether [start, end), in a scope, says by whom something is to be done: 由镇政府组织…. */
bool imperative_is_entrusted(const struct passage *passage, size_t start, size_t end);

/* Whether [start, end) begins with telling what was done: 会议听取了…. */
bool imperative_is_report(const struct passage *passage, size_t start, size_t end);

#endif
