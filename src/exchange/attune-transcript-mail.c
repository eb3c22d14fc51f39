/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transcript-import-private.h"

#include "attune-mail-reader.h"

#include <glib/gi18n-lib.h>

void
attune_transcript_read_eml (AttuneTranscriptReading *self)
{
  g_autoptr (AttuneMail)
    mail = attune_mail_read (self->bytes, ATTUNE_TRANSCRIPT_IMPORT_MAX_BYTES, self->faults);

  if (mail == NULL)
    return;
  self->subject = g_strdup (mail->subject);
  self->started_at = mail->at;
  attune_transcript_add_paragraphs (self, mail->from, mail->text);
  if (mail->was_html)
    attune_faults_add (self->remarks, "",
                       _ ("there was no plain text in it: this is what its pages say"));
  if (mail->n_left_out > 0)
    attune_faults_add (self->remarks, "",
                       ngettext ("%u attachment was left out", "%u attachments were left out",
                                 mail->n_left_out),
                       mail->n_left_out);
}
