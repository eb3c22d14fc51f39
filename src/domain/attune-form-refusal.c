/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-refusal.h"

#include "attune-domain-error.h"
#include "attune-form-names.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* What a JSON pointer leads past. All borrowed. */
typedef struct
{
  json_t *owner; /* the innermost section or question; NULL for the form */
  gboolean is_section;
  json_t *on;       /* the innermost condition that looks at a question; NULL for none */
  const char *last; /* key that is no index */
} Way;

static json_t *
descend (json_t *node, const char *step)
{
  return json_is_array (node) ? json_array_get (node, strtoul (step, NULL, 10))
                              : json_object_get (node, step);
}

/* `steps` are to live as long as the way. */
static Way
follow (json_t *document, GStrv steps)
{
  Way way = { NULL };
  json_t *node = document;

  for (guint i = 1; steps[0] != NULL && steps[i] != NULL && node != NULL; i++)
    {
      gboolean is_entry = json_is_array (node);

      node = descend (node, steps[i]);
      if (!is_entry)
        way.last = steps[i];
      else if (g_str_equal (way.last, "questions") || g_str_equal (way.last, "sections"))
        {
          way.owner = node;
          way.is_section = g_str_equal (way.last, "sections");
        }
      if (json_is_string (json_object_get (node, "question")))
        way.on = node;
    }
  return way;
}

static const char *
name_owner (const Way *way)
{
  const char *title = json_string_value (json_object_get (way->owner, "title"));

  if (title != NULL && *title != '\0')
    return title;
  return way->is_section ? _ ("Untitled section") : _ ("Untitled question");
}

static gboolean
has_question (json_t *part, const char *id)
{
  json_t *questions = json_object_get (part, "questions");
  json_t *sections = json_object_get (part, "sections");

  for (gsize i = 0; i < json_array_size (questions); i++)
    if (g_strcmp0 (json_string_value (json_object_get (json_array_get (questions, i), "id")), id) ==
        0)
      return TRUE;
  for (gsize i = 0; i < json_array_size (sections); i++)
    if (has_question (json_array_get (sections, i), id))
      return TRUE;
  return FALSE;
}

/* What is wrong with the condition that the way leads into; NULL where that is none on a question of the form. */
static char *
describe_condition (AttuneForm *before, json_t *document, const Way *way)
{
  const char *id = json_string_value (json_object_get (way->on, "question"));
  guint question = id != NULL ? attune_form_find_question (before, id) : ATTUNE_FORM_NONE;
  const char *name;

  if (question == ATTUNE_FORM_NONE || way->owner == NULL)
    return NULL;

  name = attune_form_question_get_name (attune_form_get_question (before, question));
  if (!has_question (document, id))
    /* Translators: why a question cannot be removed. %1$s is shown by a condition on %2$s; both are titles. */
    return g_strdup_printf (_ (
                              "“%1$s” is shown by an answer to “%2$s”, which would be gone. Change "
                              "that condition first"),
                            name_owner (way), name);
  if (g_str_equal (way->last, "question"))
    /* Translators: why a question cannot be moved, likewise. */
    return g_strdup_printf (_ ("“%1$s” is shown by an answer to “%2$s”, which would no longer come "
                               "before it. Change that condition first"),
                            name_owner (way), name);
  if (g_str_equal (way->last, "is"))
    /* Translators: why an answer cannot be removed or a question not be of another kind, likewise. */
    return g_strdup_printf (_ ("“%1$s” is shown by an answer to “%2$s” that would be gone. Change "
                               "that condition first"),
                            name_owner (way), name);
  return NULL;
}

static char *
describe (AttuneForm *before, json_t *document, const AttuneFault *fault)
{
  g_auto (GStrv) steps = g_strsplit (fault->place, "/", -1);
  Way way = follow (document, steps);
  char *words = describe_condition (before, document, &way);

  if (words != NULL)
    return words;
  if (way.owner == NULL)
    return g_strdup_printf (_ ("this would not leave a sound form: %s"), fault->message);
  /* Translators: %1$s is the title of a question or section, %2$s what would be wrong about it. */
  return g_strdup_printf (_ ("this would not leave a sound form: “%1$s”: %2$s"), name_owner (&way),
                          fault->message);
}

static gsize
count_questions (json_t *part)
{
  json_t *sections = json_object_get (part, "sections");
  gsize n = json_array_size (json_object_get (part, "questions"));

  for (gsize i = 0; i < json_array_size (sections); i++)
    n += count_questions (json_array_get (sections, i));
  return n;
}

void
attune_form_refuse (AttuneForm *before, json_t *document, GPtrArray *faults, GError **error)
{
  g_autofree char *words = NULL;
  g_autofree char *more = NULL;
  guint n_more;

  g_return_if_fail (before != NULL && faults != NULL && faults->len > 0);

  /* Whichever question is the first that is too many, nobody has seen it yet. */
  if (count_questions (document) > ATTUNE_FORM_MAX_QUESTIONS)
    {
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                   _ ("a form may have %d questions at most"), ATTUNE_FORM_MAX_QUESTIONS);
      return;
    }
  n_more = faults->len - 1;
  words = describe (before, document, g_ptr_array_index (faults, 0));
  if (n_more > 0)
    more = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);
  g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
               more != NULL ? "%s (%s)" : "%s", words, more);
}
