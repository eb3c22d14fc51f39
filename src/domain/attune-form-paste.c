/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-group.h"
#include "attune-form-preset.h"
#include "attune-form-private.h"
#include "attune-form-shape.h"
#include "attune-form-tree.h"
#include "attune-form-words.h"

#include <glib/gi18n-lib.h>

/* What may hang below a copied part: sections in sections, and their questions. */
static const char *const child_keys[] = { "questions", "sections" };

/* A clipboard has its parts twice, once for each way of scoring and then with every quote escaped. */
#define MOST_BYTES (3 * ATTUNE_FORM_MAX_BYTES)

/* --- Fresh ids ----------------------------------------------------------------------------------------------- */

void
attune_form_tree_rename (AttuneFormTree *tree,
                         json_t *part,
                         gboolean is_section,
                         GHashTable *renamed)
{
  const char *old = json_string_value (json_object_get (part, "id"));
  const char *fresh = attune_form_tree_take_id (tree, old, is_section ? "section" : "question");

  if (old != NULL)
    g_hash_table_insert (renamed, g_strdup (old), g_strdup (fresh));
  json_object_set_new_nocheck (part, "id", json_string_nocheck (fresh));

  for (guint i = 0; is_section && i < G_N_ELEMENTS (child_keys); i++)
    {
      json_t *children = json_object_get (part, child_keys[i]);

      for (gsize j = 0; j < json_array_size (children); j++)
        {
          if (json_is_object (json_array_get (children, j)))
            attune_form_tree_rename (tree, json_array_get (children, j), i == 1, renamed);
        }
    }
}

/* Calls `visit` for every condition of a part and of all below it, with the object that has it. */
typedef void (*Visit) (json_t *owner, json_t *condition, gpointer data);

static void
visit_conditions (json_t *part, Visit visit, gpointer data)
{
  json_t *condition = json_object_get (part, "show_if");

  if (json_is_object (condition))
    visit (part, condition, data);
  for (guint i = 0; i < G_N_ELEMENTS (child_keys); i++)
    {
      json_t *children = json_object_get (part, child_keys[i]);

      for (gsize j = 0; j < json_array_size (children); j++)
        visit_conditions (json_array_get (children, j), visit, data);
    }
}

/* Calls `visit` for the condition and all that it is made of; ends with the first FALSE, which it gives. */
typedef gboolean (*VisitTerm) (json_t *term, gpointer data);

static gboolean
visit_terms (json_t *condition, VisitTerm visit, gpointer data)
{
  static const char *const list_keys[] = { "all", "any" };
  json_t *negated = json_object_get (condition, "not");

  if (!visit (condition, data) || (negated != NULL && !visit_terms (negated, visit, data)))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (list_keys); i++)
    {
      json_t *list = json_object_get (condition, list_keys[i]);

      for (gsize j = 0; j < json_array_size (list); j++)
        if (!visit_terms (json_array_get (list, j), visit, data))
          return FALSE;
    }
  return TRUE;
}

static gboolean
rename_term (json_t *term, gpointer renamed)
{
  const char *id = json_string_value (json_object_get (term, "question"));
  const char *fresh = id != NULL ? g_hash_table_lookup (renamed, id) : NULL;

  if (fresh != NULL)
    json_object_set_new_nocheck (term, "question", json_string_nocheck (fresh));
  return TRUE;
}

static void
rename_condition (json_t *owner, json_t *condition, gpointer renamed)
{
  visit_terms (condition, rename_term, renamed);
}

void
attune_form_tree_rename_conditions (json_t *part, GHashTable *renamed)
{
  visit_conditions (part, rename_condition, renamed);
}

/* --- Duplicating --------------------------------------------------------------------------------------------- */

/* Names the copy of an option or reason anew; a range has no id. */
static const char *
rename_option (AttuneFormTree *tree, json_t *part, gboolean is_reason)
{
  const char *fresh = attune_form_tree_make_id (tree, is_reason ? "reason" : "option");

  json_object_set_new_nocheck (part, "id", json_string_nocheck (fresh));
  return fresh;
}

AttuneForm *
attune_form_duplicate (AttuneForm *self, AttuneFormPlace place, char **out_id, GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autoptr (GHashTable) renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (AttuneForm) form = NULL;
  g_autofree char *id = NULL;
  json_t *list;
  json_t *copy;
  gsize index;
  gsize n_bytes;

  g_return_val_if_fail (self != NULL && place.element != NULL, NULL);

  attune_form_tree_init (&tree, self);
  list = attune_form_tree_open_siblings (&tree, place, &index, error);
  if (list == NULL)
    return NULL;

  copy = json_deep_copy (json_array_get (list, index));
  if (place.option == NULL)
    {
      attune_form_tree_rename (&tree, copy,
                               attune_form_find_section (self, place.element) != ATTUNE_FORM_NONE,
                               renamed);
      attune_form_tree_rename_conditions (copy, renamed);
    }
  else if (json_object_get (copy, "id") != NULL)
    rename_option (&tree, copy, place.reason != NULL);

  id = g_strdup (json_string_value (json_object_get (copy, "id")));
  if (id == NULL)
    id = g_strdup_printf ("%" G_GSIZE_FORMAT, index + 1);
  n_bytes = attune_json_measure (copy) + 1;
  json_array_insert_new (list, index + 1, copy);
  form = attune_form_tree_finish (&tree, n_bytes, error);
  if (form != NULL && out_id != NULL)
    *out_id = g_steal_pointer (&id);
  return g_steal_pointer (&form);
}

/* --- The clipboard ------------------------------------------------------------------------------------------- */

/* What a clipboard says beside its parts; either may be NULL. */
typedef struct
{
  const char
    *turned; /* what they would be in the other mode: a text within, read only where it is needed */
  const char *
    cut_from; /* the id of the form that they are taken away from, and may come back to as they are */
} Marks;

/* Parts that are in the form, as a text. */
static char *
write_clipboard (AttuneForm *form, const char *const *ids, Marks marks)
{
  g_autoptr (AttuneFormShape) shape = attune_form_shape_new (form);
  g_autoptr (AttuneJson)
    document = json_pack ("{s:s, s:i, s:s, s:[]}", "format", "attune-form-parts", "version", 1,
                          "mode", attune_mode_words[form->scoring.mode], "parts");
  json_t *parts = json_object_get (document, "parts");

  for (guint i = 0; ids[i] != NULL; i++)
    {
      guint question = attune_form_find_question (form, ids[i]);
      guint section = attune_form_find_section (form, ids[i]);
      AttuneFormPart part = { question == ATTUNE_FORM_NONE, MIN (question, section) };

      json_array_append (parts, attune_form_shape_get_object (shape, part));
    }
  if (marks.turned != NULL)
    json_object_set_new (document, "turned", json_string_nocheck (marks.turned));
  if (marks.cut_from != NULL)
    json_object_set_new (document, "cut_from", json_string_nocheck (marks.cut_from));
  return attune_json_dump (document, TRUE, NULL);
}

/* The parts as they would be in the form's other mode, by presets that do nothing else to questions: only here is known what
 * they weigh of the whole. NULL where the form cannot be turned. */
static char *
write_turned (AttuneForm *form, const char *const *ids)
{
  AttuneFormPreset preset = form->scoring.mode == ATTUNE_SCORING_SHARE
                              ? ATTUNE_FORM_PRESET_GENESYS
                              : ATTUNE_FORM_PRESET_EVALUAGENT_LEAVE;
  g_autoptr (AttuneForm) turned = attune_form_apply_preset (form, preset, NULL);

  return turned != NULL ? write_clipboard (turned, ids, (Marks){ NULL, NULL }) : NULL;
}

static char *
write_parts (AttuneForm *self, const char *const *ids, const char *cut_from, GError **error)
{
  g_autofree const char **sorted = NULL;
  g_autofree char *turned = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    if (!g_hash_table_contains (self->elements, ids[i]))
      {
        g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                     _ ("the form has no part “%s”"), ids[i]);
        return NULL;
      }
  sorted = attune_form_group_sort (self, ids);
  turned = write_turned (self, sorted);
  return write_clipboard (self, sorted, (Marks){ turned, cut_from });
}

char *
attune_form_copy (AttuneForm *self, const char *const *ids, GError **error)
{
  g_return_val_if_fail (self != NULL && ids != NULL, NULL);

  return write_parts (self, ids, NULL, error);
}

char *
attune_form_cut (AttuneForm *self, const char *const *ids, GError **error)
{
  g_return_val_if_fail (self != NULL && ids != NULL, NULL);

  return write_parts (self, ids, attune_form_get_id (self), error);
}

static gboolean
is_section (json_t *part)
{
  return json_object_get (part, "type") == NULL;
}

static gboolean
has_only_objects (json_t *parts)
{
  for (gsize i = 0; i < json_array_size (parts); i++)
    if (!json_is_object (json_array_get (parts, i)))
      return FALSE;
  return json_array_size (parts) > 0;
}

/* The document of the clipboard, whose "parts" are objects; or NULL. Owned by the caller. */
static json_t *
read_clipboard (const char *text)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneJson) document = attune_json_load (text, -1, MOST_BYTES, faults);
  const char *format = json_string_value (json_object_get (document, "format"));

  if (g_strcmp0 (format, "attune-form-parts") != 0 ||
      !has_only_objects (json_object_get (document, "parts")))
    return NULL;
  return json_incref (document);
}

/* The clipboard as a form of that mode has it; NULL where it is so already, does not say how its form is scored, or what it
 * would be otherwise. Owned by the caller. */
static json_t *
turn_clipboard (json_t *clipboard, AttuneScoringMode mode)
{
  const char *word = json_string_value (json_object_get (clipboard, "mode"));
  const char *text = json_string_value (json_object_get (clipboard, "turned"));
  g_autoptr (AttuneJson) turned = NULL;

  if (word == NULL || text == NULL || g_str_equal (word, attune_mode_words[mode]))
    return NULL;
  turned = read_clipboard (text);
  if (json_array_size (json_object_get (turned, "parts")) !=
      json_array_size (json_object_get (clipboard, "parts")))
    return NULL;
  return g_steal_pointer (&turned);
}

gboolean
attune_form_can_paste (const char *text)
{
  g_autoptr (AttuneJson) clipboard = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  clipboard = read_clipboard (text);
  return clipboard != NULL;
}

/* What is pasted, and where. */
typedef struct
{
  AttuneForm *form;
  AttuneFormShape *shape;
  GHashTable *own; /* the fresh id of all that is pasted -> its rank: what stands where among it */
  guint homes[2];  /* of questions, of sections */
  guint positions[2]; /* likewise */
  guint limits[2];    /* the first question of the form that comes behind what is pasted */
  guint n_lost;
  gsize n_bytes;
  gboolean is_turned; /* to this form's way of scoring */
  gboolean is_return; /* of what was cut out of this form */
} Paste;

/* A condition of what is being pasted, and the questions of the form that it may look at. */
typedef struct
{
  const Paste *paste;
  guint limit;
  guint rank; /* of what has the condition */
} Term;

static gboolean
has_options (const AttuneFormQuestion *question, json_t *wanted)
{
  for (gsize i = 0; i < json_array_size (wanted); i++)
    {
      const char *id = json_string_value (json_array_get (wanted, i));

      if (id == NULL || attune_form_question_find_option (question, id) == ATTUNE_FORM_NONE)
        return FALSE;
    }
  return TRUE;
}

/* From 1; 0 for what is not pasted, and for NULL. */
static guint
get_rank (const Paste *paste, const char *id)
{
  return id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (paste->own, id)) : 0;
}

static gboolean
can_hold (json_t *term, gpointer data)
{
  const Term *check = data;
  const char *id = json_string_value (json_object_get (term, "question"));
  guint rank = get_rank (check->paste, id);
  guint index;

  if (id == NULL)
    return TRUE;
  if (rank > 0)
    return rank < check->rank;
  index = attune_form_find_question (check->paste->form, id);
  return index != ATTUNE_FORM_NONE && index < check->limit &&
         has_options (attune_form_get_question (check->paste->form, index),
                      json_object_get (term, "is"));
}

static guint
find_limit (const Paste *paste, gboolean of_sections)
{
  guint home = paste->homes[of_sections];
  GArray *list = attune_form_shape_get_list (paste->shape, of_sections, home);
  guint position = paste->positions[of_sections];

  if (position < list->len)
    return of_sections
             ? attune_form_get_section (paste->form, g_array_index (list, guint, position))
                 ->first_question
             : g_array_index (list, guint, position);
  if (home == ATTUNE_FORM_NONE)
    return attune_form_get_n_questions (paste->form);
  if (of_sections)
    return attune_form_get_section (paste->form, home)->end_question;
  return attune_form_get_section (paste->form, home)->first_question + list->len;
}

static void
drop_if_lost (json_t *owner, json_t *condition, gpointer data)
{
  Term *check = data;

  check->rank = get_rank (check->paste, json_string_value (json_object_get (owner, "id")));
  if (visit_terms (condition, can_hold, check))
    return;
  json_object_del (owner, "show_if");
  ((Paste *) check->paste)->n_lost++;
}

/* Takes over `part`, which has its fresh ids. */
static void
insert_part (Paste *paste, json_t *part)
{
  gboolean of_sections = is_section (part);
  Term check = { paste, paste->limits[of_sections], 0 };

  visit_conditions (part, drop_if_lost, &check);
  paste->n_bytes += attune_json_measure (part) + 1;
  attune_form_shape_insert (paste->shape, attune_form_shape_add (paste->shape, of_sections, part),
                            paste->homes[of_sections], paste->positions[of_sections]++);
}

/* Whether the section that questions are pasted into begins before what is pasted as sections. */
static gboolean
begins_before_sections (const Paste *paste)
{
  guint home = paste->homes[TRUE];
  GArray *list = attune_form_shape_get_list (paste->shape, TRUE, home);
  guint next = home == ATTUNE_FORM_NONE ? attune_form_get_n_sections (paste->form) : home + 1;

  if (paste->positions[TRUE] < list->len)
    return paste->homes[FALSE] < g_array_index (list, guint, paste->positions[TRUE]);
  while (next < attune_form_get_n_sections (paste->form) &&
         attune_form_get_section (paste->form, next)->depth >
           attune_form_get_section (paste->form, home)->depth)
    next++;
  return paste->homes[FALSE] < next;
}

static void
rank_part (Paste *paste, json_t *part)
{
  const char *id = json_string_value (json_object_get (part, "id"));

  if (id != NULL)
    g_hash_table_insert (paste->own, g_strdup (id),
                         GUINT_TO_POINTER (g_hash_table_size (paste->own) + 1));
  for (guint i = 0; i < G_N_ELEMENTS (child_keys); i++)
    {
      json_t *children = json_object_get (part, child_keys[i]);

      for (gsize j = 0; j < json_array_size (children); j++)
        rank_part (paste, json_array_get (children, j));
    }
}

/* In the order that they will have in the form. */
static void
rank_all (Paste *paste, json_t *copies)
{
  gboolean are_questions_first = paste->homes[FALSE] != ATTUNE_FORM_NONE &&
                                 begins_before_sections (paste);

  for (guint pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < json_array_size (copies); i++)
      if (is_section (json_array_get (copies, i)) == ((pass == 0) != are_questions_first))
        rank_part (paste, json_array_get (copies, i));
}

static gboolean
find_home (Paste *paste, AttuneFormSpot spot, gboolean of_sections, GError **error)
{
  guint home = spot.parent != NULL ? attune_form_find_section (paste->form, spot.parent)
                                   : ATTUNE_FORM_NONE;

  if (spot.parent != NULL && home == ATTUNE_FORM_NONE)
    {
      g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                   _ ("the form has no section “%s”"), spot.parent);
      return FALSE;
    }
  paste->homes[of_sections] = home;
  paste->positions[of_sections] = spot.position;
  paste->limits[of_sections] = find_limit (paste, of_sections);
  paste->positions[of_sections] = MIN (
    spot.position, attune_form_shape_get_list (paste->shape, of_sections, home)->len);
  return TRUE;
}

/* Copies of the parts with fresh ids, or those of what was cut out of this form; NULL where a question has no section to go to. */
static json_t *
rename_all (Paste *paste, json_t *parts, GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autoptr (GHashTable) renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (AttuneJson) copies = json_deep_copy (parts);

  attune_form_tree_init (&tree, paste->form);
  tree.keeps_ids = paste->is_return;
  for (gsize i = 0; i < json_array_size (copies); i++)
    {
      json_t *part = json_array_get (copies, i);

      if (!is_section (part) && paste->homes[FALSE] == ATTUNE_FORM_NONE)
        {
          g_set_error_literal (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                               _ ("a question must be pasted into a section"));
          return NULL;
        }
      attune_form_tree_rename (&tree, part, is_section (part), renamed);
    }
  for (gsize i = 0; i < json_array_size (copies); i++)
    attune_form_tree_rename_conditions (json_array_get (copies, i), renamed);
  return json_incref (copies);
}

/* How many of what was pasted can score, inner ones included. */
static guint
count_scored (AttuneForm *form, GHashTable *own)
{
  guint n = 0;

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);

      n += question->can_score && g_hash_table_contains (own, question->id);
    }
  return n;
}

static AttuneForm *
finish (const Paste *paste, json_t *copies, AttuneFormPasted *out_pasted, GError **error)
{
  AttuneForm *form = attune_form_shape_finish (paste->shape, paste->n_bytes, error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (form == NULL || out_pasted == NULL)
    return form;
  for (gsize i = 0; i < json_array_size (copies); i++)
    g_strv_builder_add (ids,
                        json_string_value (json_object_get (json_array_get (copies, i), "id")));
  *out_pasted = (AttuneFormPasted){ g_strv_builder_end (ids), paste->n_lost,
                                    paste->is_turned ? count_scored (form, paste->own) : 0 };
  return form;
}

AttuneForm *
attune_form_paste (AttuneForm *self,
                   AttuneFormSpot questions,
                   AttuneFormSpot sections,
                   const char *text,
                   AttuneFormPasted *out_pasted,
                   GError **error)
{
  g_autoptr (AttuneFormShape) shape = NULL;
  g_autoptr (GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (AttuneJson) clipboard = NULL;
  g_autoptr (AttuneJson) turned = NULL;
  g_autoptr (AttuneJson) copies = NULL;
  Paste paste;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  clipboard = read_clipboard (text);
  if (clipboard == NULL)
    {
      g_set_error_literal (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
                           _ ("the clipboard holds no sections or questions of a form"));
      return NULL;
    }
  shape = attune_form_shape_new (self);
  paste = (Paste){ .form = self, .shape = shape, .own = own };
  turned = turn_clipboard (clipboard, self->scoring.mode);
  paste.is_turned = turned != NULL;
  paste.is_return = g_strcmp0 (json_string_value (json_object_get (clipboard, "cut_from")),
                               attune_form_get_id (self)) == 0;
  if (!find_home (&paste, questions, FALSE, error) || !find_home (&paste, sections, TRUE, error))
    return NULL;
  copies = rename_all (&paste, json_object_get (turned != NULL ? turned : clipboard, "parts"),
                       error);
  if (copies == NULL)
    return NULL;
  rank_all (&paste, copies);
  for (gsize i = 0; i < json_array_size (copies); i++)
    insert_part (&paste, json_incref (json_array_get (copies, i)));
  return finish (&paste, copies, out_pasted, error);
}
