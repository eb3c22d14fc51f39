/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-failure.h"
#include "attune-format.h"
#include "attune-jump-item.h"
#include "attune-match.h"
#include "attune-new-workspace-dialog.h"
#include "attune-pages.h"
#include "attune-person-item.h"
#include "attune-recent.h"

static void
test_match (void)
{
  static const struct
  {
    const char *text;
    const char *query;
    int rank;
  } rows[] = {
    { "", "", 0 },
    { "Mika Aho", "", 0 },
    { "Mika Aho", "mik", 0 },
    { "Mika Aho", "aho", 1 },
    { "Mika Aho", "aho mika", 2 },
    { "Mika Aho", "ika", 2 },
    { "Mika Aho", "ka", -1 },
    { "Mika Aho", "mikko", -1 },
    { "Żaneta Błaszczyk", "zaneta", 0 },
    { "Żaneta Błaszczykowska", "blaszcz", 1 },
    { "Mika Blaha", "błaha", 1 },
    { "Øystein Ærø", "oystein aero", 0 },
    { "ÐORĐE ÞÓR", "dorde thor", 0 },
    { "IŞIK Yıldız", "isik yildiz", 0 },
    { "ŒUVRE", "oeuv", 0 },
    { "Ülkü Çağlar", "caglar", 1 },
    { "Straße", "STRASSE", 0 },
    { "Jean-Luc", "luc", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = attune_match_fold (rows[i].text);
      g_autofree char *query = attune_match_fold (rows[i].query);

      g_assert_cmpint (attune_match_rank (text, query), ==, rows[i].rank);
    }
}

static void
test_recent (void)
{
  static const char *const old[] = { "b", "a", "c", NULL };
  g_auto (GStrv) first = attune_recent_with (old, "a", 8);
  g_auto (GStrv) few = attune_recent_with (old, "d", 2);
  g_auto (GStrv) none = attune_recent_with (old, "d", 0);
  static const char *const expected_first[] = { "a", "b", "c", NULL };
  static const char *const expected_few[] = { "d", "b", NULL };

  g_assert_cmpstrv (first, expected_first);
  g_assert_cmpstrv (few, expected_few);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

/* Settings and actions hold nothing but UTF-8; a file's name is any bytes. */
static void
test_recent_key (void)
{
  static const char *const locations[] = { "/a/b c.attune", "/ä/ö.attune", "/bad\xff/x\xfe.attune",
                                           "relative\xff.attune" };

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *key = attune_recent_to_key (locations[i]);
      g_autofree char *location = attune_recent_from_key (key);

      g_assert_true (g_utf8_validate (key, -1, NULL));
      g_assert_cmpstr (location, ==, locations[i]);
      g_assert_true (i == 2 || g_str_equal (key, location));
    }
  for (guint i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      g_autofree char *key = attune_recent_to_key (locations[i]);

      g_assert_true (g_utf8_validate (key, -1, NULL));
    }
}

/* Whatever bytes a file's name has, what is said of it can be read. */
static void
test_failure_bytes (void)
{
  g_autoptr (GError) named = g_error_new (ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND,
                                          "There is no “%s”.", "/letter\xfd.attune");
  g_autoptr (GError)
    bare = g_error_new_literal (ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND, "It is so.");
  g_autoptr (AttuneFailure) one = attune_failure_new ("/letter\xfd.attune", named);
  g_autoptr (AttuneFailure) other = attune_failure_new ("/letter\xfd.attune", bare);

  g_assert_cmpstr (one->description, ==, "There is no “/letter\357\277\275.attune”.");
  g_assert_cmpstr (other->description, ==, "It is so.\n\n/letter\357\277\275.attune");
}

static void
test_failure (void)
{
  static const struct
  {
    int code;
    gboolean can_retry;
    gboolean can_forget;
  } rows[] = {
    { ATTUNE_STORE_ERROR_NOT_FOUND, TRUE, TRUE }, { ATTUNE_STORE_ERROR_NOT_STORE, FALSE, TRUE },
    { ATTUNE_STORE_ERROR_NEWER, FALSE, FALSE },   { ATTUNE_STORE_ERROR_READ_ONLY, TRUE, FALSE },
    { ATTUNE_STORE_ERROR_FULL, TRUE, FALSE },     { ATTUNE_STORE_ERROR_CORRUPT, TRUE, FALSE },
    { ATTUNE_STORE_ERROR_BUSY, TRUE, FALSE },     { ATTUNE_STORE_ERROR_IO, TRUE, FALSE },
    { ATTUNE_STORE_ERROR_INTERNAL, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError)
        error = g_error_new_literal (ATTUNE_STORE_ERROR, rows[i].code, "It is so.");
      g_autoptr (AttuneFailure) failure = attune_failure_new ("place.attune", error);

      g_assert_cmpint (failure->can_retry, ==, rows[i].can_retry);
      g_assert_cmpint (failure->can_forget, ==, rows[i].can_forget);
      g_assert_nonnull (strstr (failure->description, "It is so."));
      g_assert_nonnull (strstr (failure->description, "place.attune"));
      g_assert_cmpstr (failure->title, !=, "");
    }
}

static void
test_format (void)
{
  static const struct
  {
    gint64 score;
    const char *text;
  } scores[] = {
    { 0, "0" },       { 49, "0" },    { 50, "1" },      { 7238, "72" },
    { 10000, "100" }, { -150, "-2" }, { 10450, "105" }, { ATTUNE_SCORE_NONE, "–" },
  };
  static const struct
  {
    gint64 score;
    const char *text;
  } fine[] = {
    { ATTUNE_SCORE_NONE, "–" }, { 0, "0" },       { 8000, "80" },   { 7960, "79.6" },
    { 7996, "79.96" },          { 7965, "79.7" }, { -250, "-2.5" }, { 10001, "100.01" },
  };
  static const struct
  {
    gint64 duration;
    const char *text;
  } durations[] = {
    { -1, "–" },
    { 0, "0:00" },
    { 402000000, "6:42" },
    { G_GINT64_CONSTANT (4002000000), "1:06:42" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Helsinki");
  g_autofree char *none = attune_format_time (0, zone, ATTUNE_TIME_SHORT);
  g_autofree char *day = attune_format_time (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC, zone,
                                             ATTUNE_TIME_DAY);
  g_autofree char *roles = attune_format_roles (ATTUNE_ROLE_COACH | ATTUNE_ROLE_MANAGER);

  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      g_autofree char *text = attune_format_score (scores[i].score);

      g_assert_cmpstr (text, ==, scores[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      g_autofree char *text = attune_format_score_finely (fine[i].score);

      g_assert_cmpstr (text, ==, fine[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      g_autofree char *text = attune_format_duration (durations[i].duration);

      g_assert_cmpstr (text, ==, durations[i].text);
    }
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (day, ==, "1 Jan 2026");
  g_assert_cmpstr (roles, ==, "Manager, Coach");
}

static void
test_jump (void)
{
  static const struct
  {
    const char *title;
    const char *detail;
    int forms; /* ranks */
    int zebra;
  } places[] = { { "Forms", "Page", 0, -1 },
                 { "Old forms", "Form", 1, -1 },
                 { "Aho, Mika", "Agent · Forms team", 4, -1 },
                 { "Zebra", "Page", -1, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (AttuneJumpItem)
        item = attune_jump_item_new (&(AttuneDestination){ ATTUNE_PAGE_FORM, i, -1 },
                                     places[i].title, places[i].detail, "x");

      g_assert_cmpint (attune_jump_item_rank (item, "forms"), ==, places[i].forms);
      g_assert_cmpint (attune_jump_item_rank (item, "zebra"), ==, places[i].zebra);
      g_assert_cmpint (attune_jump_item_rank (item, ""), ==, 0);
      g_assert_cmpint (attune_jump_item_get_destination (item)->id, ==, i);
    }
}

static void
test_people (void)
{
  AttunePerson people[] = {
    { .id = 1, .external_id = "b", .name = "Berit", .roles = ATTUNE_ROLE_AGENT },
    { .id = 2, .external_id = "a", .name = "Aino", .roles = ATTUNE_ROLE_MANAGER },
    { .id = 3, .external_id = "c", .name = "Cem", .roles = ATTUNE_ROLE_AGENT },
  };
  g_autoptr (GPtrArray) array = g_ptr_array_new ();
  g_autoptr (GListModel) all = NULL;
  g_autoptr (GListModel) agents = NULL;
  g_autoptr (AttunePersonItem) first = NULL;
  g_autoptr (AttunePersonItem) second = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_ptr_array_add (array, &people[i]);
  all = attune_person_items_new (array, (AttuneRoles) ~0, "c");
  agents = attune_person_items_new (array, ATTUNE_ROLE_AGENT, NULL);
  first = g_list_model_get_item (all, 0);
  second = g_list_model_get_item (all, 1);
  g_assert_cmpuint (g_list_model_get_n_items (all), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (agents), ==, 2);
  g_assert_cmpint (attune_person_item_get_person (first)->id, ==, 3);
  g_assert_cmpint (attune_person_item_get_person (second)->id, ==, 2);
}

static void
test_new_workspace (void)
{
  g_assert_true (attune_new_workspace_dialog_is_valid ("A", "B", "Europe/Helsinki"));
  g_assert_false (attune_new_workspace_dialog_is_valid ("", "B", "Europe/Helsinki"));
  g_assert_false (attune_new_workspace_dialog_is_valid ("A", "  ", "Europe/Helsinki"));
  g_assert_false (attune_new_workspace_dialog_is_valid ("A", "B", "Europe/Helsinkki"));
  g_assert_false (attune_new_workspace_dialog_is_valid ("A", "B", ""));
}

/* Every page marks a row of the sidebar that whoever sees the page has; an evaluation is opened from several. */
static void
test_sections (void)
{
  for (AttunePageKind i = 0; i < ATTUNE_N_PAGES; i++)
    {
      const AttunePageInfo *info = attune_pages_find (i);
      const AttunePageInfo *section;

      g_assert_nonnull (info);
      g_assert_cmpint (info->kind, ==, i);
      section = attune_pages_find (info->section);
      g_assert_true (i == ATTUNE_PAGE_EVALUATION ? section == NULL : section != NULL);
      if (section == NULL)
        continue;
      g_assert_cmpint (section->group, !=, ATTUNE_PAGE_GROUP_NONE);
      g_assert_cmpint (section->section, ==, section->kind);
      g_assert_true (info->group == ATTUNE_PAGE_GROUP_NONE || section == info);
      g_assert_cmphex (info->roles & ~section->roles, ==, 0);
    }
  g_assert_cmpint (attune_pages_find (ATTUNE_PAGE_AGENT)->section, ==, ATTUNE_PAGE_AGENTS);
  g_assert_cmpint (attune_pages_find (ATTUNE_PAGE_FORM)->section, ==, ATTUNE_PAGE_FORMS);
  g_assert_cmpint (attune_pages_find (ATTUNE_PAGE_INTERACTION)->section, ==,
                   ATTUNE_PAGE_INTERACTIONS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/screens/shell/match", test_match);
  g_test_add_func ("/screens/shell/recent", test_recent);
  g_test_add_func ("/screens/shell/recent-key", test_recent_key);
  g_test_add_func ("/screens/shell/failure", test_failure);
  g_test_add_func ("/screens/shell/failure-bytes", test_failure_bytes);
  g_test_add_func ("/screens/shell/format", test_format);
  g_test_add_func ("/screens/shell/jump", test_jump);
  g_test_add_func ("/screens/shell/people", test_people);
  g_test_add_func ("/screens/shell/new-workspace", test_new_workspace);
  g_test_add_func ("/screens/shell/sections", test_sections);
  return g_test_run ();
}
