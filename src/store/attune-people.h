/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"

/* A person may have several roles; rights add up (design.md, section 1). */
typedef enum
{
  ATTUNE_ROLE_AGENT = 1 << 0,
  ATTUNE_ROLE_COACH = 1 << 1,
  ATTUNE_ROLE_ANALYST = 1 << 2,
  ATTUNE_ROLE_MANAGER = 1 << 3,
  ATTUNE_ROLE_AUDITOR = 1 << 4,
} AttuneRoles;

/* The numbers are in every workspace and stand in SQL: roles are added at the end, and none ever changes. */
G_STATIC_ASSERT (ATTUNE_ROLE_AGENT == 1 && ATTUNE_ROLE_COACH == 2 && ATTUNE_ROLE_ANALYST == 4 &&
                 ATTUNE_ROLE_MANAGER == 8 && ATTUNE_ROLE_AUDITOR == 16);

/* What somebody is to a team. A deputy sees and does what its coach does. */
typedef enum
{
  ATTUNE_COACHING_NONE,
  ATTUNE_COACHING_COACH,
  ATTUNE_COACHING_DEPUTY,
} AttuneCoaching;

typedef struct
{
  gint64 id;
  gint64 rev;
  char *external_id;
  char *name;
  AttuneRoles roles;
  gint64 team;     /* 0 for none */
  char *team_name; /* NULL for none */
} AttunePerson;

typedef struct
{
  gint64 id;
  gint64 rev;
  char *name;
} AttuneTeam;

/* What somebody says of a person to add. */
typedef struct
{
  const char *external_id;
  const char *name;
  AttuneRoles roles;
  gint64 team; /* 0 for none */
} AttunePersonSpec;

AttunePerson *attune_person_copy (const AttunePerson *self);
void          attune_person_free (AttunePerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttunePerson, attune_person_free)
void          attune_team_free   (AttuneTeam *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneTeam, attune_team_free)

/* Everybody that the actor may know of (attune-access.h), by id (sort for people by g_utf8_collate_key). Actor 0 asks for
 * the page on which people say who they are: all of them. An array of AttunePerson. */
void       attune_store_list_people_async  (AttuneStore        *self,
                                            gint64              actor,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            data);
GPtrArray *attune_store_list_people_finish (AttuneStore  *self,
                                            GAsyncResult *result,
                                            GError      **error);

/* The teams that the actor may know of and that are not removed, by id. An array of AttuneTeam. */
void       attune_store_list_teams_async   (AttuneStore        *self,
                                            gint64              actor,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            data);
GPtrArray *attune_store_list_teams_finish  (AttuneStore  *self,
                                            GAsyncResult *result,
                                            GError      **error);

/* Adds a person; managers may, and actor 0 may add the first person of a workspace. Returns the id, or 0 with the error set (ATTUNE_STORE_ERROR_EXISTS for an external id in
 * use). */
void       attune_store_add_person_async   (AttuneStore            *self,
                                            gint64                  actor,
                                            const AttunePersonSpec *spec,
                                            GCancellable           *cancellable,
                                            GAsyncReadyCallback     callback,
                                            gpointer                data);
gint64     attune_store_add_person_finish  (AttuneStore  *self,
                                            GAsyncResult *result,
                                            GError      **error);

/* Adds a team with its coaches (person ids); managers may. Returns the id, or 0 with the error set. */
void       attune_store_add_team_async     (AttuneStore        *self,
                                            gint64              actor,
                                            const char         *name,
                                            const gint64       *coaches,
                                            guint               n_coaches,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            data);
gint64     attune_store_add_team_finish    (AttuneStore  *self,
                                            GAsyncResult *result,
                                            GError      **error);

/* Makes a person a coach or a deputy of a team, or neither; managers may. Whoever is to be one must have the role of a coach
 * (ATTUNE_STORE_ERROR_INVALID). Returns the team's new rev. */
void       attune_store_appoint_async      (AttuneStore        *self,
                                            gint64              actor,
                                            gint64              team,
                                            gint64              rev,
                                            gint64              person,
                                            AttuneCoaching      coaching,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            data);
gint64     attune_store_appoint_finish     (AttuneStore  *self,
                                            GAsyncResult *result,
                                            GError      **error);
