/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decimal.h"
#include "attune-domain-error.h"

#include <glib-object.h>

/* The interaction model (design.md, section 1): what the organisation wants of its contacts, and the behaviours, in the
 * order of a contact, that bring it about. A document (JSON, `attune-model` version 1):
 *
 *   { "format": "attune-model", "version": 1, "id": "…", "title": "…", "description": "", "language": "en",
 *     "goals": [ { "id": "…", "title": "…", "description": "", "outcome": null, "target": null } ],
 *     "behaviours": [ { "id": "…", "title": "…", "description": "", "serves": ["goal's id", …] } ] }
 *
 * `id` and `title` are required, the rest has the defaults above. Ids are unique among their like; unknown keys are kept.
 * An immutable, reference-counted value that any thread may read. All that its accessors return belongs to the model and
 * lives as long as it does. */
typedef struct _AttuneModel AttuneModel;

#define ATTUNE_TYPE_MODEL (attune_model_get_type ())

#define ATTUNE_MODEL_MAX_GOALS 50
#define ATTUNE_MODEL_MAX_BEHAVIOURS 100
#define ATTUNE_MODEL_MAX_BYTES (256 * 1024)

/* What stands for "no such goal or behaviour" among the indices. */
#define ATTUNE_MODEL_NONE G_MAXUINT

typedef struct
{
  const char *id;
  const char *title;
  const char *description;
  const char *outcome; /* by which it shows, such as "csat"; nullable */
  gboolean has_target;
  AttuneDecimal target; /* on the outcome's own scale */
} AttuneModelGoal;

typedef struct
{
  const char *id;
  const char *title;
  const char *description;
  const guint *serves; /* indices of goals, rising */
  guint n_serves;
} AttuneModelBehaviour;

GType attune_model_get_type (void) G_GNUC_CONST;

/* Reads a document. NULL, and every fault there is added to `faults` (of attune_faults_new()), where it is not sound.
 * `length` may be -1 for a NUL-terminated text. */
AttuneModel *attune_model_parse (const char *text,
                                 gssize      length,
                                 GPtrArray  *faults);

/* The same with the faults as one error, of ATTUNE_DOMAIN_ERROR. */
AttuneModel *attune_model_from_json (const char *text,
                                     gssize      length,
                                     GError    **error);

/* The document, unknown keys included, as indented JSON; the same model always gives the same bytes. Owned by the
 * caller. */
char *attune_model_to_json (AttuneModel *self,
                            gsize       *out_length);

AttuneModel *attune_model_ref (AttuneModel *self);
void         attune_model_unref (AttuneModel *self);

/* Whether both are the same document, whatever the order of keys. */
gboolean attune_model_equal (AttuneModel *self,
                             AttuneModel *other);

const char                 *attune_model_get_id (AttuneModel *self);
const char                 *attune_model_get_title (AttuneModel *self);
const char                 *attune_model_get_description (AttuneModel *self);
guint                       attune_model_get_n_goals (AttuneModel *self);
const AttuneModelGoal      *attune_model_get_goal (AttuneModel *self,
                                                   guint        goal);
guint                       attune_model_get_n_behaviours (AttuneModel *self);
const AttuneModelBehaviour *attune_model_get_behaviour (AttuneModel *self,
                                                        guint        behaviour);

/* The title, or what stands for one: "Untitled goal". */
const char *attune_model_goal_get_name      (const AttuneModelGoal      *goal);
const char *attune_model_behaviour_get_name (const AttuneModelBehaviour *behaviour);

/* Indices by id, or ATTUNE_MODEL_NONE. */
guint attune_model_find_goal (AttuneModel *self,
                              const char  *id);
guint attune_model_find_behaviour (AttuneModel *self,
                                   const char  *id);

gboolean attune_model_serves (AttuneModel *self,
                              guint        behaviour,
                              guint        goal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneModel, attune_model_unref)
