/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/stamp.h"

#include <time.h>

static struct tm
broken_down(int64_t milliseconds, int *rest)
{
	time_t seconds = (time_t)(milliseconds / 1000);
	struct tm time = {0};

	*rest = (int)(milliseconds % 1000);
	if (*rest < 0) {
		*rest += 1000;
		seconds--;
	}
	gmtime_r(&seconds, &time);
	return time;
}

void
stamp_append(struct buffer *out, int64_t milliseconds)
{
	int rest;
	struct tm time = broken_down(milliseconds, &rest);

	buffer_append_format(out, "%04d-%02d-%02d %02d:%02d UTC", time.tm_year + 1900,
		time.tm_mon + 1, time.tm_mday, time.tm_hour, time.tm_min);
}

void
stamp_append_iso(struct buffer *out, int64_t milliseconds)
{
	int rest;
	struct tm time = broken_down(milliseconds, &rest);

	buffer_append_format(out, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", time.tm_year + 1900,
		time.tm_mon + 1, time.tm_mday, time.tm_hour, time.tm_min, time.tm_sec, rest);
}
