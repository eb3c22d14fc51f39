/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define ATTUNE_DOMAIN_ERROR (attune_domain_error_quark ())

typedef enum
{
  ATTUNE_DOMAIN_ERROR_SYNTAX, /* not JSON, or JSON that is too large or too deep to be looked into */
  ATTUNE_DOMAIN_ERROR_FAULTS, /* a document that breaks the rules of design.md, sections 4.1 and 4.2 */
  ATTUNE_DOMAIN_ERROR_REFUSED, /* a change that would make a faulty document */
} AttuneDomainError;

/* One thing wrong in a document. `place` is a JSON pointer (RFC 6901), "" for the whole document. `line` and
 * `column` count from 1 and are 0 where the fault is not one of syntax. */
typedef struct
{
  char *place;
  char *message;
  guint line;
  guint column;
} AttuneFault;

GQuark attune_domain_error_quark (void);

/* An empty array that owns AttuneFaults: what the parsers fill. */
GPtrArray *attune_faults_new (void);

void attune_faults_add (GPtrArray  *faults,
                        const char *place,
                        const char *format,
                        ...) G_GNUC_PRINTF (3, 4);

/* One fault as a line for people: "line 3, column 7: …" or "/sections/0/weight: …". Owned by the caller. */
char *attune_fault_describe (const AttuneFault *fault);

/* Sets `error` from a non-empty array: the first faults in full (at most 5), and how many more there are. */
void attune_faults_to_error (GPtrArray *faults,
                             GError   **error);

