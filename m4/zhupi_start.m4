# SPDX-License-Identifier: GPL-3.0-or-later
# ZHUPI_START
# What makes the program start sooner, where the linker knows it: UNISTRING_LIBS with libunistring
# linked in (a hundred kilobytes, 0.15 ms of each start; --disable-static-unistring), and
# START_LDFLAGS with all symbols looked up at once, which is less work than one by one.
AC_DEFUN([ZHUPI_START], [
AC_ARG_ENABLE([static-unistring], [AS_HELP_STRING([--disable-static-unistring],
  [load libunistring at each start even where it can be linked in])])
UNISTRING_LIBS=-lunistring
zhupi_save_LIBS=$LIBS
AS_IF([test "x$enable_static_unistring" != xno], [
  AC_CACHE_CHECK([whether libunistring can be linked in], [zhupi_cv_static_unistring], [
    LIBS="-Wl,-Bstatic -lunistring -Wl,-Bdynamic $zhupi_save_LIBS"
    AC_LINK_IFELSE([AC_LANG_CALL([], [u8_check])],
      [zhupi_cv_static_unistring=yes], [zhupi_cv_static_unistring=no])])
  AS_IF([test "$zhupi_cv_static_unistring" = yes],
    [UNISTRING_LIBS="-Wl,-Bstatic -lunistring -Wl,-Bdynamic"])])
LIBS=$zhupi_save_LIBS
AC_SUBST([UNISTRING_LIBS])
zhupi_save_LDFLAGS=$LDFLAGS
AC_CACHE_CHECK([whether the linker knows -z now], [zhupi_cv_now], [
  LDFLAGS="$LDFLAGS -Wl,-z,now"
  AC_LINK_IFELSE([AC_LANG_PROGRAM()], [zhupi_cv_now=yes], [zhupi_cv_now=no])])
LDFLAGS=$zhupi_save_LDFLAGS
START_LDFLAGS=
AS_IF([test "$zhupi_cv_now" = yes], [START_LDFLAGS=-Wl,-z,now])
AC_SUBST([START_LDFLAGS])
])
