/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform-losses.h"

#include "attune-json-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  AttuneJsonReader reader; /* knows where it stands; its faults are the remarks */
  guint n_odd;             /* names that other programs may refuse */
  const char *odd;         /* the first of them */
} Losses;

static const char *const form_keys[] = { "format",   "version",      "id",           "revision",
                                         "title",    "description",  "language",     "channels",
                                         "sections", "release_days", "dispute_days", "scoring",
                                         NULL };
static const char *const scoring_keys[] = { "like",    "mode",     "weigh_by", "na",
                                            "on_fail", "baseline", "floor",    "cap",
                                            "pass",    "bands",    NULL };
static const char *const band_keys[] = { "from", "label", NULL };
static const char *const section_keys[] = { "id",         "title",      "weight",
                                            "na_allowed", "show_if",    "sections",
                                            "questions",  "fail_below", NULL };
static const char *const question_keys[] = { "id",         "type",    "title",      "guidance",
                                             "required",   "weight",  "na_allowed", "scored",
                                             "bonus",      "comment", "error_type", "behaviour",
                                             "show_if",    "options", "ranges",     "decimals",
                                             "fail_below", NULL };
static const char *const option_keys[] = { "id",    "label",    "score",   "fail",
                                           "error", "guidance", "reasons", "from",
                                           "to",    "bonus",    NULL };
static const char *const reason_keys[] = { "id", "label", "cause", NULL };

typedef void (*Check) (Losses *losses, json_t *object);

static void
check_list (Losses *losses, json_t *object, const char *key, Check check)
{
  json_t *list = json_object_get (object, key);

  attune_json_reader_enter (&losses->reader, key);
  for (guint i = 0; i < json_array_size (list); i++)
    {
      attune_json_reader_enter_index (&losses->reader, i);
      check (losses, json_array_get (list, i));
      attune_json_reader_leave (&losses->reader);
    }
  attune_json_reader_leave (&losses->reader);
}

static void
check_keys (Losses *losses, json_t *object, const char *const *known)
{
  const char *key;
  json_t *value;

  json_object_foreach (object, key, value)
  {
    if (!g_strv_contains (known, key))
      attune_json_reader_fault (&losses->reader, key,
                                _ ("there is no column for “%s”, so it is left out"), key);
  }
}

static const char *
get_string (json_t *object, const char *key)
{
  return json_string_value (json_object_get (object, key));
}

static gboolean
has_spaces_around (const char *text)
{
  return g_ascii_isspace (*text) || (*text != '\0' && g_ascii_isspace (text[strlen (text) - 1]));
}

/* Whether programs that make XML of it take the name: letters, digits, “-”, “_” and “.”, no digit first. */
static gboolean
is_xml_name (const char *name)
{
  if (!g_ascii_isalpha (*name) && *name != '_')
    return FALSE;
  for (const char *at = name; *at != '\0'; at++)
    {
      if (!g_ascii_isalnum (*at) && strchr ("-_.", *at) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
check_id (Losses *losses, json_t *object)
{
  const char *id = get_string (object, "id");

  if (id != NULL && has_spaces_around (id))
    attune_json_reader_fault (&losses->reader, "id", _ ("the id “%s” loses the spaces around it"),
                              id);
}

/* The id of a section or question, which other programs make names of. */
static void
check_name (Losses *losses, json_t *object)
{
  const char *id = get_string (object, "id");

  check_id (losses, object);
  if (is_xml_name (id))
    return;
  losses->n_odd++;
  if (losses->odd == NULL)
    losses->odd = id;
}

static void
check_label (Losses *losses, json_t *object, const char *key)
{
  const char *text = get_string (object, key);

  if (text != NULL && *text == '\0')
    attune_json_reader_fault (&losses->reader, key, _ ("an empty text comes back as the id “%s”"),
                              get_string (object, "id"));
}

/* --- Parts of the document ----------------------------------------------------------------------------------- */

static void
check_reason (Losses *losses, json_t *reason)
{
  check_keys (losses, reason, reason_keys);
  check_id (losses, reason);
  check_label (losses, reason, "label");
}

static void
check_option (Losses *losses, json_t *option)
{
  check_keys (losses, option, option_keys);
  check_id (losses, option);
  if (get_string (option, "id") != NULL)
    check_label (losses, option, "label");
  check_list (losses, option, "reasons", check_reason);
}

static void
check_question (Losses *losses, json_t *question)
{
  const char *behaviour = get_string (question, "behaviour");

  check_keys (losses, question, question_keys);
  check_name (losses, question);
  check_label (losses, question, "title");
  if (behaviour != NULL && *behaviour == '\0')
    attune_json_reader_fault (&losses->reader, "behaviour", _ ("an empty behaviour is left out"));
  check_list (losses, question, "options", check_option);
  check_list (losses, question, "ranges", check_option);
}

static void
check_section (Losses *losses, json_t *section)
{
  check_keys (losses, section, section_keys);
  check_name (losses, section);
  check_label (losses, section, "title");
  check_list (losses, section, "questions", check_question);
  check_list (losses, section, "sections", check_section);
}

static void
check_channel (Losses *losses, json_t *channel)
{
  const char *name = json_string_value (channel);

  if (strchr (name, ',') != NULL || has_spaces_around (name))
    attune_json_reader_fault (&losses->reader, NULL,
                              _ ("the channel “%s” comes back without its commas or spaces"), name);
}

static void
check_band (Losses *losses, json_t *band)
{
  check_keys (losses, band, band_keys);
}

static void
check_scoring (Losses *losses, json_t *scoring)
{
  attune_json_reader_enter (&losses->reader, "scoring");
  check_keys (losses, scoring, scoring_keys);
  check_list (losses, scoring, "bands", check_band);
  attune_json_reader_leave (&losses->reader);
}

void
attune_xlsform_remark_losses (json_t *document, GPtrArray *remarks)
{
  Losses losses = { .n_odd = 0 };

  attune_json_reader_init (&losses.reader, remarks);
  check_keys (&losses, document, form_keys);
  check_id (&losses, document);
  check_label (&losses, document, "title");
  check_list (&losses, document, "channels", check_channel);
  check_scoring (&losses, json_object_get (document, "scoring"));
  check_list (&losses, document, "sections", check_section);
  if (losses.n_odd > 0)
    attune_faults_add (remarks, "",
                       ngettext ("Attune reads the id “%s” back; other programs may refuse it, as "
                                 "names there are letters, digits, “-”, “_” and “.”",
                                 "Attune reads “%s” and the other ids like it back (%u in all); "
                                 "other programs may refuse them, as names there are letters, "
                                 "digits, “-”, “_” and “.”",
                                 losses.n_odd),
                       losses.odd, losses.n_odd);
  attune_json_reader_clear (&losses.reader);
}

/* --- Places -------------------------------------------------------------------------------------------------- */

char *
attune_xlsform_section_place (AttuneForm *form, const AttuneFormSection *section)
{
  g_autofree char *above = NULL;
  guint position = 0;

  if (section->parent != ATTUNE_FORM_NONE)
    above = attune_xlsform_section_place (form, attune_form_get_section (form, section->parent));
  for (guint i = 0; i < section->index; i++)
    position += attune_form_get_section (form, i)->parent == section->parent;
  return g_strdup_printf ("%s/sections/%u", above != NULL ? above : "", position);
}

char *
attune_xlsform_question_place (AttuneForm *form, const AttuneFormQuestion *question)
{
  const AttuneFormSection *section = attune_form_get_section (form, question->section);
  g_autofree char *above = attune_xlsform_section_place (form, section);

  return g_strdup_printf ("%s/questions/%u", above, question->index - section->first_question);
}
