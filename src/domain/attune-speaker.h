/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-transcript.h"

/* Who somebody in a transcript is, from what they are called there: a word for the part ("Agent", "asiakas", "Kunde 1") in one
 * of the languages that sources write. ATTUNE_SPEAKER_OTHER for a name. */
AttuneSpeaker attune_speaker_guess (const char *name);
/* Whether that is a machine, or a remark, and nobody who speaks. */
gboolean      attune_speaker_is_system (const char *name);

/* The transcript with the parts of those filled in of whom the source has the name alone: `agents` (NULL-terminated) are what
 * the contact's agents are called, and whoever is left then, as the only one, is the customer. Returns a new reference. */
AttuneTranscript *attune_transcript_with_agents (AttuneTranscript  *self,
                                                 const char *const *agents);
/* The transcript in which `agent` is the agent and everybody else who is not a machine the customer. */
AttuneTranscript *attune_transcript_with_agent (AttuneTranscript *self,
                                                const char       *agent);
/* The names of those whose part nobody knows, each once, in order of appearance; none where somebody is known to be the agent.
 * NULL-terminated, owned by the caller. */
GStrv             attune_transcript_list_unknown (const AttuneTranscript *self);
