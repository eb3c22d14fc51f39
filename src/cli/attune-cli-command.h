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
extern const AttuneCliCommand attune_cli_backup;
extern const AttuneCliCommand attune_cli_check;
extern const AttuneCliCommand attune_cli_demo;
extern const AttuneCliCommand attune_cli_export_notes;
extern const AttuneCliCommand attune_cli_import_transcript;
extern const AttuneCliCommand attune_cli_list;
extern const AttuneCliCommand attune_cli_restore;
extern const AttuneCliCommand attune_cli_score;
extern const AttuneCliCommand attune_cli_search;
extern const AttuneCliCommand attune_cli_show;
extern const AttuneCliCommand attune_cli_form_diff;
extern const AttuneCliCommand attune_cli_form_export;
extern const AttuneCliCommand attune_cli_form_import;
extern const AttuneCliCommand attune_cli_form_lint;
extern const AttuneCliCommand attune_cli_form_try;
extern const AttuneCliCommand attune_cli_model_export;
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

/* Calls attune_store_VERB_async () with the arguments after `error`, runs the main context until it is done, and gives
 * what attune_store_VERB_finish () gives: ATTUNE_CLI_CALL (list_people, store, &error, actor). */
#define ATTUNE_CLI_CALL(verb, store, error, ...)                                                                       \
  ({                                                                                                                   \
    g_autoptr (GAsyncResult) call_result = NULL;                                                                       \
    attune_store_##verb##_async (store, __VA_ARGS__, NULL, attune_cli_await_cb, &call_result);                         \
    attune_store_##verb##_finish (store, attune_cli_await (&call_result), error);                                      \
  })

/* What it is made of, for what is not a store's verb: attune_cli_await_cb and the address of a NULL pointer as callback
 * and data, then attune_cli_await (), which returns `*result` when it is there. The caller unrefs it. */
void          attune_cli_await_cb (GObject      *source,
                                   GAsyncResult *result,
                                   gpointer      out_result);
GAsyncResult *attune_cli_await    (GAsyncResult **result);
