/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-report.h"
#include "attune-paper.h"
#include "attune-test-support.h"

#include <gio/gio.h>
#include <string.h>

#define CREATED (G_GINT64_CONSTANT (1763812800) * G_USEC_PER_SEC)

static char *template_path;

static AttuneForm *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

static GBytes *
make_pdf (AttuneForm *form, guint *out_n_pages)
{
  g_autoptr (AttuneReport) report = attune_form_report_new (form);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = attune_report_to_pdf (report, CREATED, &error);

  g_assert_no_error (error);
  *out_n_pages = attune_report_get_n_pages (report);
  return bytes;
}

static char *
read_form (AttuneForm *form, guint *out_n_pages)
{
  g_autoptr (GBytes) bytes = make_pdf (form, out_n_pages);

  return attune_paper_read (bytes, *out_n_pages);
}

/* Every word of a form that is real. */
static void
test_template (void)
{
  g_autofree char *document = NULL;
  g_autoptr (AttuneForm) form = NULL;
  g_autofree char *text = NULL;
  guint n_pages;

  g_assert_true (g_file_get_contents (template_path, &document, NULL, NULL));
  form = parse (document);
  text = read_form (form, &n_pages);
  attune_paper_assert_holds (text, attune_form_get_title (form));
  attune_paper_assert_holds (text, attune_form_get_description (form));
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    attune_paper_assert_holds (text, attune_form_get_section (form, i)->title);
  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);

      attune_paper_assert_holds (text, question->title);
      attune_paper_assert_holds (text, question->guidance);
      for (guint o = 0; o < question->n_options; o++)
        {
          attune_paper_assert_holds (text, question->options[o].label);
          attune_paper_assert_holds (text, question->options[o].guidance);
          for (guint r = 0; r < question->options[o].n_reasons; r++)
            attune_paper_assert_holds (text, question->options[o].reasons[r].label);
        }
    }
  g_assert_cmpuint (n_pages, >=, 3);
  g_assert_cmpuint (n_pages, <=, 8);
}

/* --- What is said ---------------------------------------------------------------------------------------------- */

#define QUESTIONS                                                                                                            \
  "\"sections\":[{\"id\":\"s\",\"title\":\"Only\",\"na_allowed\":true,\"fail_below\":50,\"weight\":3,\"questions\":["        \
  "{\"id\":\"a\",\"type\":\"yes_no\",\"title\":\"First\",\"weight\":3,\"error_type\":\"customer\",\"fail_below\":40,"        \
  "\"options\":[{\"id\":\"yes\",\"label\":\"Sure\",\"score\":90},{\"id\":\"no\",\"label\":\"Hardly\",\"score\":0,"           \
  "\"fail\":\"form\",\"error\":true,\"reasons\":[{\"id\":\"r\",\"label\":\"Haste\",\"cause\":\"system\"}]}]},"               \
  "{\"id\":\"b\",\"type\":\"number\",\"title\":\"Second\",\"weight\":1,\"required\":false,\"comment\":\"required\","         \
  "\"show_if\":{\"question\":\"a\",\"is\":[\"no\"]},\"ranges\":[{\"from\":0,\"to\":2,\"score\":75},{\"from\":3,\"to\":null," \
  "\"score\":5}]},{\"id\":\"c\",\"type\":\"text\",\"title\":\"Third\"},{\"id\":\"d\",\"type\":\"date\",\"title\":\"Fourth\"}]}]}"

static const struct
{
  const char *name;
  const char *head;
  const char *parts[16];
} sayings[] = {
  { "share",
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"T\",\"revision\":7,\"scoring\":{\"pass\":82,"
    "\"floor\":null,\"cap\":90,\"bands\":[{\"from\":80,\"label\":\"Fine\"}]},",
    { "Revision 7", "4 questions", "Pass mark: 82 %", "Fine from 80 %", "Least score: no limit",
      "Highest score: 90 %", "Sure 90 %", "0 % · Fails the form · Error", "Haste System",
      "Critical: Customer · Below 40 % fails the form", "Below 50 % fails the form",
      "Shown if “First” is Hardly", "Comment always", "75 % of the form", "3–… 5 %" } },
  { "points",
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"T\",\"scoring\":{\"mode\":\"points\","
    "\"baseline\":4},",
    { "Draft", "Baseline points: 4", "up to 90 points", "Sure 90", "Weight 3", "N/A as a whole",
      "May be left out" } },
};

static void
test_sayings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sayings); i++)
    {
      g_autofree char *document = g_strconcat (sayings[i].head, QUESTIONS, NULL);
      g_autoptr (AttuneForm) form = parse (document);
      guint n_pages;
      g_autofree char *text = read_form (form, &n_pages);

      g_assert_cmpuint (n_pages, ==, 2);
      for (guint p = 0; p < G_N_ELEMENTS (sayings[i].parts) && sayings[i].parts[p] != NULL; p++)
        attune_paper_assert_holds (text, sayings[i].parts[p]);
      attune_paper_assert_holds (text, "1 of 2");
    }
}

/* --- Extremes -------------------------------------------------------------------------------------------------- */

static void
test_empty (void)
{
  g_autoptr (AttuneForm) form = parse ("{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\","
                                       "\"title\":\"Nothing yet\",\"sections\":[]}");
  guint n_pages;
  g_autofree char *text = read_form (form, &n_pages);

  g_assert_cmpuint (n_pages, ==, 1);
  attune_paper_assert_holds (text, "Nothing yet");
  attune_paper_assert_holds (text, "0 questions");
}

static char *
make_large (guint n_questions, const char *guidance)
{
  GString *document = g_string_new (
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"Large\",\"sections\":["
    "{\"id\":\"s\",\"title\":\"All\",\"questions\":[");

  for (guint i = 0; i < n_questions; i++)
    g_string_append_printf (document,
                            "%s{\"id\":\"q%u\",\"type\":\"yes_no\",\"title\":\"Asked as no. %u!\","
                            "\"guidance\":\"%s\"}",
                            i > 0 ? "," : "", i, i, guidance);
  g_string_append (document, "]}]}");
  return g_string_free (document, FALSE);
}

static void
test_large (void)
{
  g_autofree char *document = make_large (ATTUNE_FORM_MAX_QUESTIONS, "As heard.");
  g_autoptr (AttuneForm) form = parse (document);
  guint n_pages;
  g_autofree char *text = read_form (form, &n_pages);
  g_autofree char *last = g_strdup_printf ("%1$u of %1$u", n_pages);

  for (guint i = 0; i < ATTUNE_FORM_MAX_QUESTIONS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Asked as no. %u!", i);

      attune_paper_assert_holds (text, title);
    }
  attune_paper_assert_holds (text, last);
  g_assert_cmpuint (n_pages, >, 30);
  g_assert_cmpuint (n_pages, <, 100);
}

/* One word that goes on from page to page, no letter of it lost. */
static void
test_long_guidance (void)
{
  static const guint lengths[] = { 300, 3000, 30000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *guidance = g_strnfill (lengths[i], 'w');
      g_autofree char *document = make_large (1, guidance);
      g_autoptr (AttuneForm) form = parse (document);
      guint n_pages;
      g_autofree char *text = read_form (form, &n_pages);
      guint n_letters = 0;

      for (const char *p = text; *p != '\0'; p++)
        n_letters += *p == 'w';
      g_assert_cmpuint (n_letters, >=, lengths[i]);
      g_assert_cmpuint (n_letters, <, lengths[i] + 50);
      g_assert_cmpuint (n_pages, >=, 1 + lengths[i] / 6000);
    }
}

/* As much as a form may hold: all of it is on the pages. */
static void
test_long_words (void)
{
  GString *guidance = g_string_new (NULL);
  g_autofree char *document = NULL;
  g_autoptr (AttuneForm) form = NULL;
  g_autofree char *text = NULL;
  guint n_pages;

  for (guint i = 0; guidance->len < 900000; i++)
    g_string_append_printf (guidance, "w%u ", i);
  document = make_large (1, guidance->str);
  form = parse (document);
  text = read_form (form, &n_pages);
  g_assert_cmpuint (n_pages, >, 50);
  for (guint i = 1; i < 100000; i *= 7)
    {
      g_autofree char *words = g_strdup_printf ("w%u w%u w%u", i, i + 1, i + 2);

      attune_paper_assert_holds (text, words);
    }
  g_string_free (guidance, TRUE);
}

/* In JSON: what it is, and what must be on the page. */
static const struct
{
  const char *title;
  const char *part;
} hostile[] = {
  { "<b>bold</b> & <i", "<b>bold</b>&<i" },
  { "(unbalanced \\\\ ) %%EOF endobj", "endobj" },
  { "one\\ntwo\\r\\nthree", "three" },
  { "bell\\u0007 and \\u001b[31m", "bell" },
  { "set aside \\uFFFF \\uFDD0 here", "here" },
  { "\\u202Eturned", NULL },
  { "\\u05E9\\u05DC\\u05D5\\u05DD", NULL },
  { "a\\u0300\\u0300\\u0300\\u0300\\u0300\\u0300\\u0300\\u0300", NULL },
  { "\\uD83D\\uDE00 smile", "smile" },
  { "%s%n%d", "%s%n%d" },
};

static void
test_hostile (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *document = g_strconcat (
        "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"", hostile[i].title,
        "\",\"sections\":[{\"id\":\"s\",\"title\":\"", hostile[i].title,
        "\",\"questions\":[{\"id\":\"q\",\"type\":\"yes_no\",\"title\":\"", hostile[i].title,
        "\",\"guidance\":\"", hostile[i].title, "\"}]}]}", NULL);
      g_autoptr (AttuneForm) form = parse (document);
      guint n_pages;
      g_autofree char *text = read_form (form, &n_pages);

      g_assert_cmpuint (n_pages, ==, 1);
      if (hostile[i].part != NULL)
        attune_paper_assert_holds (text, hostile[i].part);
    }
}

/* --- Files ----------------------------------------------------------------------------------------------------- */

static void
test_same_bytes (void)
{
  g_autofree char *document = make_large (40, "As heard.");
  g_autoptr (AttuneForm) form = parse (document);
  guint n_pages;
  g_autoptr (GBytes) one = make_pdf (form, &n_pages);
  g_autoptr (GBytes) other = make_pdf (form, &n_pages);

  g_assert_true (g_bytes_equal (one, other));
}

static void
test_write (void)
{
  char *folder = attune_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "form.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "form.pdf", NULL);
  g_autofree char *document = make_large (1, "");
  g_autoptr (AttuneForm) form = parse (document);
  g_autoptr (AttuneReport) report = attune_form_report_new (form);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (attune_report_write (report, path, CREATED, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
  g_assert_false (attune_report_write (report, nowhere, CREATED, &error));
  g_assert_error (error, ATTUNE_REPORT_ERROR, ATTUNE_REPORT_ERROR_WRITE);
  attune_test_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  template_path = argv[1];
  g_test_add_func ("/form-report/template", test_template);
  g_test_add_func ("/form-report/sayings", test_sayings);
  g_test_add_func ("/form-report/empty", test_empty);
  g_test_add_func ("/form-report/large", test_large);
  g_test_add_func ("/form-report/long-guidance", test_long_guidance);
  g_test_add_func ("/form-report/long-words", test_long_words);
  g_test_add_func ("/form-report/hostile", test_hostile);
  g_test_add_func ("/form-report/same-bytes", test_same_bytes);
  g_test_add_func ("/form-report/write", test_write);
  return g_test_run ();
}
