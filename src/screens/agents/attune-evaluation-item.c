/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluation-item.h"

#include "attune-disputes.h"
#include "attune-format.h"
#include "attune-list-splice.h"

#include <glib/gi18n.h>

struct _AttuneEvaluationItem
{
  GObject parent_instance;

  /* owned */
  char *date;
  char *form;
  char *evaluator;
  char *score;
  char *outcome;
  char *remark;

  gint64 id;
  gint64 time;
};

G_DEFINE_FINAL_TYPE (AttuneEvaluationItem, attune_evaluation_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DATE,
  PROP_FORM,
  PROP_EVALUATOR,
  PROP_SCORE,
  PROP_OUTCOME,
  PROP_REMARK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
attune_evaluation_item_finalize (GObject *object)
{
  AttuneEvaluationItem *self = ATTUNE_EVALUATION_ITEM (object);

  g_free (self->date);
  g_free (self->form);
  g_free (self->evaluator);
  g_free (self->score);
  g_free (self->outcome);
  g_free (self->remark);

  G_OBJECT_CLASS (attune_evaluation_item_parent_class)->finalize (object);
}

static void
attune_evaluation_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneEvaluationItem *self = ATTUNE_EVALUATION_ITEM (object);

  switch (id)
    {
    case PROP_DATE:
      g_value_set_string (value, self->date);
      break;
    case PROP_FORM:
      g_value_set_string (value, self->form);
      break;
    case PROP_EVALUATOR:
      g_value_set_string (value, self->evaluator);
      break;
    case PROP_SCORE:
      g_value_set_string (value, self->score);
      break;
    case PROP_OUTCOME:
      g_value_set_string (value, self->outcome);
      break;
    case PROP_REMARK:
      g_value_set_string (value, self->remark);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_evaluation_item_class_init (AttuneEvaluationItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = attune_evaluation_item_finalize;
  object_class->get_property = attune_evaluation_item_get_property;

  properties[PROP_DATE] = g_param_spec_string ("date", NULL, NULL, NULL, flags);
  properties[PROP_FORM] = g_param_spec_string ("form", NULL, NULL, NULL, flags);
  properties[PROP_EVALUATOR] = g_param_spec_string ("evaluator", NULL, NULL, NULL, flags);
  properties[PROP_SCORE] = g_param_spec_string ("score", NULL, NULL, NULL, flags);
  properties[PROP_OUTCOME] = g_param_spec_string ("outcome", NULL, NULL, NULL, flags);
  properties[PROP_REMARK] = g_param_spec_string ("remark", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_evaluation_item_init (AttuneEvaluationItem *self)
{
}

static AttuneOutcome
get_verdict (const AttuneEvaluationRow *row)
{
  return row->state == ATTUNE_EVALUATION_STATE_VOID ? ATTUNE_OUTCOME_NONE : row->outcome;
}

const char *
attune_evaluation_get_mark (const AttuneEvaluationRow *row)
{
  return attune_format_outcome_mark (get_verdict (row),
                                     attune_score_is_borderline (row->score, row->pass,
                                                                 row->is_failed));
}

static char *
say_outcome (AttuneOutcome outcome, const char *mark)
{
  switch (outcome)
    {
    case ATTUNE_OUTCOME_PASS:
      return g_strdup_printf ("%s %s", mark, C_ ("evaluation", "Passed"));
    case ATTUNE_OUTCOME_FAIL:
      return g_strdup_printf ("%s %s", mark, C_ ("evaluation", "Not Passed"));
    case ATTUNE_OUTCOME_NONE:
      return g_strdup ("");
    }
  g_assert_not_reached ();
}

char *
attune_evaluation_format_outcome (AttuneOutcome outcome)
{
  return say_outcome (outcome, attune_format_outcome_mark (outcome, FALSE));
}

char *
attune_evaluation_say_outcome (const AttuneEvaluationRow *row)
{
  return say_outcome (get_verdict (row), attune_evaluation_get_mark (row));
}

static gboolean
is_disputed (const AttuneEvaluationRow *row)
{
  return row->has_dispute && row->dispute == ATTUNE_DISPUTE_OPEN;
}

char *
attune_evaluation_format_state (const AttuneEvaluationRow *row)
{
  const char *state = attune_format_state (row->state);

  if (row->state == ATTUNE_EVALUATION_STATE_RELEASED && is_disputed (row))
    /* Translators: the state of an evaluation that its agent disputes. */
    return g_strdup_printf (_ ("%s, disputed"), state);
  if (row->state == ATTUNE_EVALUATION_STATE_RELEASED && row->acknowledged_at != 0)
    /* Translators: the state of an evaluation that its agent has acknowledged. */
    return g_strdup_printf (_ ("%s, seen"), state);
  if (row->reason == ATTUNE_REVISION_DISPUTE)
    /* Translators: the state of an evaluation that was changed after a dispute. */
    return g_strdup_printf (_ ("%s, dispute decided"), state);
  if (row->reason == ATTUNE_REVISION_FIRST)
    return g_strdup (state);
  /* Translators: the state of an evaluation that was corrected after it was submitted: "Released, corrected". */
  return g_strdup_printf (_ ("%s, corrected"), state);
}

char *
attune_evaluation_format_remark (const AttuneEvaluationRow *row)
{
  const char *words[6] = { NULL };
  guint n = 0;

  if (row->kind == ATTUNE_EVALUATION_SELF)
    words[n++] = _ ("Self-evaluation");
  if (row->state != ATTUNE_EVALUATION_STATE_RELEASED)
    words[n++] = attune_format_state (row->state);
  if (is_disputed (row))
    words[n++] = _ ("Disputed");
  if (row->reason != ATTUNE_REVISION_FIRST)
    words[n++] = _ ("Corrected");
  if (row->kind == ATTUNE_EVALUATION_ASSESSMENT && row->basis == ATTUNE_BASIS_TARGETED)
    words[n++] = _ ("Targeted");
  return g_strjoinv (" · ", (char **) words);
}

AttuneEvaluationItem *
attune_evaluation_item_new (const AttuneEvaluationRow *row, GTimeZone *zone)
{
  AttuneEvaluationItem *self;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (ATTUNE_TYPE_EVALUATION_ITEM, NULL);
  self->id = row->id;
  self->time = row->contact_at;
  self->date = attune_format_time (row->contact_at, zone, ATTUNE_TIME_SHORT);
  self->form = g_strdup (row->form_title);
  self->evaluator = g_strdup (row->evaluator_name);
  self->score = attune_format_score (row->score);
  self->outcome = attune_evaluation_say_outcome (row);
  self->remark = attune_evaluation_format_remark (row);

  return self;
}

gint64
attune_evaluation_item_get_id (AttuneEvaluationItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_EVALUATION_ITEM (self), 0);

  return self->id;
}

static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  const AttuneEvaluationItem *one = a;
  const AttuneEvaluationItem *other = b;

  return one->id == other->id && one->time == other->time && g_str_equal (one->date, other->date) &&
         g_str_equal (one->form, other->form) && g_str_equal (one->evaluator, other->evaluator) &&
         g_str_equal (one->score, other->score) && g_str_equal (one->outcome, other->outcome) &&
         g_str_equal (one->remark, other->remark);
}

void
attune_evaluation_items_update (GListStore *store, GPtrArray *rows, GTimeZone *zone)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      const AttuneEvaluationRow *row = g_ptr_array_index (rows, i);

      if (row != NULL)
        g_ptr_array_add (items, attune_evaluation_item_new (row, zone));
    }
  attune_list_splice (store, items, is_same);
}
