/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/message.h"

#include "ui/layout.h"

enum {
	MESSAGE_ROWS = 6 /* a longer message is cut */
};

int
message_draw(struct frame *frame, int row, struct slice message, enum role role)
{
	struct layout layout;
	size_t count;
	int column = 0;

	if (message.length == 0)
		return 0;
	layout_init(&layout);
	layout_text(&layout, message, frame->columns > 2 ? frame->columns : 2);
	count = layout.row_count < MESSAGE_ROWS ? layout.row_count : MESSAGE_ROWS;
	if (count > (size_t)row + 1)
		count = (size_t)row + 1;
	for (size_t i = 0; i < count; i++) {
		const struct layout_row *part = &layout.rows[i];
		size_t end =
			i + 1 < layout.row_count ? layout.glyphs[part->end].offset : message.length;
		struct slice words =
			slice_at(message, (struct span){layout.glyphs[part->first].offset, end});
		int y = row - (int)(count - 1 - i);

		frame_fill(frame, (struct area){0, y, frame->columns, 1}, ROLE_STATUS);
		column = frame_write(frame, 0, y, frame->columns, words, role);
	}
	layout_clear(&layout);
	return column;
}
