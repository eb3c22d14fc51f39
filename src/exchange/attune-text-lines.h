/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-domain-error.h"

/* The lines of a text file of whatever origin: UTF-8 with or without a mark, UTF-16 with one, or else Windows-1252; ended by LF,
 * CR LF or CR. */
typedef struct
{
  char *text;  /* all of it */
  char *next;  /* the line to come */
  guint number; /* of the line given last, from 1 */
} AttuneTextLines;

/* FALSE with a fault where the bytes are no text, or more than `max_bytes`; what was made of bytes that are not quite text is
 * among the remarks. */
gboolean    attune_text_lines_init (AttuneTextLines *self,
                                    GBytes          *bytes,
                                    gsize            max_bytes,
                                    GPtrArray       *faults,
                                    GPtrArray       *remarks);
void        attune_text_lines_clear (AttuneTextLines *self);
/* The next line, which may be written into; NULL at the end. */
char       *attune_text_lines_next (AttuneTextLines *self);
/* Gives back the line that was given last, to be given again. Only where it was not written into. */
void        attune_text_lines_push_back (AttuneTextLines *self,
                                         char            *line);
/* Adds a fault or a remark about the line numbered `line`. */
void        attune_text_lines_tell (GPtrArray  *faults,
                                    guint       line,
                                    const char *format,
                                    ...) G_GNUC_PRINTF (3, 4);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneTextLines, attune_text_lines_clear)
