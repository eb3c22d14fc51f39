/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* What the whole program promises: 0 done, 1 the data is at fault, 2 the call is (design.md, section 7). */
typedef enum
{
  ATTUNE_CLI_DONE = 0,
  ATTUNE_CLI_DATA_AT_FAULT = 1,
  ATTUNE_CLI_CALL_AT_FAULT = 2,
} AttuneCliStatus;

/* One command of attune-cli. `words` is its name ("score", "form lint"); `usage` what follows it on the usage line;
 * `run` gets the arguments after those words, NULL-terminated, and may change their order but not free them. */
typedef struct
{
  const char *words;
  const char *usage;
  const char *summary;
  AttuneCliStatus (*run) (int n_arguments, char **arguments);
} AttuneCliCommand;

extern const AttuneCliCommand *const attune_cli_commands[];

/* The commands, one file each. */
extern const AttuneCliCommand attune_cli_demo;
extern const AttuneCliCommand attune_cli_score;
extern const AttuneCliCommand attune_cli_form_lint;
extern const AttuneCliCommand attune_cli_peaks;
extern const AttuneCliCommand attune_cli_talk;

/* Parses `entries` out of `arguments` and demands between `least` and `most` positional ones, which `out_positional`
 * then holds (owned, NULL-terminated). Says what is wrong on stderr and returns FALSE otherwise. */
gboolean attune_cli_parse (const AttuneCliCommand *command,
                           char                  **arguments,
                           const GOptionEntry     *entries,
                           guint                   least,
                           guint                   most,
                           GStrv                  *out_positional);

/* Prints "attune-cli: " and the formatted sentence on stderr; returns `status`, so that a caller can return it. */
AttuneCliStatus attune_cli_fail (AttuneCliStatus status,
                                 const char     *format,
                                 ...) G_GNUC_PRINTF (2, 3);

/* Runs the main context until `*result` is set, and hands it over: how a command waits for a verb of the store.
 * Give attune_cli_await_cb and the address of a NULL GAsyncResult pointer as callback and data. */
void          attune_cli_await_cb (GObject      *source,
                                   GAsyncResult *result,
                                   gpointer      out_result);
GAsyncResult *attune_cli_await (GAsyncResult **result);
