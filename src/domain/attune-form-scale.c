/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-scale.h"

#include "attune-form-names.h"
#include "attune-form-private.h"
#include "attune-form-shape.h"
#include "attune-form-tree.h"
#include "attune-fresh-id.h"

#include <glib/gi18n-lib.h>

/* What the keys of a question and the punctuation around their values can add to the text. */
#define KEY_BYTES 256

#define FULL_SCORE (100 * ATTUNE_DECIMAL_ONE)

/* How many answers are described. */
#define MOST_DESCRIBED 6

/* An answer of a ready scale. */
typedef struct
{
  const char *id;
  const char *label;
} Step;

typedef struct
{
  const char *word;
  const char *name;
  AttuneQuestionType type;
  gboolean falls; /* from the best to the worst */
  guint first;    /* of figures, which are their own labels */
  guint n_steps;
  const Step *steps; /* NULL for figures */
} ReadyScale;

static const Step yes_no[] = { { "yes", N_ ("Yes") }, { "no", N_ ("No") } };
static const Step yes_partly_no[] = { { "yes", N_ ("Yes") },
                                      { "partly", N_ ("Partly") },
                                      { "no", N_ ("No") } };

static const ReadyScale ready_scales[ATTUNE_N_READY_SCALES] = {
  [ATTUNE_READY_SCALE_YES_NO] = { .word = "yes_no",
                                  .name = N_ ("Yes or No"),
                                  .type = ATTUNE_QUESTION_YES_NO,
                                  .falls = TRUE,
                                  .n_steps = G_N_ELEMENTS (yes_no),
                                  .steps = yes_no },
  [ATTUNE_READY_SCALE_YES_PARTLY_NO] = { .word = "yes_partly_no",
                                         .name = N_ ("Yes, Partly or No"),
                                         .type = ATTUNE_QUESTION_SCALE,
                                         .falls = TRUE,
                                         .n_steps = G_N_ELEMENTS (yes_partly_no),
                                         .steps = yes_partly_no },
  [ATTUNE_READY_SCALE_ONE_TO_FOUR] = { .word = "one_to_four",
                                       .name = N_ ("1 to 4"),
                                       .type = ATTUNE_QUESTION_SCALE,
                                       .first = 1,
                                       .n_steps = 4 },
  [ATTUNE_READY_SCALE_ONE_TO_FIVE] = { .word = "one_to_five",
                                       .name = N_ ("1 to 5"),
                                       .type = ATTUNE_QUESTION_SCALE,
                                       .first = 1,
                                       .n_steps = 5 },
  [ATTUNE_READY_SCALE_ZERO_TO_TEN] = { .word = "zero_to_ten",
                                       .name = N_ ("0 to 10"),
                                       .type = ATTUNE_QUESTION_SCALE,
                                       .n_steps = 11 },
};

/* What is to be used. */
typedef struct
{
  const AttuneFormQuestion *source; /* NULL: … */
  const ReadyScale *ready;
} Scale;

/* An answer, of a question or of what it is to use. */
typedef struct
{
  const char *id;
  const char *label;
  AttuneDecimal score;
  gboolean is_bonus;
  json_t *object; /* owned */
  char *folded;   /* owned: the label, to be compared */
  guint other;    /* the same answer on the other side, ATTUNE_FORM_NONE while it has none */
} Answer;

/* Questions being given other answers. */
typedef struct
{
  AttuneForm *form; /* borrowed: as it was */
  AttuneFormShape *shape;
  Scale scale;
  GHashTable *changed; /* set of AttuneFormQuestion */
  gsize n_bytes;
} Using;

/* --- What there is ------------------------------------------------------------------------------------------- */

const char *
attune_ready_scale_get_name (AttuneReadyScale scale)
{
  g_return_val_if_fail (scale < ATTUNE_N_READY_SCALES, NULL);

  return _ (ready_scales[scale].name);
}

const char *
attune_ready_scale_to_string (AttuneReadyScale scale)
{
  g_return_val_if_fail (scale < ATTUNE_N_READY_SCALES, NULL);

  return ready_scales[scale].word;
}

gboolean
attune_ready_scale_from_string (const char *word, AttuneReadyScale *out_scale)
{
  g_return_val_if_fail (word != NULL && out_scale != NULL, FALSE);

  for (guint i = 0; i < ATTUNE_N_READY_SCALES; i++)
    if (g_str_equal (ready_scales[i].word, word))
      {
        *out_scale = (AttuneReadyScale) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
attune_form_question_has_answers (const AttuneFormQuestion *question)
{
  g_return_val_if_fail (question != NULL, FALSE);

  return question->n_options > 0;
}

char *
attune_form_question_describe_answers (const AttuneFormQuestion *question)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (question != NULL, NULL);

  for (guint i = 0; i < MIN (question->n_options, MOST_DESCRIBED); i++)
    {
      g_autofree char *answer = attune_form_option_describe (&question->options[i]);

      /* Translators: stands between the items of a list, "Manager, Analyst". */
      g_string_append_printf (text, "%s%s", i > 0 ? _ (", ") : "", answer);
    }
  if (question->n_options > MOST_DESCRIBED)
    g_string_append_printf (text, "%s…", _ (", "));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- Answers ------------------------------------------------------------------------------------------------- */

static void
clear_answer (gpointer data)
{
  Answer *answer = data;

  json_decref (answer->object);
  g_free (answer->folded);
}

/* Takes over the object. */
static void
add_answer (GArray *answers, Answer answer)
{
  answer.folded = g_utf8_casefold (answer.label, -1);
  g_strstrip (answer.folded);
  answer.other = ATTUNE_FORM_NONE;
  g_array_append_val (answers, answer);
}

static GArray *
create_answers (void)
{
  GArray *answers = g_array_new (FALSE, FALSE, sizeof (Answer));

  g_array_set_clear_func (answers, clear_answer);
  return answers;
}

static Answer *
get_answer (const GArray *answers, guint index)
{
  return &g_array_index (answers, Answer, index);
}

static json_t *
get_object (Using *using, const AttuneFormQuestion *question)
{
  return attune_form_shape_get_object (using->shape, (AttuneFormPart){ FALSE, question->index });
}

/* The list of options or ranges, that of a yes/no question by default included. Owned by the caller. */
static json_t *
get_list (Using *using, const AttuneFormQuestion *question)
{
  const char *key = question->type == ATTUNE_QUESTION_NUMBER ? "ranges" : "options";
  json_t *list = json_object_get (get_object (using, question), key);

  return list != NULL ? json_incref (list) : attune_form_make_options (using->form, question->type);
}

/* Each with a copy of its object. */
static GArray *
list_answers (Using *using, const AttuneFormQuestion *question)
{
  g_autoptr (AttuneJson) list = get_list (using, question);
  GArray *answers = create_answers ();

  for (guint i = 0; i < question->n_options; i++)
    {
      const AttuneFormOption *option = &question->options[i];

      add_answer (answers, (Answer){ .id = option->id,
                                     .label = option->label,
                                     .score = option->score,
                                     .is_bonus = option->is_bonus,
                                     .object = json_deep_copy (json_array_get (list, i)) });
    }
  return answers;
}

/* What the scale gives at most to a question. */
static AttuneDecimal
find_most (Using *using, const AttuneFormQuestion *question)
{
  AttuneScoringMode mode = attune_form_get_scoring (using->form)->mode;
  AttuneDecimal most = attune_form_question_get_best (question, mode);

  if (mode == ATTUNE_SCORING_SHARE)
    return FULL_SCORE;
  return most > 0 ? most : (using->scale.ready->n_steps - 1) * ATTUNE_DECIMAL_ONE;
}

/* From nothing to `most`, to the nearest that a document can hold. */
static AttuneDecimal
find_worth (const ReadyScale *scale, guint step, AttuneDecimal most)
{
  guint n = scale->n_steps - 1;
  guint above = scale->falls ? n - step : step;

  return (most / n) * above + ((most % n) * above + n / 2) / n;
}

/* The answers of a ready scale; the strings are those of the objects. */
static GArray *
list_steps (Using *using, const AttuneFormQuestion *question)
{
  const ReadyScale *scale = using->scale.ready;
  AttuneDecimal most = find_most (using, question);
  GArray *answers = create_answers ();

  for (guint i = 0; i < scale->n_steps; i++)
    {
      g_autofree char *figure = g_strdup_printf ("%u", scale->first + i);
      const char *id = scale->steps != NULL ? scale->steps[i].id : figure;
      const char *label = scale->steps != NULL ? _ (scale->steps[i].label) : figure;
      Answer answer = { .score = find_worth (scale, i, most) };

      answer.object = json_pack ("{s:s, s:s}", "id", id, "label", label);
      json_object_set_new (answer.object, "score", attune_decimal_to_json (answer.score));
      answer.id = json_string_value (json_object_get (answer.object, "id"));
      answer.label = json_string_value (json_object_get (answer.object, "label"));
      add_answer (answers, answer);
    }
  return answers;
}

/* --- Which answers are the same ------------------------------------------------------------------------------ */

static gboolean
has_same_label (const Answer *one, const Answer *other)
{
  return *one->folded != '\0' && g_str_equal (one->folded, other->folded);
}

static gboolean
has_same_id (const Answer *one, const Answer *other)
{
  return g_strcmp0 (one->id, other->id) == 0;
}

static gboolean
has_same_worth (const Answer *one, const Answer *other)
{
  return one->score == other->score && one->is_bonus == other->is_bonus;
}

static gboolean
is_same (const Answer *one, const Answer *other)
{
  return has_same_id (one, other) && has_same_label (one, other);
}

static gboolean
is_renamed (const Answer *one, const Answer *other)
{
  return has_same_id (one, other) && has_same_worth (one, other);
}

/* How many of the answers that are still without another are worth the same; the last of them in `out_index`. */
static guint
count_alike (const GArray *answers, const Answer *answer, guint *out_index)
{
  guint n = 0;

  for (guint i = 0; i < answers->len; i++)
    if (get_answer (answers, i)->other == ATTUNE_FORM_NONE &&
        has_same_worth (get_answer (answers, i), answer))
      {
        n++;
        *out_index = i;
      }
  return n;
}

static void
match_by (const GArray *own,
          const GArray *new,
          gboolean (*is_alike) (const Answer *, const Answer *))
{
  for (guint i = 0; i < new->len; i++)
    for (guint j = 0; j < own->len && get_answer (new, i)->other == ATTUNE_FORM_NONE; j++)
      if (get_answer (own, j)->other == ATTUNE_FORM_NONE &&
          is_alike (get_answer (new, i), get_answer (own, j)))
        {
          get_answer (new, i)->other = j;
          get_answer (own, j)->other = i;
        }
}

/* What only one on either side is worth. */
static void
match_by_worth (const GArray *own, const GArray *new)
{
  for (guint i = 0; i < new->len; i++)
    {
      guint j, same;

      if (get_answer (new, i)->other != ATTUNE_FORM_NONE ||
          count_alike (new, get_answer (new, i), &same) != 1 ||
          count_alike (own, get_answer (new, i), &j) != 1)
        continue;
      get_answer (new, i)->other = j;
      get_answer (own, j)->other = i;
    }
}

static void
match (const GArray *own, const GArray *new)
{
  match_by (own, new, is_same);
  match_by (own, new, has_same_label);
  match_by (own, new, is_renamed);
  match_by_worth (own, new);
}

/* Whether all stay what they are, and are worth what they were. */
static gboolean
goes_on (const GArray *own, const GArray *new)
{
  if (own->len != new->len)
    return FALSE;
  for (guint i = 0; i < new->len; i++)
    {
      const Answer *answer = get_answer (new, i);

      if (answer->other == ATTUNE_FORM_NONE ||
          !has_same_worth (answer, get_answer (own, answer->other)))
        return FALSE;
    }
  return TRUE;
}

/* --- A question with other answers --------------------------------------------------------------------------- */

static AttuneQuestionType
get_type (const Scale *scale)
{
  return scale->source != NULL ? scale->source->type : scale->ready->type;
}

/* Whether a question of one type can have answers that are those of another. */
static gboolean
can_have (AttuneQuestionType type, AttuneQuestionType answers, guint n_answers)
{
  if (type > ATTUNE_QUESTION_CHOICE || answers > ATTUNE_QUESTION_CHOICE)
    return type == answers;
  return type != ATTUNE_QUESTION_YES_NO || n_answers == 2;
}

/* Answers of one question; a GArray. */
static gboolean
is_id_taken (const char *id, gpointer answers)
{
  for (guint i = 0; i < ((GArray *) answers)->len; i++)
    if (g_strcmp0 (get_answer (answers, i)->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* An answer without a label is called by its id, and goes on to be. */
static void
set_id (Answer *answer, const char *id)
{
  json_object_set_new_nocheck (answer->object, "id", json_string_nocheck (id));
  if (json_object_get (answer->object, "label") == NULL)
    json_object_set_new_nocheck (answer->object, "label", json_string_nocheck (answer->label));
}

static void
settle_id (Answer *answer, GArray *own)
{
  g_autofree char *fresh = NULL;

  if (answer->other != ATTUNE_FORM_NONE)
    set_id (answer, get_answer (own, answer->other)->id);
  else if (is_id_taken (answer->id, own))
    {
      fresh = attune_fresh_id_make ("option", is_id_taken, own);
      set_id (answer, fresh);
    }
}

static gboolean
is_empty (json_t *value)
{
  const char *text = json_string_value (value);

  return text != NULL ? *text == '\0' : json_array_size (value) == 0;
}

/* What the source says nothing about stays as it is; of a ready scale, all but the label and the score. */
static void
keep_own (const Scale *scale, Answer *answer, const GArray *own)
{
  static const char *const kept[] = { "guidance", "reasons" };
  json_t *before;

  if (answer->other == ATTUNE_FORM_NONE)
    return;
  before = get_answer (own, answer->other)->object;
  if (scale->source == NULL)
    {
      json_object_update_missing (answer->object, before);
      json_object_del (answer->object, "bonus");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (is_empty (json_object_get (answer->object, kept[i])) &&
        json_object_get (before, kept[i]) != NULL)
      json_object_set (answer->object, kept[i], json_object_get (before, kept[i]));
}

/* The list of answers as it will be. Owned by the caller. */
static json_t *
write_answers (const Scale *scale, GArray *own, const GArray *new)
{
  json_t *list = json_array ();

  for (guint i = 0; i < new->len; i++)
    {
      Answer *answer = get_answer (new, i);

      if (answer->id != NULL)
        {
          settle_id (answer, own);
          keep_own (scale, answer, own);
        }
      json_array_append (list, answer->object);
    }
  return list;
}

static void
set_type (json_t *object, AttuneQuestionType type)
{
  json_object_set_new_nocheck (object, "type",
                               json_string_nocheck (attune_question_type_to_string (type)));
  json_object_del (object, "options");
  json_object_del (object, "ranges");
  json_object_del (object, "decimals");
}

/* What of a question belongs to its answers, but the answers themselves. */
static void
take_rules (json_t *object, const AttuneFormQuestion *question, const AttuneFormQuestion *source)
{
  if (source->type == ATTUNE_QUESTION_NUMBER && source->decimals > 0)
    json_object_set_new_nocheck (object, "decimals", json_integer (source->decimals));
  if (question->na_allowed != source->na_allowed)
    json_object_set_new_nocheck (object, "na_allowed", json_boolean (source->na_allowed));
}

static void
change_question (Using *using, const AttuneFormQuestion *question)
{
  const Scale *scale = &using->scale;
  g_autoptr (GArray) own = list_answers (using, question);
  g_autoptr (GArray) new = scale->source != NULL ? list_answers (using, scale->source)
                                                 : list_steps (using, question);
  json_t *object = json_copy (get_object (using, question));
  gboolean is_number = get_type (scale) == ATTUNE_QUESTION_NUMBER;
  gboolean keeps_type = FALSE;

  if (!is_number && question->type != ATTUNE_QUESTION_NUMBER)
    {
      match (own, new);
      keeps_type = can_have (question->type, get_type (scale), new->len) && goes_on (own, new);
    }
  set_type (object, keeps_type ? question->type : get_type (scale));
  json_object_set_new_nocheck (object, is_number ? "ranges" : "options",
                               write_answers (scale, own, new));
  if (scale->source != NULL)
    take_rules (object, question, scale->source);
  g_hash_table_add (using->changed, (gpointer) question);
  using->n_bytes += attune_json_measure (object) + KEY_BYTES;
  attune_form_shape_set_object (using->shape, (AttuneFormPart){ FALSE, question->index }, object);
}

/* --- The whole ----------------------------------------------------------------------------------------------- */

static const AttuneFormQuestion *
find_question (AttuneForm *form, const char *id, GError **error)
{
  guint index = attune_form_find_question (form, id);

  if (index != ATTUNE_FORM_NONE)
    return attune_form_get_question (form, index);
  g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
               _ ("the form has no question “%s”"), id);
  return NULL;
}

static AttuneForm *
use (AttuneForm *self, const char *const *questions, Scale scale, GError **error)
{
  g_autoptr (AttuneFormShape) shape = attune_form_shape_new (self);
  g_autoptr (GHashTable) changed = g_hash_table_new (NULL, NULL);
  Using using = { self, shape, scale, changed, 0 };
  g_autoptr (AttuneForm) form = NULL;

  for (guint i = 0; questions[i] != NULL; i++)
    {
      const AttuneFormQuestion *question = find_question (self, questions[i], error);

      if (question == NULL)
        return NULL;
      if (question != scale.source && !g_hash_table_contains (changed, question))
        change_question (&using, question);
    }
  form = attune_form_shape_finish (shape, using.n_bytes, error);
  if (form != NULL && attune_form_equal (form, self))
    return attune_form_ref (self);
  return g_steal_pointer (&form);
}

AttuneForm *
attune_form_use_answers (AttuneForm *self,
                         const char *const *questions,
                         const char *source,
                         GError **error)
{
  const AttuneFormQuestion *question;

  g_return_val_if_fail (self != NULL && questions != NULL && source != NULL, NULL);

  question = find_question (self, source, error);
  if (question == NULL)
    return NULL;
  if (!attune_form_question_has_answers (question))
    {
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                   _ ("“%s” has no answers that another question could use"),
                   attune_form_question_get_name (question));
      return NULL;
    }
  return use (self, questions, (Scale){ .source = question }, error);
}

AttuneForm *
attune_form_use_scale (AttuneForm *self,
                       const char *const *questions,
                       AttuneReadyScale scale,
                       GError **error)
{
  g_return_val_if_fail (self != NULL && questions != NULL, NULL);
  g_return_val_if_fail (scale < ATTUNE_N_READY_SCALES, NULL);

  return use (self, questions, (Scale){ .ready = &ready_scales[scale] }, error);
}
