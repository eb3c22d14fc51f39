/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-work.h"

#include "attune-waiting.h"

static const char *const kinds[] = { "dispute", "self_evaluation", "reading", "assignment",
                                     "draft",   "own_dispute",     "given" };
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == ATTUNE_N_WAITING_KINDS);

static json_t *
id_or_null (gint64 id)
{
  return id != 0 ? attune_cli_id_to_json (id) : json_null ();
}

static json_t *
waiting_to_json (const AttuneWaiting *waiting)
{
  json_t *json = json_pack ("{s:o, s:s, s:o, s:b, s:o, s:s}", "id",
                            attune_cli_id_to_json (waiting->id), "kind", kinds[waiting->kind],
                            "due_at", attune_cli_time_to_json (waiting->due_at), "is_late",
                            waiting->is_late, "since", attune_cli_time_to_json (waiting->since),
                            "agent_name", waiting->agent_name);
  json_t *rest = json_pack ("{s:s, s:o, s:s, s:s, s:o, s:o, s:o, s:b}", "form_title",
                            waiting->form_title, "contact_at",
                            attune_cli_time_to_json (waiting->contact_at), "subject",
                            waiting->subject, "remark", waiting->remark, "person",
                            waiting->person != NULL ? json_string (waiting->person) : json_null (),
                            "interaction", id_or_null (waiting->interaction), "evaluation",
                            id_or_null (waiting->evaluation), "is_begun", waiting->is_begun);

  json_object_update (json, rest);
  json_decref (rest);
  return json;
}

gboolean
attune_cli_list_work (const AttuneCliCall *call, AttuneCliTake take, gpointer data, GError **error)
{
  g_autoptr (GPtrArray)
    waiting = ATTUNE_CLI_CALL (list_waiting, call->store, error, call->actor, ATTUNE_WAITING_ALL);

  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    take (waiting_to_json (g_ptr_array_index (waiting, i)), data);
  return waiting != NULL;
}
