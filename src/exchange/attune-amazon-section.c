/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-amazon-private.h"

#include <glib/gi18n-lib.h>

#define FULL (100 * ATTUNE_DECIMAL_ONE)

/* --- Weights by section -------------------------------------------------------------------------------------- */

static guint
count_scored (json_t *section)
{
  json_t *questions = json_object_get (section, "questions");
  guint n = 0;

  for (gsize i = 0; i < json_array_size (questions); i++)
    n += json_is_true (json_object_get (json_array_get (questions, i), "scored"));
  return n;
}

static void
set_weight (json_t *object, AttuneDecimal weight)
{
  json_object_set_new (object, "weight", attune_decimal_to_json (weight));
}

/* A section's weight is split evenly over all its questions, those of its sub-sections included; where sub-sections
 * have weights, these are of the form as well, and the section's own questions split the rest. `weights` are those of
 * the sub-sections, in their order. */
static void
share_section (json_t *section, AttuneDecimal whole, const GArray *weights)
{
  json_t *sections = json_object_get (section, "sections");
  json_t *questions = json_object_get (section, "questions");
  guint n_own = count_scored (section);
  AttuneDecimal sum = 0;

  for (guint i = 0; i < weights->len; i++)
    sum += g_array_index (weights, AttuneDecimal, i);
  for (guint i = 0; i < weights->len; i++)
    {
      json_t *child = json_array_get (sections, i);
      AttuneDecimal weight = g_array_index (weights, AttuneDecimal, i);

      if (sum > 0)
        set_weight (child, weight * MAX (n_own, 1));
      else
        set_weight (child, count_scored (child) * ATTUNE_DECIMAL_ONE);
    }
  for (gsize i = 0; i < json_array_size (questions) && sum > 0; i++)
    set_weight (json_array_get (questions, i), MAX (whole - sum, 0));
}

/* --- Sections ------------------------------------------------------------------------------------------------ */

static json_t *read_section (AttuneAmazon *self,
                             json_t *section,
                             const AttuneAmazonPlace *above,
                             guint depth,
                             AttuneDecimal *out_weight);

/* Which of the two an item is; NULL after a fault. */
static const char *
find_kind (AttuneAmazon *self, json_t *item)
{
  gboolean is_section, is_question;

  if (!attune_json_reader_expect_object (&self->intake.reader, item))
    return NULL;
  is_section = attune_form_intake_get (item, "Section") != NULL;
  is_question = attune_form_intake_get (item, "Question") != NULL;
  if (is_section != is_question)
    return is_section ? "Section" : "Question";
  attune_json_reader_fault (&self->intake.reader, NULL, _ ("needs one of “%s” and “%s”"), "Section",
                            "Question");
  return NULL;
}

/* The items of a section into `made`, with the weights of its sub-sections. */
static void
read_items (AttuneAmazon *self,
            json_t *items,
            const AttuneAmazonPlace *place,
            guint depth,
            json_t *made,
            GArray *weights)
{
  AttuneJsonReader *reader = &self->intake.reader;
  json_t *questions = json_object_get (made, "questions");
  json_t *sections = json_object_get (made, "sections");
  json_t *item;
  gsize i;

  json_array_foreach (items, i, item)
  {
    AttuneDecimal weight = 0;
    const char *kind;
    json_t *part, *child = NULL;

    attune_json_reader_enter_index (reader, (guint) i);
    kind = find_kind (self, item);
    part = kind != NULL ? attune_form_intake_get (item, kind) : NULL;
    if (kind != NULL)
      attune_json_reader_enter (reader, attune_form_intake_spell (item, kind));
    if (g_strcmp0 (kind, "Question") == 0 && place != NULL)
      {
        child = attune_amazon_read_question (self, part, place);
        if (child != NULL && json_array_size (sections) > 0)
          attune_form_intake_remark (&self->intake, NULL,
                                     _ ("a section's own questions stand before its sub-sections; "
                                        "this one is moved up"));
      }
    else if (g_strcmp0 (kind, "Question") == 0)
      attune_json_reader_fault (reader, NULL, _ ("a question must stand in a section"));
    else if (kind != NULL)
      child = read_section (self, part, place, depth, &weight);

    if (child != NULL)
      json_array_append_new (g_str_equal (kind, "Question") ? questions : sections, child);
    if (child != NULL && g_str_equal (kind, "Section"))
      g_array_append_val (weights, weight);
    if (kind != NULL)
      attune_json_reader_leave (reader);
    attune_json_reader_leave (reader);
  }
}

static AttuneDecimal
read_weight (AttuneAmazon *self, json_t *section, guint depth)
{
  AttuneDecimal fallback = self->has_section_weights || depth > 0 ? 0 : ATTUNE_DECIMAL_ONE;

  return attune_form_intake_read_decimal (&self->intake, section, "Weight", fallback, 0, FULL);
}

static json_t *
read_section (AttuneAmazon *self,
              json_t *section,
              const AttuneAmazonPlace *above,
              guint depth,
              AttuneDecimal *out_weight)
{
  static const char *const known[] = { "Title", "RefId", "Items", "Weight", "IsExcludedFromScoring",
                                       NULL };
  AttuneFormIntake *intake = &self->intake;
  AttuneAmazonPlace place = { .parent = above != NULL ? above->section : NULL };
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (AttuneDecimal));
  const char *title;
  json_t *items, *made;

  if (!attune_json_reader_expect_object (&intake->reader, section) ||
      !attune_form_intake_count_section (intake))
    return NULL;
  if (depth == ATTUNE_FORM_MAX_DEPTH)
    {
      attune_json_reader_fault (&intake->reader, NULL, _ ("sections nest two deep at most"));
      return NULL;
    }

  place.section = attune_form_intake_take_id (intake, section, "RefId", intake->ids);
  place.is_excluded = attune_form_intake_read_flag (intake, section, "IsExcludedFromScoring",
                                                    above != NULL && above->is_excluded);
  title = attune_form_intake_read_title (intake, section, "Title");
  *out_weight = read_weight (self, section, depth);
  made = json_pack ("{s:s, s:s, s:i, s:[], s:[]}", "id", place.section, "title", title, "weight", 1,
                    "questions", "sections");
  items = attune_form_intake_read_array (intake, section, "Items");
  attune_json_reader_enter (&intake->reader, attune_form_intake_spell (section, "Items"));
  read_items (self, items, &place, depth + 1, made, weights);
  attune_json_reader_leave (&intake->reader);
  if (self->mode == ATTUNE_AMAZON_BY_SECTION && depth == 0)
    {
      set_weight (made, *out_weight);
      share_section (made, *out_weight, weights);
    }
  attune_form_intake_remark_rest (intake, section, known);
  return made;
}

void
attune_amazon_read_items (AttuneAmazon *self, json_t *items, json_t *form)
{
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (AttuneDecimal));

  read_items (self, items, NULL, 0, form, weights);
}
