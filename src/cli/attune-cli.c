/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-command.h"
#include "attune-decimal.h"
#include "attune-locale.h"

/* How many of `arguments` the command's words take up, or 0 when they are not its words. */
static int
match_words (const AttuneCliCommand *command, int n_arguments, char **arguments)
{
  g_auto (GStrv) words = g_strsplit (command->words, " ", -1);
  int n_words = (int) g_strv_length (words);

  if (n_words > n_arguments)
    return 0;

  for (int i = 0; i < n_words; i++)
    {
      if (g_strcmp0 (words[i], arguments[i]) != 0)
        return 0;
    }
  return n_words;
}

static void
print_usage (void)
{
  g_print ("Usage: attune-cli COMMAND …\n\n");
  for (guint i = 0; attune_cli_commands[i] != NULL; i++)
    g_print ("  %s %s\n      %s\n", attune_cli_commands[i]->words, attune_cli_commands[i]->usage,
             attune_cli_commands[i]->summary);
}

/* A word that commands begin with and that is none by itself: "form". Says which there are. */
static gboolean
list_group (const char *word)
{
  g_autofree char *prefix = g_strconcat (word, " ", NULL);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; attune_cli_commands[i] != NULL; i++)
    if (g_str_has_prefix (attune_cli_commands[i]->words, prefix))
      g_string_append_printf (lines, "\n  attune-cli %s %s", attune_cli_commands[i]->words,
                              attune_cli_commands[i]->usage);
  if (lines->len == 0)
    return FALSE;
  attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "Say what to do with the %s:%s", word, lines->str);
  return TRUE;
}

int
main (int argc, char **argv)
{
  attune_locale_set_up ();
  attune_decimal_format_plainly ();

  if (argc == 2 && g_str_equal (argv[1], "--version"))
    {
      g_print ("attune-cli %s\n", PACKAGE_VERSION);
      return ATTUNE_CLI_DONE;
    }
  if (argc == 2 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "help")))
    {
      print_usage ();
      return ATTUNE_CLI_DONE;
    }

  for (guint i = 0; attune_cli_commands[i] != NULL; i++)
    {
      int n_words = match_words (attune_cli_commands[i], argc - 1, argv + 1);

      if (n_words > 0)
        return attune_cli_commands[i]->run (argc - 1 - n_words, argv + 1 + n_words);
    }

  if (argc >= 2 && list_group (argv[1]))
    return ATTUNE_CLI_CALL_AT_FAULT;
  return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                          argc < 2 ? "Name a command; “attune-cli --help” lists them."
                                   : "There is no command “%s”; “attune-cli --help” lists them.",
                          argc < 2 ? "" : argv[1]);
}
