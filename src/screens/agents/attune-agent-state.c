/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-agent-state.h"

#include "attune-agent-trend.h"

#include <glib/gi18n.h>
#include <math.h>

const char *
attune_agent_stage_to_string (AttuneAgentStage stage)
{
  switch (stage)
    {
    case ATTUNE_AGENT_STAGE_LOADING:
      return "loading";
    case ATTUNE_AGENT_STAGE_FAILED:
      return "failed";
    case ATTUNE_AGENT_STAGE_NONE:
      return "none";
    case ATTUNE_AGENT_STAGE_OUTSIDE:
      return "outside";
    case ATTUNE_AGENT_STAGE_SHOWN:
      return "shown";
    }
  g_assert_not_reached ();
}

static AttuneAgentStage
choose_stage (const AttuneAgentInput *input, const GArray *figures)
{
  if (input->data == NULL)
    return input->error != NULL ? ATTUNE_AGENT_STAGE_FAILED : ATTUNE_AGENT_STAGE_LOADING;
  if (input->data->figures->len == 0)
    return ATTUNE_AGENT_STAGE_NONE;
  return figures->len == 0 ? ATTUNE_AGENT_STAGE_OUTSIDE : ATTUNE_AGENT_STAGE_SHOWN;
}

/* What is offered to choose from; the form that is looked at may be none of the agent's. */
static void
list_forms (AttuneAgentState *self, const AttuneAgentData *data)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  gint64 all = 0;

  g_strv_builder_add (titles, _ ("All Forms"));
  g_array_append_val (self->form_ids, all);
  for (guint i = 0; data != NULL && i < data->forms->len; i++)
    {
      const AttuneAgentForm *form = g_ptr_array_index (data->forms, i);

      g_strv_builder_add (titles, attune_agent_form_get_title (form));
      g_array_append_val (self->form_ids, form->id);
      if (form->id == self->filters.form)
        self->form = i + 1;
    }
  self->form_titles = g_strv_builder_end (titles);
}

static gboolean
has_same_figures (const GArray *one, const GArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    {
      const AttuneFigure *a = &g_array_index (one, AttuneFigure, i);
      const AttuneFigure *b = &g_array_index (other, AttuneFigure, i);

      if (a->evaluation != b->evaluation || a->contact_at != b->contact_at || a->form != b->form ||
          a->form_revision_number != b->form_revision_number || a->scale != b->scale ||
          a->basis != b->basis || a->score != b->score || a->outcome != b->outcome ||
          a->is_failed != b->is_failed)
        return FALSE;
    }
  return TRUE;
}

/* Targeted evaluations are told of, whether they are shown or not. */
static void
say (AttuneAgentState *self, const AttuneAgentInput *input, const AttuneAgentState *previous)
{
  AttuneAgentFilters filters = input->filters;

  if (self->stage != ATTUNE_AGENT_STAGE_SHOWN)
    return;

  filters.shows_targeted = TRUE;
  self->counted = attune_agent_trend_filter (input->data, &filters, input->zone, input->now);
  /* The trend is much to reckon for what is the same. */
  if (previous != NULL && previous->counted != NULL &&
      has_same_figures (self->counted, previous->counted))
    self->findings = previous->findings;
  else
    self->findings = attune_agent_findings_compute ((const AttuneFigure *) self->counted->data,
                                                    self->counted->len);
  self->sentence = attune_agent_findings_say (&self->findings, input->zone);
  self->detail = attune_agent_findings_detail (&self->findings, input->zone);
  self->note = attune_agent_trend_say_pass (input->data, self->figures);
}

static gboolean
has_same_forms (const GPtrArray *one, const GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    {
      const AttuneAgentForm *a = g_ptr_array_index (one, i);
      const AttuneAgentForm *b = g_ptr_array_index (other, i);

      if (a->id != b->id || !g_str_equal (a->title, b->title) ||
          (a->pass != b->pass && !(isnan (a->pass) && isnan (b->pass))))
        return FALSE;
    }
  return TRUE;
}

/* What is read stays read, and what is pointed at stays pointed at, when nothing that is drawn has changed. */
static gboolean
has_same_chart (const AttuneAgentState *self, const AttuneAgentState *previous)
{
  return previous != NULL && previous->chart != NULL &&
         self->filters.view == previous->filters.view &&
         self->filters.months == previous->filters.months &&
         has_same_figures (self->figures, previous->figures) &&
         has_same_forms (self->data->forms, previous->data->forms);
}

static AttuneChart *
create_chart (const AttuneAgentState *self, const AttuneAgentInput *input)
{
  g_autofree char *finding = attune_agent_findings_say_trend (&self->findings, input->zone);

  return attune_agent_trend_create_chart (self->data, self->figures, &input->filters, input->zone,
                                          input->now, finding);
}

static char *
get_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

AttuneAgentState *
attune_agent_state_new (const AttuneAgentInput *input, const AttuneAgentState *previous)
{
  AttuneAgentState *self = g_new0 (AttuneAgentState, 1);
  AttuneAgentData *data = input->data;

  self->filters = input->filters;
  self->form_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->figures = data != NULL
                    ? attune_agent_trend_filter (data, &input->filters, input->zone, input->now)
                    : g_array_new (FALSE, FALSE, sizeof (AttuneFigure));
  self->data = data != NULL ? attune_agent_data_ref (data) : NULL;
  self->stage = choose_stage (input, self->figures);
  self->title = get_text (data != NULL ? data->name : NULL);
  self->subtitle = get_text (data != NULL ? data->team_name : NULL);
  self->problem = get_text (input->error != NULL ? input->error->message : NULL);
  list_forms (self, data);
  say (self, input, previous);
  if (has_same_chart (self, previous) && self->stage == ATTUNE_AGENT_STAGE_SHOWN)
    self->chart = attune_chart_ref (previous->chart);
  else if (self->stage == ATTUNE_AGENT_STAGE_SHOWN)
    self->chart = create_chart (self, input);
  return self;
}

void
attune_agent_state_free (AttuneAgentState *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->sentence);
  g_free (self->detail);
  g_free (self->note);
  g_free (self->problem);
  g_strfreev (self->form_titles);
  g_array_unref (self->form_ids);
  g_array_unref (self->figures);
  g_clear_pointer (&self->counted, g_array_unref);
  g_clear_pointer (&self->chart, attune_chart_unref);
  g_clear_pointer (&self->data, attune_agent_data_unref);
  g_free (self);
}
