/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Maps a domain (numbers, or microseconds UTC) onto a stretch of the surface. A plain value. */
typedef enum
{
  ATTUNE_SCALE_LINEAR,
  ATTUNE_SCALE_TIME,
} AttuneScaleKind;

typedef struct
{
  AttuneScaleKind kind;
  double minimum, maximum; /* minimum < maximum */
  double start, end;       /* where they lie; start may be greater than end */
} AttuneScale;

AttuneScale attune_scale_new       (AttuneScaleKind kind,
                                    double          minimum,
                                    double          maximum);
AttuneScale attune_scale_new_time  (gint64 from,
                                    gint64 to);
void        attune_scale_set_range (AttuneScale *self,
                                    double       start,
                                    double       end);
double      attune_scale_map       (const AttuneScale *self,
                                    double             value);
double      attune_scale_invert    (const AttuneScale *self,
                                    double             position);
gboolean    attune_scale_contains  (const AttuneScale *self,
                                    double             value);

G_END_DECLS
