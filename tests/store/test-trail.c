/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-trail.h"

#include <string.h>

static char *
to_hex (const guint8 *hash)
{
  GString *hex = g_string_new (NULL);

  for (guint i = 0; i < ATTUNE_TRAIL_HASH_SIZE; i++)
    g_string_append_printf (hex, "%02x", hash[i]);
  return g_string_free (hex, FALSE);
}

static void
assert_event (const AttuneTrailEvent *event, const char *expected)
{
  guint8 hash[ATTUNE_TRAIL_HASH_SIZE];
  g_autofree char *hex = NULL;

  attune_trail_hash_event (event, hash);
  hex = to_hex (hash);
  g_assert_cmpstr (hex, ==, expected);
}

static AttuneTrailEvent
make_extreme (guint8 content_hash[ATTUNE_TRAIL_HASH_SIZE])
{
  AttuneTrailEvent event = { .writer = G_MAXINT64,
                             .seq = G_MININT64,
                             .at = -1,
                             .actor = 5,
                             .verb = "ä",
                             .subject = 6,
                             .content_hash = content_hash,
                             .heads = "9:3:abababababababababababababababab"
                                      "abababababababababababababababab" };

  for (guint i = 0; i < ATTUNE_TRAIL_HASH_SIZE; i++)
    {
      content_hash[i] = (guint8) i;
      event.previous[i] = (guint8) (255 - i);
    }
  return event;
}

/* The expected hashes were computed with another implementation (Python's hashlib and struct). */
static void
test_vectors (void)
{
  guint8 content_hash[ATTUNE_TRAIL_HASH_SIZE];
  AttuneTrailEvent first = { .writer = 7,
                             .seq = 1,
                             .at = G_GINT64_CONSTANT (1767225600000000),
                             .verb = "create-workspace",
                             .subject = 1,
                             .heads = "" };
  AttuneTrailEvent extreme = make_extreme (content_hash);

  assert_event (&first, "fe2b8e17b77d0a8ad0f84e51370f5d146caab0feb90a5323b5384fcf8747ab5c");
  assert_event (&extreme, "f90b0308266afb8b935ab26ed4c87ec4c3b906476f52a139f322ff62a7a09570");
}

/* Every field is in the hash, and no two neighbours can trade a byte. */
static void
test_fields (void)
{
  guint8 content_hash[ATTUNE_TRAIL_HASH_SIZE];
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 11; i++)
    {
      AttuneTrailEvent event = make_extreme (content_hash);
      guint8 hash[ATTUNE_TRAIL_HASH_SIZE];

      event.writer -= i == 1;
      event.seq += i == 2;
      event.at += i == 3;
      event.actor += i == 4;
      event.verb = i == 5 ? "a" : i == 6 ? "äx" : event.verb;
      event.subject += i == 7;
      event.content_hash = i == 8 ? NULL : event.content_hash;
      event.heads = i == 9 ? "" : event.heads;
      event.previous[31] ^= i == 10;
      attune_trail_hash_event (&event, hash);
      g_assert_true (g_hash_table_add (seen, to_hex (hash)));
    }
}

static void
test_contents (void)
{
  static const struct
  {
    const char *content;
    gsize size;
    const char *expected;
  } cases[] = {
    { "", 0, "be45cb2605bf36bebde684841a28f0fd43c69850a3dce5fedba69928ee3a8991" },
    { "a\0b", 3, "22385bed647cfb77d9d975a08f6c25705bea4dd2232435c294ab31f8685689c7" },
  };
  guint8 salt[ATTUNE_TRAIL_SALT_SIZE];

  for (guint i = 0; i < sizeof salt; i++)
    salt[i] = (guint8) i;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 hash[ATTUNE_TRAIL_HASH_SIZE];
      g_autofree char *hex = NULL;

      attune_trail_hash_content (salt, cases[i].content, cases[i].size, hash);
      hex = to_hex (hash);
      g_assert_cmpstr (hex, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/trail/vectors", test_vectors);
  g_test_add_func ("/store/trail/fields", test_fields);
  g_test_add_func ("/store/trail/contents", test_contents);

  return g_test_run ();
}
