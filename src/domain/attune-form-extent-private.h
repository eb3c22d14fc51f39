/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-scenes.h"
#include "attune-score-private.h"

/* What one way of a question brings to the search, in points of the form; negated where the least is looked for. Figures
 * of the search are floating; what it finds is scored by the scorer itself, and that figure is told. */
typedef struct
{
  double earned;
  double when_failed; /* earned where its section is failed */
  double possible;
  double bonus; /* percent, of share mode */
  gboolean applies;
} AttuneExtentWay;

#define ATTUNE_EXTENT_MAX_WAYS (ATTUNE_SCENE_MAX_ANSWERS + 2)

typedef struct
{
  AttuneExtentWay *ways; /* as many as its answers and two */
  guint32 allowed;       /* which of them can be without failing the form */
  guint32 fails_section; /* which of them can fail its section or what is above, … */
  guint32 fails_parent;  /* … and which the latter */
  guint32 fails_form;
} AttuneExtentQuestion;

typedef enum
{
  ATTUNE_EXTENT_BEST, /* for the most, or for the least */
  ATTUNE_EXTENT_FAIL_SECTION,
  ATTUNE_EXTENT_FAIL_FORM,
} AttuneExtentWish;

typedef struct
{
  AttuneForm *form;
  const AttuneFormScoring *scoring;
  const AttuneScorePlan *plan;
  AttuneFormScenes *scenes;
  gboolean is_least;
  gboolean by_section; /* a section keeps its weight over an N/A */
  long exponent;       /* of two, that the plan's numbers are divided by: they can be very long */
  AttuneExtentQuestion *questions;
} AttuneExtent;

/* The options that answer `answer` of a question is given by, as the wish is; FALSE where it cannot be. */
gboolean attune_extent_choose (const AttuneExtent *self,
                               guint               question,
                               guint               answer,
                               AttuneExtentWish    wish,
                               GArray             *out_options);

double attune_extent_to_double (const AttuneExtent *self,
                                const mpz_t         number);

/* Fills `questions` for the most or the least. */
void attune_extent_weigh (AttuneExtent *self,
                          gboolean      is_least);

/* --- The search ---------------------------------------------------------------------------------------------- */

#define ATTUNE_EXTENT_TINY 1e-9

typedef struct
{
  double scale; /* of what is earned: 0 looks for what is possible alone */
  double ratio;
} AttuneExtentGuess;

typedef struct
{
  double value;
  double earned;
  double possible;
  gboolean applies;
  double loss;  /* what it costs to make one question apply, … */
  guint forced; /* … this member; ATTUNE_FORM_NONE where none can */
} AttuneExtentSum;

/* What a group has taken. */
typedef struct
{
  guint scene; /* ATTUNE_FORM_NONE where no scene is possible */
  guint forced;
} AttuneExtentTaken;

typedef struct
{
  AttuneExtent extent;
  GPtrArray *groups; /* of AttuneSceneGroup */
  guint8 *failed;    /* scratch, one a section */
  guint8 *chosen;    /* one a question: its way, or G_MAXUINT8 where it is hidden */
  AttuneExtentTaken *taken;      /* one a group */
  AttuneExtentTaken *best;
  double *bonuses;    /* one a group: only its scenes with this bonus; NAN for any */
  guint only_section; /* nothing else counts, ATTUNE_FORM_NONE for all */
  gboolean is_rough;  /* not everything was tried: others may lie beyond what was found */
  AttuneScorer *scorer;
} AttuneExtentSearch;

typedef enum
{
  ATTUNE_EXTENT_FOUND,
  ATTUNE_EXTENT_NONE,
  ATTUNE_EXTENT_NO_LIMIT,
} AttuneExtentFound;

gboolean attune_extent_is_failed (const AttuneExtentSearch *self,
                                  guint                     question);

/* Takes the best way of every question in a group's scene into self->chosen; FALSE where the scene cannot be without
 * failing the form. */
gboolean attune_extent_sum_scene (AttuneExtentSearch     *self,
                                  const AttuneSceneGroup *group,
                                  AttuneExtentTaken       taken,
                                  AttuneExtentGuess       guess,
                                  AttuneExtentSum        *sum);

/* What bonus questions add in the scene, in percent. */
double attune_extent_get_bonus (const AttuneExtentSearch *self,
                                const AttuneSceneGroup   *group,
                                guint                     scene);

/* All groups take what is best for the guess, into self->taken, and at least one question applies. FALSE where that cannot
 * be. */
gboolean attune_extent_take_scenes (AttuneExtentSearch *self,
                                    AttuneExtentGuess   guess);

/* The greatest ratio. The answers behind it are those of self->best with `out_guess`. */
AttuneExtentFound attune_extent_find_ratio (AttuneExtentSearch *self,
                                            double             *out_ratio,
                                            AttuneExtentGuess  *out_guess);
