/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form-bands.h"

#include <string.h>

#define SECTIONS                                                                                  \
  "\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[{\"id\":\"q\",\"type\":\"yes_no\"," \
  "\"title\":\"Q\"}]}]}"
#define FORM(scoring) "{\"id\":\"f\",\"title\":\"F\"" scoring "," SECTIONS
#define BANDS(inside) FORM (",\"scoring\":{\"x-own\":1,\"bands\":[" inside "]}")

static AttuneForm *
read_form (const char *text)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

/* "Low:0/1 High:80/0": label, limit and place of each, by rising limit. */
static char *
draw (AttuneForm *form)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < scoring->n_bands; i++)
    {
      g_autofree char *from = attune_decimal_to_string (scoring->bands[i].from);

      g_string_append_printf (text, "%s%s:%s/%u", i > 0 ? " " : "", scoring->bands[i].label, from,
                              scoring->bands[i].place);
      g_assert_cmpuint (attune_form_find_band (form, scoring->bands[i].place), ==, i);
    }
  g_assert_cmpuint (attune_form_find_band (form, scoring->n_bands), ==, ATTUNE_FORM_NONE);
  return g_string_free (text, FALSE);
}

typedef enum
{
  ADD,
  LABEL,
  FROM,
  REMOVE
} Edit;

/* Each case: a form, what is done to it, and its bands then; NULL where that is refused. */
static const struct
{
  const char *form;
  Edit edit;
  guint place;
  const char *value;
  const char *bands;
} cases[] = {
  /* The first is for all, whether or not there is anything about the score yet. */
  { FORM (""), ADD, 0, "All", "All:0/0" },
  { FORM (",\"scoring\":{\"mode\":\"points\"}"), ADD, 0, "All", "All:0/0" },
  { FORM (",\"scoring\":{\"pass\":80}"), ADD, 0, "All", "All:0/0" },
  { BANDS (""), ADD, 0, "", ":0/0" },
  /* The next is above, at the pass mark first. */
  { BANDS ("{\"from\":0,\"label\":\"A\"}"), ADD, 0, "B", "A:0/0 B:50/1" },
  { BANDS ("{\"from\":75,\"label\":\"A\"}"), ADD, 0, "B", "A:75/0 B:87/1" },
  { BANDS ("{\"from\":99,\"label\":\"A\"}"), ADD, 0, "B", "A:99/0 B:100/1" },
  { BANDS ("{\"from\":100,\"label\":\"A\"}"), ADD, 0, "B", "A:100/0 B:101/1" },
  { BANDS ("{\"from\":1000000000,\"label\":\"A\"}"), ADD, 0, "B", "A:1000000000/0 B:1000000000/1" },
  { BANDS ("{\"from\":-1000000000,\"label\":\"A\"}"), ADD, 0, "B",
    "A:-1000000000/0 B:-499999950/1" },
  { FORM (",\"scoring\":{\"pass\":85,\"bands\":[{\"from\":0,\"label\":\"A\"}]}"), ADD, 0, "B",
    "A:0/0 B:85/1" },
  { FORM (",\"scoring\":{\"pass\":85,\"bands\":[{\"from\":85,\"label\":\"A\"}]}"), ADD, 0, "B",
    "A:85/0 B:92/1" },
  /* It stands behind the others in the document, in whatever order those are. */
  { BANDS ("{\"from\":80,\"label\":\"B\"},{\"from\":0,\"label\":\"A\"}"), ADD, 0, "C",
    "A:0/1 B:80/0 C:90/2" },

  { BANDS ("{\"from\":80,\"label\":\"B\"},{\"from\":0,\"label\":\"A\"}"), LABEL, 1, "Low",
    "Low:0/1 B:80/0" },
  { BANDS ("{\"from\":80,\"label\":\"B\"}"), LABEL, 0, "", ":80/0" },
  { BANDS ("{}"), LABEL, 0, "\303\204\"", "\303\204\":0/0" },
  { BANDS ("{\"from\":80,\"label\":\"B\"}"), LABEL, 1, "C", NULL },
  { FORM (""), LABEL, 0, "C", NULL },

  /* A limit that passes another changes the order, not the places. */
  { BANDS ("{\"from\":0,\"label\":\"A\"},{\"from\":80,\"label\":\"B\"}"), FROM, 0, "90.5",
    "B:80/1 A:90.5/0" },
  { BANDS ("{\"from\":0,\"label\":\"A\"},{\"from\":80,\"label\":\"B\"}"), FROM, 0, "80",
    "A:80/0 B:80/1" },
  { BANDS ("{\"from\":0,\"label\":\"A\"},{\"from\":80,\"label\":\"B\"}"), FROM, 1, "0",
    "A:0/0 B:0/1" },
  { BANDS ("{\"from\":0,\"label\":\"A\"}"), FROM, 0, "-12.3456", "A:-12.3456/0" },
  { BANDS ("{\"from\":0,\"label\":\"A\"}"), FROM, G_MAXUINT, "1", NULL },

  { BANDS ("{\"from\":0,\"label\":\"A\"},{\"from\":80,\"label\":\"B\"}"), REMOVE, 0, NULL,
    "B:80/0" },
  { BANDS ("{\"from\":0,\"label\":\"A\"}"), REMOVE, 0, NULL, "" },
  { BANDS (""), REMOVE, 0, NULL, NULL },
  { FORM (""), REMOVE, 0, NULL, NULL },
};

static AttuneForm *
edit (AttuneForm *form, Edit kind, guint place, const char *value, GError **error)
{
  AttuneDecimal from;

  switch (kind)
    {
    case ADD:
      return attune_form_add_band (form, value, NULL, error);
    case LABEL:
      return attune_form_set_band_label (form, place, value, error);
    case FROM:
      g_assert_true (attune_decimal_from_string (value, '.', &from));
      return attune_form_set_band_from (form, place, from, error);
    case REMOVE:
      return attune_form_remove_band (form, place, error);
    }
  g_assert_not_reached ();
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneForm) form = read_form (cases[i].form);
      g_autofree char *before = attune_form_to_json (form, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm)
        edited = edit (form, cases[i].edit, cases[i].place, cases[i].value, &error);
      g_autofree char *after = attune_form_to_json (form, NULL);
      g_autofree char *drawn = edited != NULL ? draw (edited) : NULL;

      g_test_message ("case %u", i);
      g_assert_cmpstr (drawn, ==, cases[i].bands);
      if (cases[i].bands == NULL)
        g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
      else
        g_assert_no_error (error);
      /* What it came from is as it was. */
      g_assert_cmpstr (before, ==, after);
    }
}

/* Keys that nobody here knows stay with their band and with the score. */
static void
test_own_keys (void)
{
  g_autoptr (AttuneForm)
    form = read_form (BANDS ("{\"from\":50,\"label\":\"A\",\"x-tone\":\"red\"}"));
  g_autoptr (AttuneForm) relabelled = attune_form_set_band_label (form, 0, "B", NULL);
  g_autoptr (AttuneForm) moved = attune_form_set_band_from (relabelled, 0, 0, NULL);
  g_autoptr (AttuneForm) more = attune_form_add_band (moved, "C", NULL, NULL);
  g_autoptr (AttuneForm) expected = read_form (
    BANDS ("{\"from\":0,\"label\":\"B\",\"x-tone\":\"red\"},{\"from\":50,\"label\":\"C\"}"));

  g_assert_true (attune_form_equal (more, expected));
}

/* There is an end to how many there can be, and the place of each is told. */
static void
test_many (void)
{
  g_autoptr (AttuneForm) form = read_form (FORM (""));
  g_autoptr (AttuneForm) none = NULL;
  g_autoptr (GError) error = NULL;
  guint place = 7;

  for (guint i = 0; i < 256; i++)
    {
      AttuneForm *more = attune_form_add_band (form, "", &place, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (place, ==, i);
      attune_form_unref (form);
      form = more;
    }
  none = attune_form_add_band (form, "", &place, &error);
  g_assert_null (none);
  g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
  g_assert_cmpuint (place, ==, 255);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-bands/cases", test_cases);
  g_test_add_func ("/form-bands/own-keys", test_own_keys);
  g_test_add_func ("/form-bands/many", test_many);
  return g_test_run ();
}
