/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-band-group.h"

#include "attune-band-row.h"
#include "attune-form-bands.h"
#include "attune-format.h"

#define PLACES "/scoring/bands"

struct _AttuneBandGroup
{
  AdwPreferencesGroup parent_instance;

  /* template */
  GtkListBox *list;
  GtkLabel *remark; /* about all of them together */
  GtkWidget *add;

  /* borrowed */
  GPtrArray *
    rows; /* of AttuneBandRow, by the place of their band: who types in one stays there when it moves */

  /* owned */
  AttuneForm *form; /* NULL until there is one */
};

G_DEFINE_FINAL_TYPE (AttuneBandGroup, attune_band_group, ADW_TYPE_PREFERENCES_GROUP)

static guint
count_bands (AttuneBandGroup *self)
{
  return self->form != NULL ? attune_form_get_scoring (self->form)->n_bands : 0;
}

static GtkWidget *
get_list_row (AttuneBandRow *row)
{
  return gtk_widget_get_parent (GTK_WIDGET (row));
}

/* The row of a band by rising limit; NULL where there is none, or not yet. */
static AttuneBandRow *
find_row (AttuneBandGroup *self, guint rank)
{
  guint place;

  if (rank >= count_bands (self))
    return NULL;
  place = attune_form_get_scoring (self->form)->bands[rank].place;
  return place < self->rows->len ? g_ptr_array_index (self->rows, place) : NULL;
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  AttuneBandGroup *self = data;
  guint left = attune_band_row_get_place (ATTUNE_BAND_ROW (gtk_list_box_row_get_child (a)));
  guint right = attune_band_row_get_place (ATTUNE_BAND_ROW (gtk_list_box_row_get_child (b)));

  if (self->form == NULL)
    return 0;
  left = attune_form_find_band (self->form, left);
  right = attune_form_find_band (self->form, right);
  return (left > right) - (left < right);
}

static void
add_cb (AttuneBandGroup *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.add-band", NULL);
}

/* The band above, or where there is none, the way to another. */
static void
done_cb (AttuneBandGroup *self, AttuneBandRow *row)
{
  guint rank = attune_form_find_band (self->form, attune_band_row_get_place (row));
  AttuneBandRow *next = find_row (self, rank + 1);

  if (next != NULL)
    attune_band_row_enter (next);
  else if (attune_band_row_is_empty (row))
    gtk_widget_grab_focus (self->add);
  else
    add_cb (self);
}

/* The keys go on to the band that has come into its place, or to the one below. */
static void
removed_cb (AttuneBandGroup *self, AttuneBandRow *row)
{
  guint place = attune_band_row_get_place (row);
  guint rank = attune_form_find_band (self->form, place);
  AttuneBandRow *next;

  gtk_widget_grab_focus (self->add);
  gtk_widget_activate_action (GTK_WIDGET (self), "form.remove-band", "u", place);
  next = find_row (self, rank);
  if (next == NULL && rank > 0)
    next = find_row (self, rank - 1);
  if (next != NULL)
    attune_band_row_enter (next);
}

/* Showing -------------------------------------------------------------------------------------- */

/* The row of a place is shown only as long as there is such a band. */
static void
update_rows (AttuneBandGroup *self)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (self->form);

  for (guint i = 0; i < scoring->n_bands; i++)
    {
      guint place = scoring->bands[i].place;

      if (place < self->rows->len)
        attune_band_row_update (g_ptr_array_index (self->rows, place), &scoring->bands[i]);
    }
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_visible (get_list_row (g_ptr_array_index (self->rows, i)), i < scoring->n_bands);
  gtk_widget_set_visible (GTK_WIDGET (self->list), scoring->n_bands > 0);
  gtk_list_box_invalidate_sort (self->list);
}

/* What was found at `place`, as sentences; NULL for nothing. Owned by the caller. */
static char *
list_findings (const AttuneFormLint *lint, const char *place)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lint->warnings->len; i++)
    {
      const AttuneFault *fault = g_ptr_array_index (lint->warnings, i);
      g_autofree char *sentence = NULL;

      if (!g_str_equal (fault->place, place))
        continue;
      sentence = attune_format_capital (fault->message);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
show_findings (AttuneBandGroup *self, const AttuneFormLint *lint)
{
  g_autofree char *all = list_findings (lint, PLACES);

  gtk_label_set_label (self->remark, all != NULL ? all : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), all != NULL);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *place = g_strdup_printf (PLACES "/%u", i);
      g_autofree char *text = list_findings (lint, place);

      attune_band_row_remark (g_ptr_array_index (self->rows, i), text);
    }
}

/* Object --------------------------------------------------------------------------------------- */

static void
attune_band_group_dispose (GObject *object)
{
  AttuneBandGroup *self = ATTUNE_BAND_GROUP (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->form, attune_form_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_BAND_GROUP);

  G_OBJECT_CLASS (attune_band_group_parent_class)->dispose (object);
}

static void
attune_band_group_finalize (GObject *object)
{
  g_ptr_array_unref (ATTUNE_BAND_GROUP (object)->rows);

  G_OBJECT_CLASS (attune_band_group_parent_class)->finalize (object);
}

static void
attune_band_group_class_init (AttuneBandGroupClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_band_group_dispose;
  G_OBJECT_CLASS (class)->finalize = attune_band_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/forms/attune-band-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneBandGroup, list);
  gtk_widget_class_bind_template_child (widget_class, AttuneBandGroup, remark);
  gtk_widget_class_bind_template_child (widget_class, AttuneBandGroup, add);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
attune_band_group_init (AttuneBandGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_sort_func (self->list, compare_rows, self, NULL);
}

void
attune_band_group_show (AttuneBandGroup *self, AttuneForm *form, const AttuneFormLint *lint)
{
  g_return_if_fail (ATTUNE_IS_BAND_GROUP (self));
  g_return_if_fail (form != NULL);

  attune_form_ref (form);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form;
  update_rows (self);
  if (lint != NULL)
    show_findings (self, lint);
}

static void
add_row (AttuneBandGroup *self, const AttuneFormBand *band)
{
  GtkWidget *list_row = gtk_list_box_row_new ();
  GtkWidget *row = attune_band_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (list_row), FALSE);
  gtk_widget_set_focusable (list_row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), row);
  attune_band_row_update (ATTUNE_BAND_ROW (row), band);
  g_signal_connect_object (row, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (self->list, list_row);
}

gboolean
attune_band_group_add_next (AttuneBandGroup *self, AttuneForm *form)
{
  const AttuneFormScoring *scoring;

  g_return_val_if_fail (ATTUNE_IS_BAND_GROUP (self), FALSE);
  g_return_val_if_fail (form != NULL, FALSE);

  scoring = attune_form_get_scoring (form);
  if (self->rows->len >= scoring->n_bands)
    return FALSE;
  add_row (self, &scoring->bands[attune_form_find_band (form, self->rows->len)]);
  return TRUE;
}

void
attune_band_group_enter_newest (AttuneBandGroup *self)
{
  guint n = count_bands (self);

  g_return_if_fail (ATTUNE_IS_BAND_GROUP (self));

  if (n > 0 && n <= self->rows->len)
    attune_band_row_enter (g_ptr_array_index (self->rows, n - 1));
}
