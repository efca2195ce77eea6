# SPDX-License-Identifier: GPL-3.0-or-later
# ZHUPI_SONAME(VARIABLE, LIBRARY, LIBS)
# Defines VARIABLE as the name under which the loader finds LIBRARY ("libuchardet.so.0"): read from
# a program linked with LIBS. For libraries that the program opens when needed and does not link.
AC_DEFUN([ZHUPI_SONAME], [
AC_CACHE_CHECK([for the loader's name of $2], [AS_TR_SH([zhupi_cv_soname_$2])], [
  zhupi_save_LIBS=$LIBS
  for zhupi_keep in -Wl,--no-as-needed ""; do
    LIBS="$zhupi_keep $3 $zhupi_save_LIBS"
    AC_LINK_IFELSE([AC_LANG_PROGRAM()], [
      for zhupi_tool in "objdump -p" "readelf -d" "otool -L"; do
        AS_TR_SH([zhupi_cv_soname_$2])=`($zhupi_tool conftest$ac_exeext) 2>/dev/null |
          tr -c 'A-Za-z0-9_./\n-' ' ' | tr -s ' ' '\n' | grep 'lib$2\.' | sed 1q`
        test -z "$AS_TR_SH([zhupi_cv_soname_$2])" || break 2
      done])
  done
  LIBS=$zhupi_save_LIBS
  test -n "$AS_TR_SH([zhupi_cv_soname_$2])" || AS_TR_SH([zhupi_cv_soname_$2])=lib$2.so])
AC_DEFINE_UNQUOTED([$1], ["$AS_TR_SH([zhupi_cv_soname_$2])"], [The name under which the loader finds $2.])
])
