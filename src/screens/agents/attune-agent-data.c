/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-agent-data.h"

#include "attune-forms.h"
#include "attune-people.h"
#include "attune-query.h"

#include <glib/gi18n.h>
#include <math.h>

/* How many of the latest evaluations there is room for. */
#define N_LATEST 8

/* A load under way: one verb after the other, as each tells what the next has to ask for. */
typedef struct
{
  AttuneStore *store;
  gint64 actor;
  AttuneAgentData *data;
  GPtrArray *summaries; /* AttuneFormSummary, of all forms */
} Load;

static void
form_free (gpointer data)
{
  AttuneAgentForm *form = data;

  g_free (form->title);
  g_free (form);
}

static void
data_clear (gpointer data)
{
  AttuneAgentData *self = data;

  g_free (self->name);
  g_free (self->team_name);
  g_clear_pointer (&self->figures, g_array_unref);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->latest, g_ptr_array_unref);
}

AttuneAgentData *
attune_agent_data_ref (AttuneAgentData *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
attune_agent_data_unref (AttuneAgentData *self)
{
  g_atomic_rc_box_release_full (self, data_clear);
}

const AttuneAgentForm *
attune_agent_data_find_form (const AttuneAgentData *self, gint64 form)
{
  for (guint i = 0; i < self->forms->len; i++)
    {
      const AttuneAgentForm *candidate = g_ptr_array_index (self->forms, i);

      if (candidate->id == form)
        return candidate;
    }
  return NULL;
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->store);
  g_clear_pointer (&load->data, attune_agent_data_unref);
  g_clear_pointer (&load->summaries, g_ptr_array_unref);
  g_free (load);
}

static const AttuneFormSummary *
find_summary (const Load *load, gint64 form)
{
  for (guint i = 0; i < load->summaries->len; i++)
    {
      const AttuneFormSummary *summary = g_ptr_array_index (load->summaries, i);

      if (summary->id == form)
        return summary;
    }
  return NULL;
}

static int
compare_forms (gconstpointer a, gconstpointer b)
{
  const AttuneAgentForm *one = *(AttuneAgentForm *const *) a;
  const AttuneAgentForm *other = *(AttuneAgentForm *const *) b;
  int order = g_utf8_collate (one->title, other->title);

  return order != 0 ? order : (one->id > other->id) - (one->id < other->id);
}

/* Each form that some evaluation was made on, once. */
static void
collect_forms (Load *load)
{
  AttuneAgentData *data = load->data;

  for (guint i = 0; i < data->figures->len; i++)
    {
      gint64 id = g_array_index (data->figures, AttuneFigure, i).form;
      const AttuneFormSummary *summary;
      AttuneAgentForm *form;

      if (attune_agent_data_find_form (data, id) != NULL)
        continue;
      summary = find_summary (load, id);
      form = g_new0 (AttuneAgentForm, 1);
      form->id = id;
      form->title = g_strdup (summary != NULL ? summary->title : "");
      form->pass = summary != NULL && summary->pass != ATTUNE_SCORE_NONE ? summary->pass / 100.0
                                                                         : NAN;
      g_ptr_array_add (data->forms, form);
    }
  g_ptr_array_sort (data->forms, compare_forms);
}

static void
latest_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  load->data->latest = attune_store_list_first_finish (load->store, result, NULL, &error);
  if (load->data->latest == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&load->data),
                           (GDestroyNotify) attune_agent_data_unref);
}

/* Takes over the task. */
static void
read_latest (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  AttuneQuery query = { .kind = ATTUNE_LIST_EVALUATIONS,
                        .is_descending = TRUE,
                        .agent = load->data->agent,
                        .states = 1 << ATTUNE_EVALUATION_STATE_SUBMITTED |
                                  1 << ATTUNE_EVALUATION_STATE_RELEASED };

  attune_store_list_first_async (load->store, load->actor, &query, N_LATEST,
                                 g_task_get_cancellable (task), latest_listed_cb, task);
}

static void
forms_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  load->summaries = attune_store_list_forms_finish (load->store, result, &error);
  if (load->summaries == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  collect_forms (load);
  read_latest (g_steal_pointer (&task));
}

static void
series_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  load->data->figures = attune_store_load_series_finish (load->store, result, &error);
  if (load->data->figures == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  attune_store_list_forms_async (load->store, load->actor, g_task_get_cancellable (task),
                                 forms_listed_cb, g_object_ref (task));
}

static const AttunePerson *
find_person (GPtrArray *people, gint64 id)
{
  for (guint i = 0; i < people->len; i++)
    {
      const AttunePerson *person = g_ptr_array_index (people, i);

      if (person->id == id)
        return person;
    }
  return NULL;
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  AttuneAgentData *data = load->data;
  AttuneSeriesQuery query = { .agent = data->agent, .includes_targeted = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = attune_store_list_people_finish (load->store, result, &error);
  const AttunePerson *person;

  if (people == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  person = find_person (people, data->agent);
  if (person == NULL)
    {
      g_task_return_new_error (task, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND,
                               _ ("This agent is no longer in the workspace. Go back and choose "
                                  "another."));
      return;
    }
  data->name = g_strdup (person->name);
  data->team_name = g_strdup (person->team_name);
  attune_store_load_series_async (load->store, load->actor, &query, g_task_get_cancellable (task),
                                  series_loaded_cb, g_object_ref (task));
}

void
attune_agent_data_load_async (AttuneStore *store,
                              gint64 actor,
                              gint64 agent,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task = g_task_new (store, cancellable, callback, data);
  Load *load = g_new0 (Load, 1);

  load->store = g_object_ref (store);
  load->actor = actor;
  load->data = g_atomic_rc_box_new0 (AttuneAgentData);
  load->data->agent = agent;
  load->data->forms = g_ptr_array_new_with_free_func (form_free);
  g_task_set_source_tag (task, attune_agent_data_load_async);
  g_task_set_task_data (task, load, load_free);
  attune_store_list_people_async (store, actor, cancellable, people_listed_cb, task);
}

AttuneAgentData *
attune_agent_data_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
