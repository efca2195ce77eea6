/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/frame.h"

#include "analysis/overlay.h"
#include "ui/settings.h"
#include "ui/theme.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct slice
text(const char *string)
{
	return slice_from_string(string);
}

static void
assert_printed(const struct frame *frame, const char *wanted)
{
	struct buffer printed;

	buffer_init(&printed);
	frame_print(frame, &printed);
	assert_string_equal(buffer_string(&printed), wanted);
	buffer_clear(&printed);
}

static void
test_wide_characters_take_two_cells(void **state)
{
	struct frame frame;

	(void)state;
	frame_init(&frame);
	frame_reset(&frame, 5, 2);
	assert_int_equal(frame_write(&frame, 0, 0, 5, text("a平湖市"), ROLE_TITLE), 5);
	assert_int_equal(frame_write(&frame, 0, 1, 4, text("a平湖"), ROLE_TEXT), 3);
	assert_printed(&frame, "a平湖\na平\n");
	assert_int_equal(frame_cell(&frame, 1, 0)->width, 2);
	assert_int_equal(frame_cell(&frame, 2, 0)->width, 0);
	assert_int_equal(frame_cell(&frame, 2, 0)->role, ROLE_TITLE);
	assert_null(frame_cell(&frame, 5, 0));
	assert_null(frame_cell(&frame, 0, 2));
	frame_clear(&frame);
}

static void
test_a_wide_character_cut_in_two_leaves_a_blank(void **state)
{
	struct frame frame;

	(void)state;
	frame_init(&frame);
	frame_reset(&frame, 4, 1);
	frame_write(&frame, 0, 0, 4, text("平湖"), ROLE_TEXT);
	frame_write(&frame, 1, 0, 4, text("x"), ROLE_TEXT);
	assert_printed(&frame, " x湖\n");
	frame_write(&frame, 2, 0, 4, text("y"), ROLE_TEXT);
	assert_printed(&frame, " xy\n");
	assert_int_equal(frame_cell(&frame, 3, 0)->width, 1);
	frame_clear(&frame);
}

static void
test_what_is_unsafe_never_gets_into_a_frame(void **state)
{
	struct frame frame;

	(void)state;
	frame_init(&frame);
	frame_reset(&frame, 8, 1);
	frame_write(&frame, 0, 0, 8, text("a\x1b[e\xCC\x81\tb\xE2\x80\xAE"), ROLE_TEXT);
	assert_printed(&frame, "a␛[e\xCC\x81␉b\xEF\xBF\xBD\n");
	assert_int_equal(frame_cell(&frame, 1, 0)->role, ROLE_STAND_IN);
	assert_int_equal(frame_cell(&frame, 2, 0)->role, ROLE_TEXT);
	assert_int_equal(frame_cell(&frame, 3, 0)->count, 2);
	assert_int_equal(frame_text_columns(text("a平e\xCC\x81")), 4);
	frame_clear(&frame);
}

static void
test_names_of_roles_go_both_ways(void **state)
{
	enum role role;
	int i;

	(void)state;
	for (i = 0; i < ROLES; i++) {
		assert_true(role_find(text(role_name((enum role)i)), &role));
		assert_int_equal(role, i);
	}
	assert_false(role_find(text("nothing"), &role));
}

static bool
looks_same(const struct style *one, const struct style *other)
{
	return (one->attributes | one->mono) == (other->attributes | other->mono);
}

static void
test_kinds_differ_without_colour(void **state)
{
	struct theme theme;
	int light;

	(void)state;
	for (light = 0; light < 2; light++) {
		const struct style *roles = theme.roles;

		theme_default(&theme, light);
		assert_false(looks_same(&roles[ROLE_TEXT], &roles[ROLE_OBLIGATION]));
		assert_false(looks_same(&roles[ROLE_OBLIGATION], &roles[ROLE_CUE]));
		assert_false(looks_same(&roles[ROLE_OFFICIAL], &roles[ROLE_OFFICE]));
		assert_false(looks_same(&roles[ROLE_OFFICIAL], &roles[ROLE_CUE]));
		assert_false(looks_same(&roles[ROLE_OFFICIAL], &roles[ROLE_TEXT]));
		assert_false(looks_same(&roles[ROLE_OFFICE], &roles[ROLE_TEXT]));
		assert_true(theme.hit.attributes & STYLE_REVERSE);
		assert_true(theme.selected.attributes & STYLE_REVERSE);
		assert_true(theme.noted.attributes != 0);
	}
}

static void
test_the_lines_of_the_theme_that_fits_are_read(void **state)
{
	struct theme theme;
	struct error error;

	(void)state;
	error_init(&error);
	theme_default(&theme, false);
	assert_true(theme_read(&theme, false,
		text("[dark]\ntag = bold, fg red, fg256 9\n[light]\nnote = reverse\n"
		     "[dark]\nnote = dim, fg cyan, bgrgb 010203, mono bold"),
		"t", &error));
	assert_int_equal(theme.roles[ROLE_TAG].attributes, STYLE_BOLD);
	assert_int_equal(theme.roles[ROLE_TAG].foreground.basic, 1);
	assert_int_equal(theme.roles[ROLE_TAG].foreground.indexed, 9);
	assert_int_equal(theme.roles[ROLE_TAG].background.basic, COLOUR_DEFAULT);
	assert_int_equal(theme.roles[ROLE_NOTE].attributes, STYLE_DIM);
	assert_int_equal(theme.roles[ROLE_NOTE].mono, STYLE_BOLD);
	assert_int_equal(theme.roles[ROLE_NOTE].foreground.basic, 6);
	assert_int_equal(theme.roles[ROLE_NOTE].background.direct, 0x010203);
}

static void
test_mistakes_in_a_theme_name_the_line(void **state)
{
	static const char *const wrong[] = {"\ntag = shiny", "\nfog = bold", "\n[dusk]",
		"\ntag = fg256 256", "\ntag = fgrgb 1000000", "\ntag = fg", "\nbold"};
	struct theme theme;
	size_t i;

	(void)state;
	theme_default(&theme, true);
	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct error error;

		error_init(&error);
		assert_false(theme_read(&theme, true, text(wrong[i]), "my.theme", &error));
		assert_non_null(strstr(error.sentence, "my.theme, line 2"));
	}
}

static void
test_flags_lie_over_roles(void **state)
{
	struct theme theme;
	struct cell cell = {.role = ROLE_OFFICIAL, .flags = CELL_HIT};
	struct style style;

	(void)state;
	theme_default(&theme, false);
	style = theme_style(&theme, &cell);
	assert_true(style.attributes & STYLE_REVERSE);
	assert_int_equal(style.foreground.indexed, theme.roles[ROLE_OFFICIAL].foreground.indexed);
}

/* hit, selected and noted with colours for one kind of terminal only. */
static void
test_one_colour_laid_over_a_role_shows(void **state)
{
	struct theme theme;
	struct cell cell = {.role = ROLE_OFFICIAL, .flags = CELL_HIT};
	struct style style;
	struct error error;

	(void)state;
	error_init(&error);
	theme_default(&theme, false);
	assert_true(theme_read(&theme, false, text("hit = fg256 129, bg256 240"), "t", &error));
	style = theme_style(&theme, &cell);
	assert_int_equal(style.foreground.basic, theme.roles[ROLE_OFFICIAL].foreground.basic);
	assert_int_equal(style.foreground.indexed, 129);
	assert_int_equal(style.foreground.direct, 0xaf00ff);
	assert_int_equal(style.background.indexed, 240);
	assert_int_equal(style.background.direct, 0x585858);
	assert_true(theme_read(&theme, false, text("hit = fgrgb 010203"), "t", &error));
	style = theme_style(&theme, &cell);
	assert_int_equal(style.foreground.indexed, theme.roles[ROLE_OFFICIAL].foreground.indexed);
	assert_int_equal(style.foreground.direct, 0x010203);
	assert_true(theme_read(&theme, false, text("hit = fg blue"), "t", &error));
	style = theme_style(&theme, &cell);
	assert_int_equal(style.foreground.basic, 4);
	assert_int_equal(style.foreground.indexed, COLOUR_DEFAULT);
	assert_int_equal(style.foreground.direct, COLOUR_DEFAULT);
}

static void
test_settings_are_read(void **state)
{
	static const char *const wrong[] = {"\nwidth = wide", "\nwidth = 5", "\nwidth",
		"\nmouse = cat", "\npacks = zh fr", "\npacks =", "\ncolour = red",
		"\nwidth = 99999999999999999999"};
	struct settings settings;
	struct error error;
	size_t i;

	(void)state;
	error_init(&error);
	settings_init(&settings);
	assert_int_equal(settings.width, 76);
	assert_int_equal(settings.packs, CHOICE_DEFAULT);
	assert_true(settings.show_marks && settings.show_notes && settings.mouse);
	assert_true(settings_read(&settings,
		text("# mine\nwidth = 60\ntheme=light\r\nmotions = paragraphs\nnotes = off\npacks "
		     "= rfc, zh\n"),
		"s", &error));
	assert_int_equal(settings.width, 60);
	assert_int_equal(settings.packs, CHOICE_ZH | CHOICE_RFC);
	assert_true(settings.light && settings.paragraph_motions && !settings.show_notes);
	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		error_init(&error);
		assert_false(settings_read(&settings, text(wrong[i]), "my.settings", &error));
		assert_non_null(strstr(error.sentence, "my.settings, line 2"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wide_characters_take_two_cells),
		cmocka_unit_test(test_a_wide_character_cut_in_two_leaves_a_blank),
		cmocka_unit_test(test_what_is_unsafe_never_gets_into_a_frame),
		cmocka_unit_test(test_names_of_roles_go_both_ways),
		cmocka_unit_test(test_kinds_differ_without_colour),
		cmocka_unit_test(test_the_lines_of_the_theme_that_fits_are_read),
		cmocka_unit_test(test_mistakes_in_a_theme_name_the_line),
		cmocka_unit_test(test_flags_lie_over_roles),
		cmocka_unit_test(test_one_colour_laid_over_a_role_shows),
		cmocka_unit_test(test_settings_are_read),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("ui/frame", tests, NULL, NULL);
}
