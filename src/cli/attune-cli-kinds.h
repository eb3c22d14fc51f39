/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-cli-store.h"
#include "attune-cli-values.h"

/* What can be listed and shown: its words on the command line, its columns, and how it is read. */
typedef struct
{
  AttuneStore *store;
  gint64 actor;
  guint months;     /* of which figures are told */
  const char *word; /* of one: its id as it was given */
  gint64 id;        /* the same as a number, 0 where it is none */
  gboolean as_json;
} AttuneCliCall;

/* Is given each record of a list, to be let go of. */
typedef void (*AttuneCliTake) (json_t  *record,
                               gpointer data);

typedef struct
{
  const char *plural;   /* "people", of a list */
  const char *singular; /* "person", of one; NULL where they are only listed */
  const char *columns[10]; /* keys of the record that make a line of text */
  gboolean (*list) (const AttuneCliCall *call, AttuneCliTake take, gpointer data, GError **error);
  json_t *(*show) (AttuneCliCall *call, GError **error);
  gboolean has_months; /* its list takes --months */
} AttuneCliKind;

/* Prints what was called for. */
typedef AttuneCliStatus (*AttuneCliUse) (const AttuneCliKind *kind,
                                         AttuneCliCall       *call);

/* A form goes by its number or by its key: sets the id of the call. FALSE with the error set where the forms cannot be
 * listed. */
gboolean attune_cli_find_form (AttuneCliCall *call,
                               GError       **error);

/* Runs a command whose words are KIND STORE, of a list, or KIND STORE ID, of one: opens the store as the person named and
 * has it used. What is wrong with the call is said on standard error, for an unknown kind with those there are. */
AttuneCliStatus attune_cli_use_kind (const AttuneCliCommand *command,
                                     char                  **arguments,
                                     gboolean                is_list,
                                     AttuneCliUse            use);
