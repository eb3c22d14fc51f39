/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform-relevant.h"

#include "attune-document-trim.h"

#include "attune-json-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 100

typedef enum
{
  TOKEN_END,
  TOKEN_QUESTION, /* ${name} */
  TOKEN_LITERAL,  /* 'text' or a number */
  TOKEN_WORD,     /* and, or, not, selected, … */
  TOKEN_SIGN,     /* = != < <= > >= ( ) , and whatever else there is */
} TokenKind;

typedef struct
{
  const char *at; /* what follows the token */
  TokenKind kind;
  char *token; /* owned */
  GHashTable *questions;
  char *reason; /* owned: the first that was found */
  guint depth;
} Reading;

static json_t *read_any (Reading *reading);

static json_t *give_up (Reading *reading, const char *format, ...) G_GNUC_PRINTF (2, 3);

static json_t *
give_up (Reading *reading, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (reading->reason == NULL)
    reading->reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return NULL;
}

static gboolean
is_word_part (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == '.';
}

static void
take (Reading *reading, TokenKind kind, const char *start, gsize length, gsize skip)
{
  g_free (reading->token);
  reading->token = g_strndup (start, length);
  reading->kind = kind;
  reading->at = start + length + skip;
}

/* Moves on by one token. */
static void
advance (Reading *reading)
{
  const char *at = reading->at;
  const char *end;

  while (g_ascii_isspace (*at))
    at++;
  if (at[0] == '$' && at[1] == '{' && (end = strchr (at, '}')) != NULL)
    {
      take (reading, TOKEN_QUESTION, at + 2, (gsize) (end - at - 2), 1);
      g_strstrip (reading->token);
    }
  else if ((*at == '\'' || *at == '"') && (end = strchr (at + 1, *at)) != NULL)
    take (reading, TOKEN_LITERAL, at + 1, (gsize) (end - at - 1), 1);
  else if (is_word_part (*at))
    {
      for (end = at; is_word_part (*end); end++)
        ;
      take (reading, g_ascii_isdigit (*at) || *at == '-' ? TOKEN_LITERAL : TOKEN_WORD, at,
            (gsize) (end - at), 0);
    }
  else if (*at == '\0')
    take (reading, TOKEN_END, at, 0, 0);
  else if (strchr ("<>!", *at) != NULL && at[1] == '=')
    take (reading, TOKEN_SIGN, at, 2, 0);
  else
    take (reading, TOKEN_SIGN, at, (gsize) (g_utf8_next_char (at) - at), 0);
}

static gboolean
is_at (Reading *reading, TokenKind kind, const char *token)
{
  return reading->kind == kind && g_str_equal (reading->token, token);
}

/* Gives up at the token that stands there now. */
static json_t *
give_up_here (Reading *reading)
{
  if (reading->kind == TOKEN_END)
    return give_up (reading, _ ("it ends too early"));
  return give_up (reading, _ ("it is not understood from “%s” on"), reading->token);
}

/* Passes over the sign, or gives up. */
static gboolean
expect (Reading *reading, const char *sign)
{
  if (!is_at (reading, TOKEN_SIGN, sign))
    {
      give_up_here (reading);
      return FALSE;
    }
  advance (reading);
  return TRUE;
}

static char *
take_token (Reading *reading)
{
  char *token = g_steal_pointer (&reading->token);

  advance (reading);
  return token;
}

static const AttuneXlsformQuestion *
find_question (Reading *reading, const char *name)
{
  const AttuneXlsformQuestion *question = g_hash_table_lookup (reading->questions, name);

  if (question == NULL)
    give_up (reading, _ ("it rests on “%s”, and no question of that name comes before"), name);
  return question;
}

static json_t *
make_answered (Reading *reading, const char *name)
{
  if (find_question (reading, name) == NULL)
    return NULL;
  return json_pack ("{s:s, s:b}", "question", name, "answered", TRUE);
}

static json_t *
make_is (Reading *reading, const char *name, const char *option)
{
  const AttuneXlsformQuestion *question = find_question (reading, name);

  if (question == NULL)
    return NULL;
  if (question->type > ATTUNE_QUESTION_CHECKLIST)
    return give_up (reading, _ ("conditions compare options, and “%s” has none"), name);
  if (!g_hash_table_contains (question->options, option))
    return give_up (reading, _ ("“%s” has no option “%s”"), name, option);
  return json_pack ("{s:s, s:[s]}", "question", name, "is", option);
}

static json_t *
negate (json_t *condition)
{
  return condition != NULL ? json_pack ("{s:o}", "not", condition) : NULL;
}

/* “= 'x'” or “!= 'x'” behind a question. */
static json_t *
read_comparison (Reading *reading, const char *name)
{
  gboolean is_unequal = is_at (reading, TOKEN_SIGN, "!=");
  g_autofree char *literal = NULL;

  if (!is_unequal && !is_at (reading, TOKEN_SIGN, "="))
    return give_up (reading, _ ("conditions know “=” and “!=”, not “%s”"), reading->token);
  advance (reading);
  if (reading->kind != TOKEN_LITERAL)
    return give_up (reading, _ ("it compares with “%s”, which is no option"), reading->token);
  literal = take_token (reading);

  if (*literal == '\0')
    return is_unequal ? make_answered (reading, name) : negate (make_answered (reading, name));
  return is_unequal ? negate (make_is (reading, name, literal)) : make_is (reading, name, literal);
}

/* The name in “(${name}” of a function. */
static char *
read_argument (Reading *reading)
{
  if (!expect (reading, "("))
    return NULL;
  if (reading->kind == TOKEN_QUESTION)
    return take_token (reading);
  give_up_here (reading);
  return NULL;
}

static json_t *
read_selected (Reading *reading)
{
  g_autofree char *name = read_argument (reading);
  g_autofree char *option = NULL;
  json_t *condition;

  if (name == NULL || !expect (reading, ","))
    return NULL;
  if (reading->kind != TOKEN_LITERAL)
    return give_up_here (reading);
  option = take_token (reading);
  condition = make_is (reading, name, option);
  if (condition == NULL || expect (reading, ")"))
    return condition;
  json_decref (condition);
  return NULL;
}

/* “count-selected(${q}) > 0”, “string-length(${q}) >= 1”, “count-selected(${q}) = 0”: whether there is an answer. */
static json_t *
read_count (Reading *reading)
{
  g_autofree char *name = read_argument (reading);
  g_autofree char *sign = NULL;
  g_autofree char *number = NULL;

  if (name == NULL || !expect (reading, ")"))
    return NULL;
  sign = take_token (reading);
  number = take_token (reading);
  if ((g_str_equal (number, "0") && (g_str_equal (sign, ">") || g_str_equal (sign, "!="))) ||
      (g_str_equal (number, "1") && g_str_equal (sign, ">=")))
    return make_answered (reading, name);
  if (g_str_equal (number, "0") && g_str_equal (sign, "="))
    return negate (make_answered (reading, name));
  return give_up (reading, _ ("conditions do not count, as “%s %s” does"), sign, number);
}

static json_t *
read_constant (Reading *reading, const char *key)
{
  if (!expect (reading, "(") || !expect (reading, ")"))
    return NULL;
  return json_pack ("{s:[]}", key);
}

static json_t *
read_parentheses (Reading *reading)
{
  g_autoptr (AttuneJson) condition = NULL;

  if (!expect (reading, "("))
    return NULL;
  condition = read_any (reading);
  if (condition == NULL || !expect (reading, ")"))
    return NULL;
  return g_steal_pointer (&condition);
}

static json_t *
read_function (Reading *reading)
{
  g_autofree char *word = take_token (reading);

  if (g_str_equal (word, "not"))
    return negate (read_parentheses (reading));
  if (g_str_equal (word, "selected"))
    return read_selected (reading);
  if (g_str_equal (word, "count-selected") || g_str_equal (word, "string-length"))
    return read_count (reading);
  if (g_str_equal (word, "true"))
    return read_constant (reading, "all");
  if (g_str_equal (word, "false"))
    return read_constant (reading, "any");
  return give_up (reading, _ ("“%s” is not understood"), word);
}

/* 'x' = ${q} */
static json_t *
read_turned_comparison (Reading *reading)
{
  g_autofree char *literal = take_token (reading);
  g_autofree char *sign = take_token (reading);
  g_autofree char *name = NULL;
  gboolean is_unequal = g_str_equal (sign, "!=");

  if (reading->kind != TOKEN_QUESTION || (!is_unequal && !g_str_equal (sign, "=")))
    return give_up (reading, _ ("it is not understood from “%s” on"), literal);
  name = take_token (reading);
  if (*literal == '\0')
    return is_unequal ? make_answered (reading, name) : negate (make_answered (reading, name));
  return is_unequal ? negate (make_is (reading, name, literal)) : make_is (reading, name, literal);
}

static json_t *
read_one (Reading *reading)
{
  g_autofree char *name = NULL;

  switch (reading->kind)
    {
    case TOKEN_QUESTION:
      name = take_token (reading);
      return read_comparison (reading, name);
    case TOKEN_WORD:
      return read_function (reading);
    case TOKEN_LITERAL:
      return read_turned_comparison (reading);
    case TOKEN_SIGN:
      return read_parentheses (reading);
    case TOKEN_END:
      break;
    }
  return give_up_here (reading);
}

/* Several of what `read` reads, with `word` between. One alone is itself. */
static json_t *
read_joined (Reading *reading, const char *word, const char *key, json_t *(*read) (Reading *) )
{
  g_autoptr (AttuneJson) list = json_array ();
  json_t *condition;

  for (;;)
    {
      condition = read (reading);
      if (condition == NULL)
        return NULL;
      json_array_append_new (list, condition);
      if (!is_at (reading, TOKEN_WORD, word))
        break;
      advance (reading);
    }
  if (json_array_size (list) == 1)
    return json_incref (json_array_get (list, 0));
  return json_pack ("{s:O}", key, list);
}

static json_t *
read_all (Reading *reading)
{
  return read_joined (reading, "and", "all", read_one);
}

static json_t *
read_any (Reading *reading)
{
  json_t *condition;

  if (++reading->depth > MAX_DEPTH)
    return give_up (reading, _ ("it is nested too deep"));
  condition = read_joined (reading, "or", "any", read_all);
  reading->depth--;
  return condition != NULL ? attune_document_merge_any (condition) : NULL;
}

json_t *
attune_xlsform_relevant_read (const char *text, GHashTable *questions, char **out_reason)
{
  Reading reading = { .at = text, .questions = questions };
  json_t *condition;

  advance (&reading);
  condition = read_any (&reading);
  if (condition != NULL && reading.kind != TOKEN_END)
    {
      give_up_here (&reading);
      g_clear_pointer (&condition, json_decref);
    }
  g_free (reading.token);
  if (condition == NULL)
    *out_reason = reading.reason;
  else
    g_free (reading.reason);
  return condition;
}
