/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-intake-line.h"

#include "attune-form-describe.h"
#include "attune-form-names.h"
#include "attune-intake-words.h"

struct _AttuneIntakeLine
{
  GObject parent_instance;

  /* owned; never NULL */
  char *title;
  char *detail;
  char *note;

  const char *kind; /* static: what it is drawn as */
};

G_DEFINE_FINAL_TYPE (AttuneIntakeLine, attune_intake_line, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DETAIL,
  PROP_NOTE,
  PROP_HAS_TITLE,
  PROP_HAS_DETAIL,
  PROP_HAS_NOTE,
  PROP_CLASSES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Takes the texts over. */
static void
append (GListStore *lines, const char *kind, char *title, char *detail, char *note)
{
  g_autoptr (AttuneIntakeLine) line = g_object_new (ATTUNE_TYPE_INTAKE_LINE, NULL);

  line->kind = kind;
  line->title = title;
  line->detail = detail;
  line->note = note;
  g_list_store_append (lines, line);
}

static void
append_section (GListStore *lines,
                AttuneForm *form,
                const AttuneFormSection *section,
                const AttuneFormLint *lint)
{
  gint64 weight = 0;

  for (guint i = section->first_question; i < section->end_question; i++)
    weight += lint != NULL ? lint->weights[i] : 0;
  append (lines, section->depth == 0 ? "section" : "sub-section",
          g_strdup (attune_form_section_get_name (section)),
          attune_intake_describe_condition (form, section->show_if),
          attune_form_describe_section (section, weight));
}

static void
append_question (GListStore *lines,
                 AttuneForm *form,
                 const AttuneFormQuestion *question,
                 const AttuneFormLint *lint)
{
  gint64 weight = lint != NULL ? lint->weights[question->index] : 0;
  g_autofree char *answers = attune_intake_describe_answers (question);
  g_autofree char *condition = attune_intake_describe_condition (form, question->show_if);

  append (lines, "question", g_strdup (attune_form_question_get_name (question)),
          *condition != '\0' ? g_strjoin ("\n", answers, condition, NULL)
                             : g_steal_pointer (&answers),
          attune_form_describe_question (question, weight));
}

GListModel *
attune_intake_list_form (AttuneForm *form, const AttuneFormLint *lint)
{
  GListStore *lines = g_list_store_new (ATTUNE_TYPE_INTAKE_LINE);

  g_return_val_if_fail (form != NULL, G_LIST_MODEL (lines));

  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (form, i);

      append_section (lines, form, section, lint);
      for (guint j = 0; j < section->n_questions; j++)
        append_question (lines, form, attune_form_get_question (form, section->first_question + j),
                         lint);
    }
  return G_LIST_MODEL (lines);
}

GListModel *
attune_intake_list_faults (GPtrArray *faults)
{
  GListStore *lines = g_list_store_new (ATTUNE_TYPE_INTAKE_LINE);

  g_return_val_if_fail (faults != NULL, G_LIST_MODEL (lines));

  for (guint i = 0; i < faults->len; i++)
    {
      const AttuneFault *fault = g_ptr_array_index (faults, i);

      append (lines, "fault", attune_intake_describe_place (fault), g_strdup (fault->message),
              g_strdup (""));
    }
  return G_LIST_MODEL (lines);
}

const char *
attune_intake_line_get_title (AttuneIntakeLine *self)
{
  return self->title;
}

const char *
attune_intake_line_get_detail (AttuneIntakeLine *self)
{
  return self->detail;
}

const char *
attune_intake_line_get_note (AttuneIntakeLine *self)
{
  return self->note;
}

char *
attune_intake_line_to_text (AttuneIntakeLine *self)
{
  return *self->title != '\0' ? g_strdup_printf ("%s: %s", self->title, self->detail)
                              : g_strdup (self->detail);
}

static void
attune_intake_line_finalize (GObject *object)
{
  AttuneIntakeLine *self = ATTUNE_INTAKE_LINE (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->note);

  G_OBJECT_CLASS (attune_intake_line_parent_class)->finalize (object);
}

static void
attune_intake_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneIntakeLine *self = ATTUNE_INTAKE_LINE (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_HAS_TITLE:
      g_value_set_boolean (value, *self->title != '\0');
      break;
    case PROP_HAS_DETAIL:
      g_value_set_boolean (value, *self->detail != '\0');
      break;
    case PROP_HAS_NOTE:
      g_value_set_boolean (value, *self->note != '\0');
      break;
    case PROP_CLASSES:
      g_value_set_boxed (value, (const char *[]){ "intake-line", self->kind, NULL });
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_intake_line_class_init (AttuneIntakeLineClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = attune_intake_line_finalize;
  object_class->get_property = attune_intake_line_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  properties[PROP_HAS_TITLE] = g_param_spec_boolean ("has-title", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_DETAIL] = g_param_spec_boolean ("has-detail", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_NOTE] = g_param_spec_boolean ("has-note", NULL, NULL, FALSE, flags);
  properties[PROP_CLASSES] = g_param_spec_boxed ("classes", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_intake_line_init (AttuneIntakeLine *self)
{
}
