/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-domain-error.h"

/* An e-mail as it is kept (RFC 5322 with MIME, RFC 2045 to 2047): who wrote what about it, as text. Attachments, and all that is no
 * text, are left out. */
typedef struct
{
  char *from;    /* the name, or the address */
  char *subject; /* "" for none */
  gint64 at;     /* microseconds UTC, 0 for unknown */
  char *text;    /* UTF-8 */
  guint n_left_out;
  gboolean was_html; /* there was no other text */
} AttuneMail;

/* Of at most `max_bytes`; NULL with a fault. */
AttuneMail *attune_mail_read (GBytes    *bytes,
                              gsize      max_bytes,
                              GPtrArray *faults);
void        attune_mail_free (AttuneMail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneMail, attune_mail_free)
