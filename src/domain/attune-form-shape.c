/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-shape.h"

#include "attune-form-private.h"
#include "attune-form-tree.h"

typedef struct
{
  json_t *object;    /* owned; NULL for the form */
  GArray *questions; /* guint */
  GArray *sections;  /* guint */
  guint parent;
  gboolean is_new; /* `object` says all that is in it */
} Section;

typedef struct
{
  json_t *object; /* owned */
  guint section;
} Question;

struct _AttuneFormShape
{
  AttuneForm *form; /* borrowed */
  Section top;
  GPtrArray *sections;
  GArray *questions;
};

static void
clear_section (Section *section)
{
  json_decref (section->object);
  g_array_unref (section->questions);
  g_array_unref (section->sections);
}

static void
free_section (gpointer data)
{
  clear_section (data);
  g_free (data);
}

static void
clear_question (gpointer data)
{
  json_decref (((Question *) data)->object);
}

static void
init_section (Section *section, json_t *object)
{
  section->object = json_incref (object);
  section->questions = g_array_new (FALSE, FALSE, sizeof (guint));
  section->sections = g_array_new (FALSE, FALSE, sizeof (guint));
  section->parent = ATTUNE_FORM_NONE;
}

static Section *
get_section (AttuneFormShape *self, guint index)
{
  return index != ATTUNE_FORM_NONE ? g_ptr_array_index (self->sections, index) : &self->top;
}

static guint
append_section (AttuneFormShape *self, json_t *object)
{
  Section *section = g_new0 (Section, 1);

  init_section (section, object);
  g_ptr_array_add (self->sections, section);
  return self->sections->len - 1;
}

static guint
append_question (AttuneFormShape *self, json_t *object)
{
  Question question = { json_incref (object), ATTUNE_FORM_NONE };

  g_array_append_val (self->questions, question);
  return self->questions->len - 1;
}

/* The same way through the document as the form itself was read, hence the same indices. */
static void
read_section (AttuneFormShape *self, guint parent, json_t *object)
{
  json_t *questions = json_object_get (object, "questions");
  json_t *sections = json_object_get (object, "sections");
  guint index = append_section (self, object);

  attune_form_shape_insert (self, (AttuneFormPart){ TRUE, index }, parent, G_MAXUINT);
  for (gsize i = 0; i < json_array_size (questions); i++)
    {
      AttuneFormPart part = { FALSE, append_question (self, json_array_get (questions, i)) };

      attune_form_shape_insert (self, part, index, G_MAXUINT);
    }
  for (gsize i = 0; i < json_array_size (sections); i++)
    read_section (self, index, json_array_get (sections, i));
}

AttuneFormShape *
attune_form_shape_new (AttuneForm *form)
{
  AttuneFormShape *self = g_new0 (AttuneFormShape, 1);
  json_t *sections = json_object_get (form->document, "sections");

  self->form = form;
  self->sections = g_ptr_array_new_with_free_func (free_section);
  self->questions = g_array_new (FALSE, FALSE, sizeof (Question));
  g_array_set_clear_func (self->questions, clear_question);
  init_section (&self->top, NULL);
  for (gsize i = 0; i < json_array_size (sections); i++)
    read_section (self, ATTUNE_FORM_NONE, json_array_get (sections, i));
  g_assert (self->sections->len == attune_form_get_n_sections (form) &&
            self->questions->len == attune_form_get_n_questions (form));
  return self;
}

void
attune_form_shape_free (AttuneFormShape *self)
{
  clear_section (&self->top);
  g_ptr_array_unref (self->sections);
  g_array_unref (self->questions);
  g_free (self);
}

GArray *
attune_form_shape_get_list (AttuneFormShape *self, gboolean of_sections, guint section)
{
  Section *found = get_section (self, section);

  return of_sections ? found->sections : found->questions;
}

static void
list_sections (AttuneFormShape *self, guint section, GArray *list)
{
  GArray *children = get_section (self, section)->sections;

  for (guint i = 0; i < children->len; i++)
    {
      guint child = g_array_index (children, guint, i);

      g_array_append_val (list, child);
      list_sections (self, child, list);
    }
}

GArray *
attune_form_shape_list_sections (AttuneFormShape *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));

  list_sections (self, ATTUNE_FORM_NONE, list);
  return list;
}

static guint *
point_to_home (AttuneFormShape *self, AttuneFormPart part)
{
  return part.is_section ? &get_section (self, part.index)->parent
                         : &g_array_index (self->questions, Question, part.index).section;
}

guint
attune_form_shape_locate (AttuneFormShape *self, AttuneFormPart part, guint *out_section)
{
  guint section = *point_to_home (self, part);
  GArray *list = attune_form_shape_get_list (self, part.is_section, section);
  guint position = 0;

  while (position < list->len && g_array_index (list, guint, position) != part.index)
    position++;
  g_assert (position < list->len);
  *out_section = section;
  return position;
}

void
attune_form_shape_remove (AttuneFormShape *self, AttuneFormPart part)
{
  guint section;
  guint position = attune_form_shape_locate (self, part, &section);

  g_array_remove_index (attune_form_shape_get_list (self, part.is_section, section), position);
  *point_to_home (self, part) = ATTUNE_FORM_NONE;
}

void
attune_form_shape_insert (AttuneFormShape *self, AttuneFormPart part, guint section, guint position)
{
  GArray *list = attune_form_shape_get_list (self, part.is_section, section);

  g_array_insert_val (list, MIN (position, list->len), part.index);
  *point_to_home (self, part) = section;
}

AttuneFormPart
attune_form_shape_add (AttuneFormShape *self, gboolean is_section, json_t *object)
{
  AttuneFormPart part = { is_section, 0 };

  if (is_section)
    {
      part.index = append_section (self, object);
      get_section (self, part.index)->is_new = TRUE;
    }
  else
    part.index = append_question (self, object);
  json_decref (object);
  return part;
}

static json_t **
point_to_object (AttuneFormShape *self, AttuneFormPart part)
{
  return part.is_section ? &get_section (self, part.index)->object
                         : &g_array_index (self->questions, Question, part.index).object;
}

json_t *
attune_form_shape_get_object (AttuneFormShape *self, AttuneFormPart part)
{
  return *point_to_object (self, part);
}

void
attune_form_shape_set_object (AttuneFormShape *self, AttuneFormPart part, json_t *object)
{
  json_decref (*point_to_object (self, part));
  *point_to_object (self, part) = object;
}

/* --- Back to a document -------------------------------------------------------------------------------------- */

/* A list that is empty is not written where there was none. Takes over `list`. */
static void
set_list (json_t *object, const char *key, json_t *list)
{
  if (json_array_size (list) > 0 || json_object_get (object, key) != NULL)
    json_object_set_new_nocheck (object, key, list);
  else
    json_decref (list);
}

static json_t *
write_questions (AttuneFormShape *self, const Section *section)
{
  json_t *list = json_array ();

  for (guint i = 0; i < section->questions->len; i++)
    {
      guint index = g_array_index (section->questions, guint, i);

      json_array_append (list, g_array_index (self->questions, Question, index).object);
    }
  return list;
}

static json_t *
write_sections (AttuneFormShape *self, const Section *section)
{
  json_t *list = json_array ();

  for (guint i = 0; i < section->sections->len; i++)
    {
      const Section *child = get_section (self, g_array_index (section->sections, guint, i));
      json_t *object = child->is_new ? json_incref (child->object) : json_copy (child->object);

      if (!child->is_new)
        {
          set_list (object, "questions", write_questions (self, child));
          set_list (object, "sections", write_sections (self, child));
        }
      json_array_append_new (list, object);
    }
  return list;
}

AttuneForm *
attune_form_shape_finish (AttuneFormShape *self, gsize n_bytes, GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };

  attune_form_tree_init (&tree, self->form);
  set_list (tree.root, "sections", write_sections (self, &self->top));
  return attune_form_tree_finish (&tree, n_bytes, error);
}
