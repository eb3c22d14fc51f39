/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-query.h"

#include <adwaita.h>

/* What the filters of a list of records say. Zeroes: everything, newest first. */
typedef struct
{
  guint channel;    /* 1 + AttuneChannel, 0 for any */
  guint state;      /* 1 + AttuneEvaluationState, 0 for any */
  guint period;     /* AttunePeriod */
  guint order;      /* place in the list of orders of the kind */
  gint64 agent;
  gboolean only_unevaluated;
  gboolean only_recorded;
  const char *text;
} AttuneRecordFilter;

/* The query that the filters ask for at `now` (microseconds UTC); `text` stays the filter's. */
AttuneQuery attune_record_filter_to_query (const AttuneRecordFilter *filter,
                                           AttuneListKind            kind,
                                           gint64                    now,
                                           GTimeZone                *zone);
/* Whether anything is left out; `own` as in attune_record_filters_new(). */
gboolean    attune_record_filter_is_any   (const AttuneRecordFilter *filter,
                                           gint64                    own);

/* A row of drop-downs above a list of records. Emits "changed". */
#define ATTUNE_TYPE_RECORD_FILTERS (attune_record_filters_get_type ())
G_DECLARE_FINAL_TYPE (AttuneRecordFilters, attune_record_filters, ATTUNE, RECORD_FILTERS, AdwBin)

/* `own` is the agent whose records alone are shown, 0 for everybody's. */
GtkWidget         *attune_record_filters_new   (AttuneContext       *context,
                                                AttuneListKind       kind,
                                                gint64               own);
/* All but the text. */
AttuneRecordFilter attune_record_filters_get   (AttuneRecordFilters *self);
/* Shows everything again, without a word. */
void               attune_record_filters_clear (AttuneRecordFilters *self);
