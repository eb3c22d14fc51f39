/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-hex.h"

static void
test_digits (void)
{
  static const struct
  {
    const char *hex;
    gsize n_bytes;
    const char *again; /* NULL: no bytes */
  } cases[] = {
    { "", 0, "" },      { "00", 1, "00" },  { "ff7f", 2, "ff7f" }, { "DEADbeef", 4, "deadbeef" },
    { "0", 1, NULL },   { "000", 1, NULL }, { "0000", 1, NULL },   { "", 1, NULL },
    { "0g", 1, NULL },  { "g0", 1, NULL },  { " 0", 1, NULL },     { NULL, 0, NULL },
    { NULL, 32, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = attune_hex_to_bytes (cases[i].hex, cases[i].n_bytes);
      g_autofree char *again = attune_hex_from_bytes (bytes);

      g_assert_cmpint (bytes != NULL, ==, cases[i].again != NULL);
      g_assert_cmpstr (again, ==, cases[i].again != NULL ? cases[i].again : "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/hex/digits", test_digits);
  return g_test_run ();
}
