/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-correction.h"

#include "attune-kept.h"

struct _AttuneCorrection
{
  GObject parent_instance;

  /* owned */
  AttuneSheet *sheet;
  AttuneSaver *saver;
  char *remark;

  gint64 revision;
};

G_DEFINE_FINAL_TYPE (AttuneCorrection, attune_correction, G_TYPE_OBJECT)

/* --- Keeping --- */

static void
begin_saving (AttuneStore *store,
              gint64 actor,
              gint64 id,
              AttuneRev *rev,
              gpointer content,
              GAsyncReadyCallback callback,
              gpointer data)
{
  g_autofree char *text = attune_working_copy_to_text (content);

  attune_store_save_kept_async (store, actor, ATTUNE_CORRECTION_KEPT_AS, id, text, NULL, callback,
                                data);
}

/* What one person keeps has no revs: the last one is the newest. */
static gint64
finish_saving (AttuneStore *store, GAsyncResult *result, GError **error)
{
  return attune_store_save_kept_finish (store, result, error) ? 1 : 0;
}

static const AttuneSaverKind kind = {
  .ref = (GBoxedCopyFunc) attune_working_copy_ref,
  .unref = (GBoxedFreeFunc) attune_working_copy_unref,
  .equal = (GEqualFunc) attune_working_copy_equal,
  .save = begin_saving,
  .finish = finish_saving,
};

void
attune_correction_keep (AttuneCorrection *self)
{
  g_autoptr (AttuneWorkingCopy)
    copy = attune_working_copy_new (self->revision, attune_sheet_get_answers (self->sheet),
                                    self->remark);

  attune_saver_push (self->saver, copy);
}

void
attune_correction_forget (AttuneCorrection *self)
{
  g_autoptr (AttuneWorkingCopy) copy = attune_working_copy_new (0, NULL, NULL);

  attune_saver_push (self->saver, copy);
}

/* --- The object --- */

static void
attune_correction_finalize (GObject *object)
{
  AttuneCorrection *self = ATTUNE_CORRECTION (object);

  g_clear_object (&self->sheet);
  g_clear_object (&self->saver);
  g_free (self->remark);

  G_OBJECT_CLASS (attune_correction_parent_class)->finalize (object);
}

static void
attune_correction_class_init (AttuneCorrectionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_correction_finalize;
}

static void
attune_correction_init (AttuneCorrection *self)
{
}

AttuneSaver *
attune_correction_open_saver (AttuneStore *store,
                              gint64 actor,
                              gint64 evaluation,
                              AttuneWorkingCopy *kept)
{
  g_autoptr (AttuneWorkingCopy) none = attune_working_copy_new (0, NULL, NULL);
  AttuneWorkingCopy *there = kept != NULL ? kept : none;
  AttuneSaver *saver = attune_saver_find (&kind, store, actor, evaluation);

  if (saver == NULL)
    return attune_saver_new (&kind, store, actor, evaluation, 1, there);
  if (!attune_saver_is_unsaved (saver))
    attune_saver_adopt (saver, 1, there);
  return saver;
}

AttuneCorrection *
attune_correction_new (AttuneSaver *saver, AttuneWorkingCopy *copy)
{
  AttuneCorrection *self;

  g_return_val_if_fail (ATTUNE_IS_SAVER (saver), NULL);
  g_return_val_if_fail (copy->answers != NULL, NULL);

  self = g_object_new (ATTUNE_TYPE_CORRECTION, NULL);
  self->sheet = attune_sheet_new (copy->answers, TRUE);
  self->saver = g_object_ref (saver);
  self->revision = copy->revision;
  self->remark = g_strdup (copy->remark);
  g_signal_connect_object (self->sheet, "edited", G_CALLBACK (attune_correction_keep), self,
                           G_CONNECT_SWAPPED);
  return self;
}

AttuneSheet *
attune_correction_get_sheet (AttuneCorrection *self)
{
  return self->sheet;
}

AttuneSaver *
attune_correction_get_saver (AttuneCorrection *self)
{
  return self->saver;
}

gint64
attune_correction_get_revision (AttuneCorrection *self)
{
  return self->revision;
}

const char *
attune_correction_get_remark (AttuneCorrection *self)
{
  return self->remark;
}

void
attune_correction_set_remark (AttuneCorrection *self, const char *remark)
{
  if (g_strcmp0 (self->remark, remark) == 0)
    return;
  g_free (self->remark);
  self->remark = g_strdup (remark);
  attune_correction_keep (self);
}
