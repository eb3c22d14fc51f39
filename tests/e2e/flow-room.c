/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluations.h"
#include "attune-forms.h"
#include "attune-self-evaluations.h"
#include "attune-store-fixture.h"

/* flow-room STORE: a workspace in which something waits for two people. Of one contact of Mika Aho's there is a released evaluation by
 * Anton Lyst, both of its answers no. Another one both have begun to evaluate, and Coral Reyes has asked Mika for it. */

#define ASKED(id, title) \
  "{\"id\":\"" id "\",\"type\":\"yes_no\",\"title\":\"" title "\",\"comment\":\"optional\"}"
#define FORM                                                                                   \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"short\",\"title\":\"Short form\","       \
  "\"dispute_days\":14,\"sections\":[{\"id\":\"s\",\"title\":\"Call\",\"questions\":[" ASKED ( \
    "greeting", "Greeted the customer") "," ASKED ("matter", "Solved the matter") "]}]}"
#define ANSWERS(greeting, matter, words)                                                        \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"short\",\"answers\":{\"greeting\":{" \
  "\"option\":\"" greeting "\",\"comment\":\"" words "\"},\"matter\":{\"option\":\"" matter     \
  "\"}}}"

#define DAY G_TIME_SPAN_DAY

typedef struct
{
  AttuneStore *store;
  gint64 manager;
  gint64 coach;
  gint64 analyst;
  gint64 agent;
  gint64 form;
} Room;

static gint64
add_person (Room *self, const char *external_id, const char *name, AttuneRoles roles, gint64 team)
{
  AttunePersonSpec spec = { external_id, name, roles, team };

  return ATTUNE_CALL_OK (add_person, self->store, self->manager, &spec);
}

static void
open_room (Room *self, const char *path)
{
  AttuneWorkspaceSpec spec = { "Room", "Europe/Helsinki", "Ann Koski", FALSE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;

  attune_store_create_async (path, &spec, NULL, NULL, attune_await_cb, &result);
  self->store = attune_store_open_finish (attune_await (&result), &error);
  g_assert_no_error (error);
  people = ATTUNE_CALL_OK (list_people, self->store, 0);
  self->manager = ((AttunePerson *) g_ptr_array_index (people, 0))->id;
}

static void
add_people (Room *self)
{
  gint64 team;

  self->coach = add_person (self, "coach-1", "Coral Reyes", ATTUNE_ROLE_COACH, 0);
  team = ATTUNE_CALL_OK (add_team, self->store, self->manager, "North", &self->coach, 1);
  self->analyst = add_person (self, "analyst-1", "Anton Lyst", ATTUNE_ROLE_ANALYST, 0);
  add_person (self, "analyst-2", "Maria Virtanen", ATTUNE_ROLE_ANALYST, 0);
  add_person (self, "manager-2", "Olga Mets", ATTUNE_ROLE_MANAGER, 0);
  self->agent = add_person (self, "agent-1", "Mika Aho", ATTUNE_ROLE_AGENT, team);
}

static void
publish (Room *self)
{
  g_autoptr (AttuneFormRecord) record = NULL;

  self->form = ATTUNE_CALL_OK (create_form, self->store, self->manager, FORM);
  record = ATTUNE_CALL_OK (load_form, self->store, self->manager, self->form);
  ATTUNE_CALL_OK (publish_form, self->store, self->manager, self->form, record->summary->rev);
}

static gint64
add_contact (Room *self, gint64 started_at, const char *customer)
{
  AttuneInteraction *contact = attune_interaction_new ();
  g_autoptr (GPtrArray)
    contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_interaction_free);
  g_autoptr (GArray) ids = NULL;

  contact->channel = ATTUNE_CHANNEL_SIDE_BY_SIDE;
  contact->started_at = started_at;
  g_free (contact->customer);
  contact->customer = g_strdup (customer);
  g_ptr_array_add (contact->parts, attune_part_new (self->agent, -1, -1));
  g_ptr_array_add (contacts, contact);
  ids = ATTUNE_CALL_OK (add_interactions, self->store, self->manager, contacts);
  return g_array_index (ids, gint64, 0);
}

/* A draft with these answers. Returns its id, and its rev. */
static gint64
evaluate (Room *self,
          gint64 person,
          gint64 contact,
          AttuneEvaluationKind kind,
          const char *answers,
          gint64 *out_rev)
{
  AttuneEvaluationSpec spec = { contact, self->agent, self->form, kind, ATTUNE_BASIS_RANDOM };
  gint64 id = ATTUNE_CALL_OK (start_evaluation, self->store, person, &spec);

  *out_rev = ATTUNE_CALL_OK (save_answers, self->store, person, id, 1, answers);
  return id;
}

int
main (int argc, char **argv)
{
  Room room = { 0 };
  AttuneSelfRequest request = { .remark = "How did it go?" };
  gint64 now = g_get_real_time ();
  gint64 id;
  gint64 rev;

  g_assert_cmpint (argc, ==, 2);
  open_room (&room, argv[1]);
  add_people (&room);
  publish (&room);
  id = evaluate (&room, room.analyst, add_contact (&room, now - 2 * DAY, "C-100"),
                 ATTUNE_EVALUATION_ASSESSMENT, ANSWERS ("no", "no", "Not heard"), &rev);
  ATTUNE_CALL_OK (submit, room.store, room.analyst, id, rev);

  request.interaction = add_contact (&room, now - DAY, "C-200");
  request.agent = room.agent;
  request.form = room.form;
  request.due_at = now + 7 * DAY;
  ATTUNE_CALL_OK (request_self, room.store, room.coach, &request);
  evaluate (&room, room.analyst, request.interaction, ATTUNE_EVALUATION_ASSESSMENT,
            ANSWERS ("yes", "no", "Said by the evaluator"), &rev);
  evaluate (&room, room.agent, request.interaction, ATTUNE_EVALUATION_SELF,
            ANSWERS ("yes", "yes", "Said by the agent"), &rev);
  attune_store_fixture_close (room.store);
  return 0;
}
