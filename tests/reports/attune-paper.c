/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-paper.h"

#include <gio/gio.h>
#include <string.h>

/* Without its spaces, which say nothing: long words are divided. */
static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        g_string_append_unichar (squeezed, g_utf8_get_char (p));
    }
  return g_string_free (squeezed, FALSE);
}

char *
attune_paper_read (GBytes *bytes, guint n_pages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autofree char *text = NULL;
  guint n_feeds = 0;
  g_autoptr (GSubprocess)
    reader = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error, "pdftotext", "-raw", "-enc", "UTF-8", "-", "-", NULL);

  g_assert_no_error (error);
  g_subprocess_communicate (reader, bytes, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (reader));
  text = g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output));
  for (const char *p = text; *p != '\0'; p++)
    n_feeds += *p == '\f';
  g_assert_cmpuint (n_feeds, ==, n_pages);
  return squeeze (text);
}

void
attune_paper_assert_holds (const char *text, const char *part)
{
  g_autofree char *squeezed = squeeze (part);

  if (strstr (text, squeezed) == NULL)
    g_error ("“%s” is not on the pages: %.2000s", part, text);
}
