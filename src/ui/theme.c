/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/theme.h"

#include "base/intl.h"
#include "ui/builtin.h"
#include "ui/configuration.h"

#include <assert.h>

static const struct {
	const char *name;
	unsigned attribute;
} attribute_names[] = {
	{"bold", STYLE_BOLD},
	{"dim", STYLE_DIM},
	{"underline", STYLE_UNDERLINE},
	{"reverse", STYLE_REVERSE},
	{"italic", STYLE_ITALIC},
};

static const char *const colour_names[8] = {
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};

static const struct colour no_colour = {COLOUR_DEFAULT, COLOUR_DEFAULT, COLOUR_DEFAULT};

static bool
parse_number(struct slice word, int base, int limit, int *number)
{
	*number = 0;
	for (size_t i = 0; i < word.length; i++) {
		char byte = word.bytes[i];
		int digit = byte >= '0' && byte <= '9' ? byte - '0'
			: byte >= 'a' && byte <= 'f'   ? byte - 'a' + 10
						       : base;

		if (digit >= base || *number > limit)
			return false;
		*number = *number * base + digit;
	}
	return word.length > 0 && *number < limit;
}

static bool
parse_basic(struct slice word, int *number)
{
	for (int i = 0; i < 8; i++) {
		if (slice_equal(word, slice_from_string(colour_names[i]))) {
			*number = i;
			return true;
		}
	}
	return false;
}

/* "fg red", "bg256 17", "fgrgb d7af5f". */
static bool
parse_colour(struct slice kind, struct slice value, struct style *style)
{
	struct colour *colour = slice_starts_with(kind, slice_from_string("fg"))
		? &style->foreground
		: &style->background;

	if (!slice_starts_with(kind, slice_from_string("fg")) &&
		!slice_starts_with(kind, slice_from_string("bg")))
		return false;
	kind = slice_at(kind, (struct span){2, kind.length});
	if (kind.length == 0)
		return parse_basic(value, &colour->basic);
	if (slice_equal(kind, slice_from_string("256")))
		return parse_number(value, 10, 256, &colour->indexed);
	if (slice_equal(kind, slice_from_string("rgb")))
		return parse_number(value, 16, 0x1000000, &colour->direct);
	return false;
}

static bool
parse_attribute(struct slice word, unsigned *attributes)
{
	for (size_t i = 0; i < sizeof attribute_names / sizeof *attribute_names; i++) {
		if (slice_equal(word, slice_from_string(attribute_names[i].name))) {
			*attributes |= attribute_names[i].attribute;
			return true;
		}
	}
	return false;
}

/* One part between commas. */
static bool
parse_part(struct slice part, struct style *style)
{
	struct slice word = configuration_word(&part);
	struct slice value = configuration_word(&part);

	if (value.length == 0)
		return word.length == 0 || slice_equal(word, slice_from_string("plain")) ||
			parse_attribute(word, &style->attributes);
	if (slice_equal(word, slice_from_string("mono")))
		return parse_attribute(value, &style->mono);
	return parse_colour(word, value, style);
}

static struct style *
find_style(struct theme *theme, struct slice name)
{
	enum role role;

	if (slice_equal(name, slice_from_string("hit")))
		return &theme->hit;
	if (slice_equal(name, slice_from_string("selected")))
		return &theme->selected;
	if (slice_equal(name, slice_from_string("noted")))
		return &theme->noted;
	return role_find(name, &role) ? &theme->roles[role] : NULL;
}

/* What xterm shows for a colour of the 256 behind the first 16, which every terminal has its own
 * values for: a cube of 6 by 6 by 6, and greys. */
static int
direct_of(int indexed)
{
	static const int levels[6] = {0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF};
	int place = indexed - 16;

	if (place < 0)
		return COLOUR_DEFAULT;
	if (place >= 216)
		return (8 + 10 * (place - 216)) * 0x010101;
	return levels[place / 36] << 16 | levels[place / 6 % 6] << 8 | levels[place % 6];
}

/* A terminal of 16 million colours takes the one of 256 where nothing else is said. */
static void
fill_colour(struct colour *colour)
{
	if (colour->direct == COLOUR_DEFAULT && colour->indexed != COLOUR_DEFAULT)
		colour->direct = direct_of(colour->indexed);
}

static bool
parse_style(struct theme *theme, struct slice line)
{
	struct slice rest;
	struct slice name = slice_trim(slice_split(line, '=', &rest));
	struct style *target = find_style(theme, name);
	struct style style = {0, 0, no_colour, no_colour};

	if (!target)
		return false;
	while (rest.length > 0) {
		if (!parse_part(slice_split(rest, ',', &rest), &style))
			return false;
	}
	fill_colour(&style.foreground);
	fill_colour(&style.background);
	*target = style;
	return true;
}

bool
theme_read(
	struct theme *theme, bool light, struct slice text, const char *name, struct error *error)
{
	struct theme ignored; /* takes the lines of the other background */
	bool fits = true;
	size_t number = 0;
	struct slice line;

	while (configuration_line(&text, &number, &line)) {
		if (slice_equal(line, slice_from_string("[dark]")))
			fits = !light;
		else if (slice_equal(line, slice_from_string("[light]")))
			fits = light;
		else if (!parse_style(fits ? theme : &ignored, line)) {
			error_set(error, ERROR_CONFIG,
				_("%s, line %zu: not understood: %.*s (write: official = bold, fg "
				  "yellow, fg256 179, fgrgb d7af5f)"),
				name, number, (int)line.length, line.bytes);
			return false;
		}
	}
	return true;
}

void
theme_default(struct theme *theme, bool light)
{
	struct error error;
	bool right;

	*theme = (struct theme){.hit = {0, 0, no_colour, no_colour}};
	for (size_t i = 0; i < ROLES; i++)
		theme->roles[i] = theme->hit;
	theme->selected = theme->noted = theme->hit;
	error_init(&error);
	right = theme_read(theme, light, (struct slice){builtin_theme, builtin_theme_bytes},
		"theme.conf", &error);
	assert(right && "the built-in theme is read by a test");
	(void)right;
}

/* A colour that is set for a poorer terminal outranks the one beneath for a richer one, too. */
static void
lay_colour(struct colour *under, const struct colour *over)
{
	if (over->basic != COLOUR_DEFAULT) {
		*under = *over;
	} else if (over->indexed != COLOUR_DEFAULT) {
		under->indexed = over->indexed;
		under->direct = over->direct;
	} else if (over->direct != COLOUR_DEFAULT) {
		under->direct = over->direct;
	}
}

static void
lay(struct style *under, const struct style *over)
{
	under->attributes |= over->attributes;
	under->mono |= over->mono;
	lay_colour(&under->foreground, &over->foreground);
	lay_colour(&under->background, &over->background);
}

struct style
theme_style(const struct theme *theme, const struct cell *cell)
{
	struct style style = theme->roles[cell->role];

	if (cell->flags & CELL_NOTED)
		lay(&style, &theme->noted);
	if (cell->flags & CELL_HIT)
		lay(&style, &theme->hit);
	if (cell->flags & CELL_SELECTED)
		lay(&style, &theme->selected);
	return style;
}
