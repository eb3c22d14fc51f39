/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-search-words.h"

#include "attune-form-names.h"
#include "attune-format.h"

#include <glib/gi18n.h>
#include <string.h>

#define KEEPERS (ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

/* --- What it is ----------------------------------------------------------------------------------------------------- */

/* Whose words, of a call or of what was written. */
static const char *
name_passage (const AttuneHit *hit)
{
  gboolean is_call = hit->channel == ATTUNE_CHANNEL_CALL;

  switch (hit->speaker)
    {
    case ATTUNE_SPEAKER_AGENT:
      return is_call ? _ ("Said by the agent") : _ ("Written by the agent");
    case ATTUNE_SPEAKER_CUSTOMER:
      return is_call ? _ ("Said by the customer") : _ ("Written by the customer");
    case ATTUNE_SPEAKER_OTHER:
      return is_call ? _ ("Said") : _ ("Written");
    }
  return is_call ? _ ("Said") : _ ("Written");
}

static const char *
name_kind (const AttuneHit *hit)
{
  switch (hit->kind)
    {
    case ATTUNE_ENTRY_INTERACTION:
      return _ ("Contact");
    case ATTUNE_ENTRY_PASSAGE:
      return name_passage (hit);
    case ATTUNE_ENTRY_NOTE:
      return _ ("Note");
    case ATTUNE_ENTRY_COMMENT:
      return _ ("Comment");
    case ATTUNE_ENTRY_REMARK:
      return _ ("Why it was changed");
    case ATTUNE_ENTRY_ACKNOWLEDGEMENT:
      return _ ("Acknowledgement");
    case ATTUNE_ENTRY_DISPUTE:
      return _ ("Dispute");
    case ATTUNE_ENTRY_DECISION:
      return _ ("Decision about a dispute");
    }
  return _ ("Contact");
}

char *
attune_search_name_hit (const AttuneHit *hit)
{
  GString *name = g_string_new (name_kind (hit));

  if (hit->from_us >= 0)
    {
      g_autofree char *time = attune_format_duration (hit->from_us);

      /* Translators: where in a recording, behind what it is: "Note at 1:12". */
      g_string_append_printf (name, _ (" at %s"), time);
    }
  if (hit->question != NULL)
    g_string_append_printf (name, " · %s",
                            hit->question_title != NULL ? hit->question_title : hit->question);
  return g_string_free (name, FALSE);
}

static void
append (GString *line, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
}

/* What the excerpt of a contact says is not said again. */
char *
attune_search_describe_hit (const AttuneHit *hit, GTimeZone *zone)
{
  GString *line = g_string_new (NULL);
  g_autofree char *when = attune_format_time (hit->started_at, zone, ATTUNE_TIME_SHORT);

  append (line, hit->agents);
  if (hit->kind != ATTUNE_ENTRY_INTERACTION)
    {
      append (line, hit->customer);
      append (line, hit->subject);
    }
  append (line, attune_format_channel (hit->channel));
  append (line, when);
  if (hit->evaluation != 0)
    append (line, attune_form_name_title (hit->form_title));
  if (hit->evaluation_kind == ATTUNE_EVALUATION_SELF)
    append (line, _ ("self-evaluation"));
  return g_string_free (line, FALSE);
}

const char *
attune_search_get_icon (const AttuneHit *hit)
{
  switch (hit->kind)
    {
    case ATTUNE_ENTRY_INTERACTION:
    case ATTUNE_ENTRY_PASSAGE:
      return "attune-interactions-symbolic";
    case ATTUNE_ENTRY_NOTE:
      return "attune-evaluate-symbolic";
    case ATTUNE_ENTRY_COMMENT:
    case ATTUNE_ENTRY_REMARK:
    case ATTUNE_ENTRY_ACKNOWLEDGEMENT:
    case ATTUNE_ENTRY_DISPUTE:
    case ATTUNE_ENTRY_DECISION:
      return "attune-evaluations-symbolic";
    }
  return "attune-interactions-symbolic";
}

/* --- Excerpts and counts -------------------------------------------------------------------------------------------- */

static void
append_escaped (GString *markup, const char *from, const char *to)
{
  g_autofree char *escaped = g_markup_escape_text (from, to - from);

  g_string_append (markup, escaped);
}

char *
attune_search_mark_excerpt (const AttuneExcerpt *excerpt)
{
  GString *markup = g_string_new (NULL);
  const char *at = excerpt->text;
  guint n_before = 0;

  for (guint i = 0; i < excerpt->spans->len; i++)
    {
      AttuneTextSpan span = g_array_index (excerpt->spans, AttuneTextSpan, i);
      const char *from = g_utf8_offset_to_pointer (at, (glong) (span.from - n_before));
      const char *to = g_utf8_offset_to_pointer (from, (glong) (span.to - span.from));

      append_escaped (markup, at, from);
      g_string_append (markup, "<b>");
      append_escaped (markup, from, to);
      g_string_append (markup, "</b>");
      at = to;
      n_before = span.to;
    }
  append_escaped (markup, at, at + strlen (at));
  return g_string_free (markup, FALSE);
}

char *
attune_search_describe_hits (const AttuneHits *hits)
{
  guint n = hits->hits->len;

  if (hits->is_cut)
    /* Translators: the number is of what is shown; how many there are altogether is not known. */
    return g_strdup_printf (ngettext ("%'u shown, and there are more",
                                      "%'u shown, and there are more", n),
                            n);
  return g_strdup_printf (ngettext ("%'u found", "%'u found", n), n);
}

/* --- Where it leads ------------------------------------------------------------------------------------------------- */

static char *
find_place (const AttuneHit *hit)
{
  if (hit->note != 0)
    return g_strdup_printf ("note:%" G_GINT64_FORMAT, hit->note);
  if (hit->kind == ATTUNE_ENTRY_PASSAGE)
    return g_strdup_printf ("passage:%d", hit->passage);
  return hit->question != NULL ? g_strconcat ("question:", hit->question, NULL) : NULL;
}

/* What was said is heard and read beside an evaluation of the contact, where there is one to be seen. */
AttuneDestination
attune_search_find_destination (const AttuneHit *hit, AttuneRoles roles, char **out_place)
{
  gboolean is_in_contact = hit->kind == ATTUNE_ENTRY_INTERACTION;
  gint64 evaluation = hit->evaluation != 0 ? hit->evaluation : hit->seen_evaluation;

  *out_place = NULL;
  if (evaluation != 0 && (!is_in_contact || (roles & KEEPERS) == 0))
    {
      *out_place = find_place (hit);
      return (AttuneDestination){ ATTUNE_PAGE_EVALUATION, evaluation, hit->from_us, TRUE,
                                  *out_place };
    }
  if ((roles & KEEPERS) != 0)
    return (AttuneDestination){ ATTUNE_PAGE_INTERACTION, hit->interaction, -1, TRUE, NULL };
  return (AttuneDestination){ ATTUNE_N_PAGES, 0, -1, FALSE, NULL };
}
