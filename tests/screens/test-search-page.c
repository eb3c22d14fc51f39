/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-contact-sample.h"
#include "attune-evaluate-page.h"
#include "attune-evaluations.h"
#include "attune-notes.h"
#include "attune-screens.h"
#include "attune-search-item.h"
#include "attune-search-page.h"
#include "attune-search-words.h"
#include "attune-test-support.h"
#include "attune-transcripts.h"

#include <string.h>

/* --- Words ---------------------------------------------------------------------------------------------------------- */

static AttuneExcerpt *
make_excerpt (const char *typed, const char *text)
{
  g_autoptr (AttuneSearchTerms) terms = attune_search_terms_new (typed);

  return attune_search_terms_excerpt (terms, text, 80);
}

static void
test_markup (void)
{
  static const struct
  {
    const char *typed;
    const char *text;
    const char *markup;
  } cases[] = {
    { "", "", "" },
    { "refund", "A refund", "A <b>refund</b>" },
    { "a", "A <b> & a", "<b>A</b> &lt;b&gt; &amp; <b>a</b>" },
    { "<b>", "no <b>x</b>", "no &lt;<b>b</b>&gt;x&lt;/<b>b</b>&gt;" },
    { "sää", "Sää & saa", "<b>Sää</b> &amp; <b>saa</b>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneExcerpt) excerpt = make_excerpt (cases[i].typed, cases[i].text);
      g_autofree char *markup = attune_search_mark_excerpt (excerpt);

      g_assert_cmpstr (markup, ==, cases[i].markup);
      g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, NULL));
    }
}

/* Where a hit leads, by who asks. */
static void
test_destinations (void)
{
  static const struct
  {
    AttuneHit hit;
    AttuneRoles roles;
    AttunePageKind kind;
    gint64 id;
    const char *place;
  } cases[] = {
    { { .kind = ATTUNE_ENTRY_INTERACTION, .interaction = 7, .seen_evaluation = 9, .from_us = -1 },
      ATTUNE_ROLE_ANALYST,
      ATTUNE_PAGE_INTERACTION,
      7,
      NULL },
    { { .kind = ATTUNE_ENTRY_INTERACTION, .interaction = 7, .seen_evaluation = 9, .from_us = -1 },
      ATTUNE_ROLE_AGENT,
      ATTUNE_PAGE_EVALUATION,
      9,
      NULL },
    { { .kind = ATTUNE_ENTRY_INTERACTION, .interaction = 7, .from_us = -1 },
      ATTUNE_ROLE_AGENT,
      ATTUNE_N_PAGES,
      0,
      NULL },
    { { .kind = ATTUNE_ENTRY_PASSAGE, .interaction = 7, .passage = 3, .from_us = 5 },
      ATTUNE_ROLE_COACH,
      ATTUNE_PAGE_INTERACTION,
      7,
      NULL },
    { { .kind = ATTUNE_ENTRY_PASSAGE, .interaction = 7, .seen_evaluation = 9, .passage = 3 },
      ATTUNE_ROLE_COACH,
      ATTUNE_PAGE_EVALUATION,
      9,
      "passage:3" },
    { { .kind = ATTUNE_ENTRY_NOTE, .evaluation = 9, .note = 11, .question = (char *) "q" },
      ATTUNE_ROLE_AGENT,
      ATTUNE_PAGE_EVALUATION,
      9,
      "note:11" },
    { { .kind = ATTUNE_ENTRY_COMMENT, .evaluation = 9, .question = (char *) "q" },
      ATTUNE_ROLE_MANAGER,
      ATTUNE_PAGE_EVALUATION,
      9,
      "question:q" },
    { { .kind = ATTUNE_ENTRY_REMARK, .evaluation = 9 },
      ATTUNE_ROLE_MANAGER,
      ATTUNE_PAGE_EVALUATION,
      9,
      NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *place = NULL;
      AttuneDestination destination = attune_search_find_destination (&cases[i].hit, cases[i].roles,
                                                                      &place);

      g_assert_cmpint (destination.kind, ==, cases[i].kind);
      g_assert_cmpint (destination.id, ==, cases[i].id);
      g_assert_cmpstr (destination.place, ==, cases[i].place);
    }
}

/* --- The page ------------------------------------------------------------------------------------------------------- */

static gpointer
find (gpointer page, const char *name)
{
  return gtk_widget_get_template_child (page, ATTUNE_TYPE_SEARCH_PAGE, name);
}

static const char *
get_shown (gpointer page)
{
  return gtk_stack_get_visible_child_name (find (page, "stack"));
}

static gboolean
is_found (gpointer page)
{
  return g_str_equal (get_shown (page), "found");
}

static gboolean
is_none (gpointer page)
{
  return g_str_equal (get_shown (page), "none");
}

static gboolean
is_start (gpointer page)
{
  return g_str_equal (get_shown (page), "start");
}

static gboolean
has_row_focus (gpointer page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, find (page, "list"));
}

static AttuneNote *
note_something (AttuneContactSample *fixture, const char *text)
{
  AttuneEvaluationSpec spec = { .interaction = attune_contact_sample_add (fixture),
                                .agent = fixture->sample.agents[0],
                                .form = fixture->form };
  AttuneNote note = { .from_us = 61 * G_USEC_PER_SEC,
                      .to_us = 61 * G_USEC_PER_SEC,
                      .is_shared = TRUE,
                      .text = (char *) text };

  note.evaluation = ATTUNE_CALL_OK (start_evaluation, fixture->store.store, fixture->store.manager,
                                    &spec);
  return ATTUNE_CALL_OK (save_note, fixture->store.store, fixture->store.manager, &note);
}

static void
test_page (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (AttuneNote) note = note_something (fixture, "A <gannet> & a heron");
  GtkWidget *page = attune_search_page_new (fixture->context, 0);
  GtkWidget *window = attune_contact_sample_show (fixture, page);
  GtkEditable *search = find (page, "search");
  g_autoptr (AttuneSearchItem) item = NULL;

  attune_page_refresh (ATTUNE_PAGE (page));
  g_assert_true (is_start (page));
  gtk_editable_set_text (search, "zebra");
  g_assert_true (attune_test_wait_until (is_none, page, 20));
  gtk_editable_set_text (search, "gann");
  g_assert_true (attune_test_wait_until (is_found, page, 20));
  g_assert_cmpstr (attune_page_get_subtitle (ATTUNE_PAGE (page)), ==, "1 found");
  item = g_list_model_get_item (G_LIST_MODEL (find (page, "items")), 0);
  g_assert_cmpstr (attune_search_item_get_name (item), ==, "Note at 1:01");
  g_assert_cmpstr (attune_search_item_get_excerpt (item), ==,
                   "A &lt;<b>gann</b>et&gt; &amp; a heron");

  /* Return goes to the rows, and from there to the note. */
  g_signal_emit_by_name (search, "activate");
  g_assert_true (attune_test_wait_until (has_row_focus, page, 20));
  g_signal_emit_by_name (find (page, "list"), "activate", 0);
  g_assert_true (attune_test_wait_until (attune_contact_sample_has_opened, fixture, 20));
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_EVALUATION);
  g_assert_cmpint (fixture->opened.id, ==, note->evaluation);
  g_assert_cmpint (fixture->opened.position, ==, 61 * G_USEC_PER_SEC);

  gtk_drop_down_set_selected (find (page, "kinds"), 1);
  g_assert_true (attune_test_wait_until (is_none, page, 20));
  gtk_drop_down_set_selected (find (page, "kinds"), 3);
  g_assert_true (attune_test_wait_until (is_found, page, 20));
  g_signal_emit_by_name (search, "stop-search");
  g_assert_true (attune_test_wait_until (is_start, page, 20));
  attune_sample_destroy (window, page);
}

/* What is typed while it is looked for is what is found in the end; a page that is closed then goes. */
static void
test_typing (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (AttuneNote) note = note_something (fixture, "gannet");
  GtkWidget *page = attune_search_page_new (fixture->context, 0);
  GtkWidget *window = attune_contact_sample_show (fixture, page);
  GtkEditable *search = find (page, "search");

  attune_page_refresh (ATTUNE_PAGE (page));
  for (guint i = 0; i < 20; i++)
    {
      gtk_editable_set_text (search, i % 2 == 0 ? "zebra" : "gannet");
      attune_sample_settle (i * 20);
    }
  g_assert_true (attune_test_wait_until (is_found, page, 20));
  gtk_editable_set_text (search, "heron");
  attune_sample_settle (160);
  attune_sample_destroy (window, page);
}

/* From elsewhere, with what is looked for. */
static void
test_go_to (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (AttuneNote) note = note_something (fixture, "gannet");
  GtkWidget *page = attune_search_page_new (fixture->context, 0);
  GtkWidget *window = attune_contact_sample_show (fixture, page);

  attune_page_refresh (ATTUNE_PAGE (page));
  attune_page_go_to (ATTUNE_PAGE (page), "gannet");
  g_assert_true (attune_test_wait_until (has_row_focus, page, 20));
  g_assert_true (is_found (page));
  attune_page_go_to (ATTUNE_PAGE (page), "");
  g_assert_false (has_row_focus (page));
  g_assert_cmpstr (gtk_editable_get_text (find (page, "search")), ==, "gannet");
  attune_sample_destroy (window, page);
}

/* --- Where it leads ------------------------------------------------------------------------------------------------- */

static gboolean
has_text_shown (gpointer page)
{
  GtkWidget *panel = attune_sample_find_child (page, g_type_from_name ("AttuneTranscriptPanel"));

  return panel != NULL && gtk_widget_get_mapped (panel);
}

/* A passage of a contact without a recording stands in the evaluation's text; one that is not there leads to its beginning. */
static void
test_passage (AttuneContactSample *fixture, gconstpointer data)
{
  g_autoptr (AttuneNote) note = note_something (fixture, "gannet");
  g_autoptr (AttuneEvaluation)
    evaluation = ATTUNE_CALL_OK (load_evaluation, fixture->store.store, fixture->store.manager,
                                 note->evaluation);
  AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();
  g_autoptr (AttuneTranscript) transcript = NULL;
  GtkWidget *page;
  GtkWidget *window;

  attune_transcript_builder_add (builder, &(AttunePassage){ 0, -1, ATTUNE_SPEAKER_AGENT, "",
                                                            "The lynx is late" });
  transcript = attune_transcript_builder_end (builder);
  ATTUNE_CALL_OK (keep_transcript, fixture->store.store, fixture->store.manager,
                  evaluation->row->interaction, 0, "chat", transcript);
  page = attune_evaluate_page_new (fixture->context, note->evaluation);
  window = attune_contact_sample_show (fixture, page);
  attune_page_go_to (ATTUNE_PAGE (page), "passage:0");
  attune_page_refresh (ATTUNE_PAGE (page));
  g_assert_true (attune_test_wait_until (has_text_shown, page, 30));
  attune_page_go_to (ATTUNE_PAGE (page), "passage:99");
  attune_page_go_to (ATTUNE_PAGE (page), "question:nothing");
  attune_page_go_to (ATTUNE_PAGE (page), "note:1");
  attune_page_go_to (ATTUNE_PAGE (page), "anything");
  attune_sample_settle (200);
  attune_sample_destroy (window, page);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  g_test_add_func ("/screens/search/markup", test_markup);
  g_test_add_func ("/screens/search/destinations", test_destinations);
  ATTUNE_ADD_CONTACT_TEST ("/screens/search/page", test_page);
  ATTUNE_ADD_CONTACT_TEST ("/screens/search/typing", test_typing);
  ATTUNE_ADD_CONTACT_TEST ("/screens/search/go-to", test_go_to);
  ATTUNE_ADD_CONTACT_TEST ("/screens/search/passage", test_passage);

  return g_test_run ();
}
