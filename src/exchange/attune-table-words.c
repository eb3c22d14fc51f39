/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No word here is nearly as long, and folding a long text takes time. */
#define MAX_WORD_BYTES 200

/* What headers say in English, Finnish and German, folded. */
static const struct
{
  AttuneTableRole role;
  const char *const *words;
} headers[] = {
  { ATTUNE_TABLE_SECTION,
    (const char *const[]){
      "section",   "category", "area",         "group", "block",    "topic",
      "theme",     "chapter",  "section name", "osio",  "osa-alue", "osa",
      "kategoria", "alue",     "ryhmä",        "aihe",  "luokka",   "abschnitt",
      "kategorie", "bereich",  "gruppe",       "thema", "kapitel",  NULL } },
  { ATTUNE_TABLE_SUBSECTION,
    (const char *const[]){ "subsection", "sub-section", "sub section", "subcategory",
                           "sub-category", "subgroup", "alaosio", "alakategoria", "alaryhmä",
                           "unterabschnitt", "unterkategorie", "untergruppe", "teilbereich",
                           NULL } },
  { ATTUNE_TABLE_QUESTION, (const char *const[]){ "question",
                                                  "questions",
                                                  "question text",
                                                  "criterion",
                                                  "criteria",
                                                  "item",
                                                  "line item",
                                                  "behaviour",
                                                  "behavior",
                                                  "standard",
                                                  "attribute",
                                                  "parameter",
                                                  "requirement",
                                                  "evaluation criteria",
                                                  "kysymys",
                                                  "kysymykset",
                                                  "kriteeri",
                                                  "kriteerit",
                                                  "arviointikriteeri",
                                                  "arvioitava asia",
                                                  "kohta",
                                                  "vaatimus",
                                                  "väittämä",
                                                  "frage",
                                                  "fragen",
                                                  "kriterium",
                                                  "kriterien",
                                                  "bewertungskriterium",
                                                  "merkmal",
                                                  "anforderung",
                                                  "fragetext",
                                                  NULL } },
  { ATTUNE_TABLE_ID,
    (const char *const[]){ "id", "code", "key", "ref", "refid", "ref id", "question id", "nro",
                           "nr", "tunnus", "tunniste", "koodi", "kennung", "schlüssel", NULL } },
  { ATTUNE_TABLE_GUIDANCE,
    (const char *const[]){ "guidance",         "description",  "hint",       "help",
                           "instruction",      "instructions", "notes",      "note",
                           "explanation",      "definition",   "details",    "examples",
                           "what to look for", "guidelines",   "ohje",       "ohjeet",
                           "kuvaus",           "selite",       "lisätiedot", "lisätieto",
                           "huomautus",        "määritelmä",   "esimerkki",  "hinweis",
                           "hinweise",         "beschreibung", "anleitung",  "erläuterung",
                           "erklärung",        "hilfe",        "bemerkung",  NULL } },
  { ATTUNE_TABLE_WEIGHT, (const char *const[]){ "weight",          "weighting",
                                                "weightage",       "weights",
                                                "importance",      "max points",
                                                "max score",       "maximum",
                                                "maximum points",  "maximum score",
                                                "possible points", "max",
                                                "paino",           "painoarvo",
                                                "painotus",        "painokerroin",
                                                "merkitys",        "maksimi",
                                                "maksimipisteet",  "enimmäispisteet",
                                                "max pisteet",     "gewicht",
                                                "gewichtung",      "wichtung",
                                                "anteil",          "max. punkte",
                                                "max punkte",      "maximale punktzahl",
                                                "höchstpunktzahl", NULL } },
  { ATTUNE_TABLE_TYPE,
    (const char *const[]){ "type", "question type", "answer type", "tyyppi", "kysymystyyppi",
                           "vastaustyyppi", "typ", "fragetyp", "antworttyp", NULL } },
  { ATTUNE_TABLE_REQUIRED, (const char *const[]){ "required", "mandatory", "pakollinen", "pflicht",
                                                  "pflichtfrage", "erforderlich", NULL } },
  { ATTUNE_TABLE_NA,
    (const char *const[]){ "n/a", "na", "n/a allowed", "na allowed", "na_allowed", "allow n/a",
                           "not applicable", "ei sovellu", "ei sovellettavissa", "ei koske",
                           "nicht zutreffend", "entfällt", NULL } },
  { ATTUNE_TABLE_ERROR_TYPE,
    (const char *const[]){ "error type", "error_type", "virhetyyppi", "virheen tyyppi", "fehlerart",
                           "fehlertyp", NULL } },
  { ATTUNE_TABLE_FAIL,
    (const char *const[]){ "fail", "auto fail", "auto-fail", "autofail", "fatal", "fatal error",
                           "critical", "critical error", "knock-out", "knockout", "kriittinen",
                           "kriittinen virhe", "hylkäävä", "kritisch", "kritischer fehler", "k.o.",
                           "ko-kriterium", NULL } },
  { ATTUNE_TABLE_OPTIONS, (const char *const[]){ "options",
                                                 "answers",
                                                 "answer options",
                                                 "choices",
                                                 "response options",
                                                 "responses",
                                                 "scale",
                                                 "rating",
                                                 "ratings",
                                                 "values",
                                                 "scoring",
                                                 "options and scores",
                                                 "options with scores",
                                                 "vastausvaihtoehdot",
                                                 "vaihtoehdot",
                                                 "vastaukset",
                                                 "asteikko",
                                                 "pisteytys",
                                                 "arvosteluasteikko",
                                                 "antworten",
                                                 "antwortoptionen",
                                                 "antwortmöglichkeiten",
                                                 "optionen",
                                                 "auswahl",
                                                 "skala",
                                                 "bewertung",
                                                 "bewertungsskala",
                                                 NULL } },
  { ATTUNE_TABLE_OPTION,
    (const char *const[]){ "option", "answer", "choice", "response", "vaihtoehto", "vastaus",
                           "vastausvaihtoehto", "antwort", "antwortoption", "antwortmöglichkeit",
                           NULL } },
  { ATTUNE_TABLE_SCORE,
    (const char *const[]){ "score", "scores", "points", "value", "option score", "pisteet", "piste",
                           "pistemäärä", "arvo", "punkte", "punktzahl", "wert", NULL } },
};

static const char *const yes_words[] = { "yes", "y",    "kyllä", "k",  "ja",
                                         "j",   "true", "oui",   "sí", NULL };
static const char *const no_words[] = { "no", "n", "ei", "e", "nein", "false", "non", NULL };
static const char *const between_words[] = {
  "partly",    "partially",   "partial",   "sometimes", "somewhat", "osittain", "joskus",
  "teilweise", "manchmal",    "excellent", "good",      "fair",     "poor",     "erinomainen",
  "hyvä",      "kohtalainen", "heikko",    "huono",     "sehr gut", "gut",      "mittel",
  "schlecht",  "mangelhaft",  "pass",      "fail",      "met",      "not met",  "meets",
  "exceeds",   "never",       "always",    NULL
};
static const char *const na_words[] = {
  "n/a",  "na",       "n.a.",     "not applicable",   "ei sovellu",
  "e/s",  "ei koske", "entfällt", "nicht zutreffend", "k. a.",
  "k.a.", NULL
};
static const char *const total_words[] = { "total",       "totals",      "sum",
                                           "grand total", "subtotal",    "total score",
                                           "yhteensä",    "summa",       "kaikki yhteensä",
                                           "välisumma",   "loppusumma",  "gesamt",
                                           "summe",       "gesamtsumme", "zwischensumme",
                                           "insgesamt",   NULL };

static const struct
{
  AttuneQuestionType type;
  const char *const *words;
} types[] = {
  { ATTUNE_QUESTION_YES_NO,
    (const char *const[]){ "yes_no", "yes/no", "yes / no", "boolean", "kyllä/ei", "kyllä / ei",
                           "ja/nein", "ja / nein", NULL } },
  { ATTUNE_QUESTION_SCALE,
    (const char *const[]){ "scale", "rating", "asteikko", "skala", "bewertung", NULL } },
  { ATTUNE_QUESTION_CHOICE,
    (const char *const[]){ "choice", "single choice", "select", "select one", "list", "dropdown",
                           "valinta", "yksivalinta", "auswahl", "einfachauswahl", NULL } },
  { ATTUNE_QUESTION_CHECKLIST,
    (const char *const[]){ "checklist", "multiple choice", "multiple", "select multiple",
                           "checkboxes", "monivalinta", "tarkistuslista", "mehrfachauswahl",
                           "checkliste", NULL } },
  { ATTUNE_QUESTION_NUMBER,
    (const char *const[]){ "number", "numeric", "integer", "luku", "numero", "zahl", NULL } },
  { ATTUNE_QUESTION_TEXT,
    (const char *const[]){ "text", "free text", "comment", "comments", "open", "teksti",
                           "vapaa teksti", "kommentti", "freitext", "kommentar", NULL } },
  { ATTUNE_QUESTION_DATE, (const char *const[]){ "date", "päivämäärä", "päivä", "datum", NULL } },
};

static const char *const *const error_type_words[ATTUNE_N_ERROR_TYPES] = {
  (const char *const[]){ "none", "no", "non-critical", "ei", "ei mikään", "nein", "kein", NULL },
  (const char *const[]){ "customer", "customer critical", "end-user", "asiakas", "kunde", NULL },
  (const char *const[]){ "business", "business critical", "liiketoiminta", "geschäft", NULL },
  (const char *const[]){ "compliance", "compliance critical", "regulatory", "lainsäädäntö",
                         "määräykset", "vorschrift", NULL },
};

char *
attune_table_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *lower = g_utf8_strdown (normal != NULL ? normal : "", -1);
  char *folded = g_strstrip (g_strdelimit (g_strdup (lower), "\t\r\n", ' '));
  gsize length = strlen (folded);

  while (length > 0 && strchr (" :*.?#", folded[length - 1]) != NULL)
    folded[--length] = '\0';
  return folded;
}

static gboolean
is_among (const char *const *words, const char *text)
{
  g_autofree char *folded = strlen (text) <= MAX_WORD_BYTES ? attune_table_fold (text) : NULL;

  return folded != NULL && *folded != '\0' && g_strv_contains (words, folded);
}

/* Without what stands in brackets, or a number, at the end: “Weight (%)”, “Option 2”. */
static char *
strip_tail (const char *folded)
{
  g_autofree char *text = g_strdup (folded);
  char *bracket = strpbrk (text, "([");
  gsize length;

  if (bracket != NULL && bracket > text)
    *bracket = '\0';
  length = strlen (g_strchomp (text));
  while (length > 0 && (g_ascii_isdigit (text[length - 1]) || strchr (" %:#_", text[length - 1])))
    text[--length] = '\0';
  return g_steal_pointer (&text);
}

AttuneTableRole
attune_table_header_parse (const char *header)
{
  g_autofree char *folded = attune_table_fold (strlen (header) <= MAX_WORD_BYTES ? header : "");
  g_autofree char *stripped = strip_tail (folded);

  for (guint i = 0; i < G_N_ELEMENTS (headers) && *folded != '\0'; i++)
    {
      if (g_strv_contains (headers[i].words, folded) ||
          (*stripped != '\0' && g_strv_contains (headers[i].words, stripped)))
        return headers[i].role;
    }
  return ATTUNE_TABLE_IGNORE;
}

gboolean
attune_table_is_answer (const char *text)
{
  return is_among (yes_words, text) || is_among (no_words, text) || is_among (between_words, text);
}

gboolean
attune_table_is_na (const char *text)
{
  return is_among (na_words, text);
}

gboolean
attune_table_is_total (const char *text)
{
  return is_among (total_words, text);
}

gboolean
attune_table_parse_flag (const char *text, gboolean *out_value)
{
  static const char *const marks[] = { "x", "1", "✓", "✔", "required", "allowed", NULL };
  static const char *const blanks[] = { "-", "–", "0", NULL };

  *out_value = is_among (yes_words, text) || is_among (marks, text);
  return *out_value || is_among (no_words, text) || is_among (blanks, text);
}

gboolean
attune_table_parse_type (const char *text, AttuneQuestionType *out_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (is_among (types[i].words, text))
        {
          *out_type = types[i].type;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
attune_table_parse_error_type (const char *text, AttuneErrorType *out_type)
{
  for (guint i = 0; i < ATTUNE_N_ERROR_TYPES; i++)
    {
      if (is_among (error_type_words[i], text))
        {
          *out_type = (AttuneErrorType) i;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
attune_table_parse_fail (const char *text, AttuneFailScope *out_fail)
{
  static const char *const sections[] = { "section", "osio", "abschnitt", "bereich", NULL };
  static const char *const forms[] = { "form",  "all",      "lomake",     "formular", "auto fail",
                                       "fatal", "critical", "kriittinen", "kritisch", NULL };
  gboolean fails = FALSE;

  if (is_among (sections, text))
    *out_fail = ATTUNE_FAIL_SECTION;
  else if (is_among (forms, text) || (attune_table_parse_flag (text, &fails) && fails))
    *out_fail = ATTUNE_FAIL_FORM;
  else if (attune_table_parse_flag (text, &fails))
    *out_fail = ATTUNE_FAIL_NONE;
  else
    return FALSE;
  return TRUE;
}

gboolean
attune_table_is_yes_no (const char *first, const char *second, guint *out_yes)
{
  if (is_among (yes_words, first) && is_among (no_words, second))
    *out_yes = 0;
  else if (is_among (no_words, first) && is_among (yes_words, second))
    *out_yes = 1;
  else
    return FALSE;
  return TRUE;
}

const char *
attune_table_role_get_label (AttuneTableRole role)
{
  static const char *const labels[ATTUNE_N_TABLE_ROLES] = {
    /* Translators: what a column of a pasted table is */
    N_ ("Leave out"),
    N_ ("Section"),
    N_ ("Sub-section"),
    N_ ("Question"),
    N_ ("Id"),
    N_ ("Guidance"),
    N_ ("Weight"),
    N_ ("Type of question"),
    N_ ("Required"),
    N_ ("N/A allowed"),
    N_ ("Type of error"),
    N_ ("Fails the form"),
    N_ ("Options with scores"),
    N_ ("An option"),
    N_ ("Score of the option"),
    N_ ("The header is an option"),
  };

  return _ (labels[role]);
}
