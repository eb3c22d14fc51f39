/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-bands.h"

#include "attune-form-private.h"
#include "attune-form-tree.h"

#include <glib/gi18n-lib.h>

#define FULL_SCORE (100 * ATTUNE_DECIMAL_ONE)
/* What a band can add to the text besides its label. */
#define BAND_BYTES 64

/* The list of bands, ready to be written to; made where it is missing. */
static json_t *
open_bands (AttuneFormTree *tree)
{
  json_t *scoring = json_object_get (tree->root, "scoring");

  scoring = json_is_object (scoring) ? json_copy (scoring) : json_object ();
  json_object_set_new_nocheck (tree->root, "scoring", scoring);
  return attune_form_tree_open_list (scoring, "bands");
}

static gboolean
expect_band (json_t *bands, guint place, GError **error)
{
  if (place < json_array_size (bands))
    return TRUE;
  g_set_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED,
               /* Translators: %u counts from 1. */
               _ ("the form has no band number %u"), place + 1);
  return FALSE;
}

/* Takes over `value`. */
static AttuneForm *
set_value (AttuneForm *self, guint place, const char *key, json_t *value, GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  g_autoptr (AttuneJson) owned = value;
  json_t *bands;
  json_t *band;

  attune_form_tree_init (&tree, self);
  bands = open_bands (&tree);
  if (!expect_band (bands, place, error))
    return NULL;

  band = json_copy (json_array_get (bands, place));
  json_array_set_new (bands, place, band);
  json_object_set_nocheck (band, key, value);
  return attune_form_tree_finish (&tree, attune_json_measure (value) + BAND_BYTES, error);
}

/* Whole percents, as people set them. */
static AttuneDecimal
propose_limit (const AttuneFormScoring *scoring)
{
  AttuneDecimal highest;
  AttuneDecimal half;

  if (scoring->n_bands == 0)
    return 0;
  highest = scoring->bands[scoring->n_bands - 1].from;
  if (scoring->has_pass && scoring->pass > highest)
    return scoring->pass;
  half = highest + (FULL_SCORE - highest) / 2;
  half -= half % ATTUNE_DECIMAL_ONE;
  return MAX (half, MIN (highest + ATTUNE_DECIMAL_ONE, ATTUNE_DECIMAL_MAX));
}

AttuneForm *
attune_form_add_band (AttuneForm *self, const char *label, guint *out_place, GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  AttuneForm *form;
  json_t *bands;
  json_t *band;
  gsize place;

  g_return_val_if_fail (self != NULL && label != NULL, NULL);

  attune_form_tree_init (&tree, self);
  bands = open_bands (&tree);
  place = json_array_size (bands);
  band = json_object ();
  json_object_set_new_nocheck (band, "from",
                               attune_decimal_to_json (propose_limit (&self->scoring)));
  json_object_set_new_nocheck (band, "label", json_string_nocheck (label));
  json_array_append_new (bands, band);
  form = attune_form_tree_finish (&tree, attune_json_measure (band) + BAND_BYTES, error);
  if (form != NULL && out_place != NULL)
    *out_place = (guint) place;
  return form;
}

AttuneForm *
attune_form_set_band_label (AttuneForm *self, guint place, const char *label, GError **error)
{
  g_return_val_if_fail (self != NULL && label != NULL, NULL);
  g_return_val_if_fail (g_utf8_validate (label, -1, NULL), NULL);

  return set_value (self, place, "label", json_string_nocheck (label), error);
}

AttuneForm *
attune_form_set_band_from (AttuneForm *self, guint place, AttuneDecimal from, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return set_value (self, place, "from", attune_decimal_to_json (from), error);
}

AttuneForm *
attune_form_remove_band (AttuneForm *self, guint place, GError **error)
{
  g_auto (AttuneFormTree) tree = { NULL };
  json_t *bands;

  g_return_val_if_fail (self != NULL, NULL);

  attune_form_tree_init (&tree, self);
  bands = open_bands (&tree);
  if (!expect_band (bands, place, error))
    return NULL;
  json_array_remove (bands, place);
  return attune_form_tree_finish (&tree, 0, error);
}

guint
attune_form_find_band (AttuneForm *self, guint place)
{
  g_return_val_if_fail (self != NULL, ATTUNE_FORM_NONE);

  for (guint i = 0; i < self->scoring.n_bands; i++)
    if (self->scoring.bands[i].place == place)
      return i;
  return ATTUNE_FORM_NONE;
}
