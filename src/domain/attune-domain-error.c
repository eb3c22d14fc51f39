/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-domain-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many faults an error message says in full. */
#define MAX_FAULTS_IN_MESSAGE 5

/* What bounds the memory a hostile document can cost: nobody reads more faults, and no sound place is longer. */
#define MAX_FAULTS      1000
#define MAX_PLACE_BYTES 16384

G_DEFINE_QUARK (attune - domain - error - quark, attune_domain_error)

static void
free_fault (AttuneFault *fault)
{
  g_free (fault->place);
  g_free (fault->message);
  g_free (fault);
}

static char *
shorten (const char *place)
{
  const char *end = g_utf8_find_prev_char (place, place + MAX_PLACE_BYTES);

  return g_strdup_printf ("%.*s…", (int) (end - place), place);
}

GPtrArray *
attune_faults_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) free_fault);
}

void
attune_faults_add (GPtrArray *faults, const char *place, const char *format, ...)
{
  AttuneFault *fault;
  va_list arguments;

  if (faults->len >= MAX_FAULTS)
    return;

  fault = g_new0 (AttuneFault, 1);
  va_start (arguments, format);
  fault->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fault->place = strlen (place) <= MAX_PLACE_BYTES ? g_strdup (place) : shorten (place);
  g_ptr_array_add (faults, fault);
}

char *
attune_fault_describe (const AttuneFault *fault)
{
  if (fault->line > 0)
    /* Translators: where in a file something is wrong, and what */
    return g_strdup_printf (_ ("line %u, column %u: %s"), fault->line, fault->column,
                            fault->message);
  if (*fault->place == '\0')
    return g_strdup (fault->message);
  return g_strdup_printf ("%s: %s", fault->place, fault->message);
}

void
attune_faults_to_error (GPtrArray *faults, GError **error)
{
  g_autoptr (GString) message = g_string_new (NULL);
  const AttuneFault *first = g_ptr_array_index (faults, 0);

  for (guint i = 0; i < MIN (faults->len, MAX_FAULTS_IN_MESSAGE); i++)
    {
      g_autofree char *line = attune_fault_describe (g_ptr_array_index (faults, i));

      if (i > 0)
        g_string_append_c (message, '\n');
      g_string_append (message, line);
    }
  if (faults->len > MAX_FAULTS_IN_MESSAGE)
    {
      guint n_more = faults->len - MAX_FAULTS_IN_MESSAGE;

      g_string_append_c (message, '\n');
      g_string_append_printf (message, ngettext ("and %u more", "and %u more", n_more), n_more);
    }

  g_set_error_literal (error, ATTUNE_DOMAIN_ERROR,
                       first->line > 0 ? ATTUNE_DOMAIN_ERROR_SYNTAX : ATTUNE_DOMAIN_ERROR_FAULTS,
                       message->str);
}
