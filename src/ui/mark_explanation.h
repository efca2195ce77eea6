/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is told of a mark of the open article, on the page and in the lists. */
#ifndef ZHUPI_UI_MARK_EXPLANATION_H
#define ZHUPI_UI_MARK_EXPLANATION_H

#include "analysis/finding.h"
#include "base/buffer.h"
#include "ui/session.h"

/* Appends a finding's explanation by the session's packs (explanation_append): with the office that
 * stands beside another mention of a bare name, and the day of the correction that made it. */
void mark_explanation_append(
	struct session *session, const struct finding *finding, struct buffer *out);

#endif
