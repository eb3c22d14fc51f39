/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-keys.h"

#include <glib/gi18n.h>
#include <string.h>

#define LISTENING(action, title, keys)                                    \
  {                                                                       \
    action, title, keys, ATTUNE_KEYS_EVERYWHERE, ATTUNE_KEYS_OF_LISTENING \
  }
#define JUDGING(action, title, keys, scope)            \
  {                                                    \
    action, title, keys, scope, ATTUNE_KEYS_OF_JUDGING \
  }
#define WAVEFORM(action, title, keys)                                  \
  {                                                                    \
    action, title, keys, ATTUNE_KEYS_WAVEFORM, ATTUNE_KEYS_OF_WAVEFORM \
  }

static const AttuneEvaluateKey keys[] = {
  LISTENING (ATTUNE_EVALUATE_PLAY, N_ ("Play or pause"), "F4 <Control>space"),
  LISTENING (ATTUNE_EVALUATE_PLAY_HELD, N_ ("Play while the key is held"), "F12"),
  LISTENING ("evaluate.start", N_ ("Play"), "<Shift>F7"),
  LISTENING ("evaluate.pause", N_ ("Pause"), "<Shift>F8"),
  LISTENING ("evaluate.back", N_ ("Back"), "F7"),
  LISTENING ("evaluate.forward", N_ ("Forward"), "F8"),
  LISTENING ("evaluate.slower", N_ ("Slower"), "F5"),
  LISTENING ("evaluate.faster", N_ ("Faster"), "F6"),
  LISTENING ("evaluate.loop", N_ ("Loop"), "F3"),
  LISTENING ("evaluate.skip-silence", N_ ("Skip silence"), "<Shift>F3"),
  LISTENING ("evaluate.go-to-time", N_ ("Go to time"), "<Control>l"),
  LISTENING ("evaluate.note", N_ ("Note here"), "<Control>m"),
  LISTENING ("evaluate.speak", N_ ("Speak a note, or end it"), "<Control><Shift>m"),
  JUDGING ("evaluate.next-question",
           N_ ("Next question"),
           "<Control>Down <Control>KP_Down",
           ATTUNE_KEYS_EVERYWHERE),
  JUDGING ("evaluate.previous-question",
           N_ ("Previous question"),
           "<Control>Up <Control>KP_Up",
           ATTUNE_KEYS_EVERYWHERE),
  JUDGING ("evaluate.not-applicable", N_ ("Not applicable"), "n", ATTUNE_KEYS_ANSWERING),
  JUDGING ("evaluate.reasons", N_ ("To the reasons"), "r", ATTUNE_KEYS_ANSWERING),
  JUDGING ("evaluate.comment", N_ ("Add a comment"), "c", ATTUNE_KEYS_ANSWERING),
  JUDGING ("evaluate.clear", N_ ("Clear the answer"), "Delete BackSpace", ATTUNE_KEYS_ANSWERING),
  JUDGING ("evaluate.fill-rest",
           N_ ("Fill in the rest as highest"),
           "<Control>r",
           ATTUNE_KEYS_EVERYWHERE),
  JUDGING ("evaluate.undo", N_ ("Undo an answer"), "<Control>z", ATTUNE_KEYS_EVERYWHERE),
  JUDGING ("evaluate.redo",
           N_ ("Redo an answer"),
           "<Control><Shift>z <Control>y",
           ATTUNE_KEYS_EVERYWHERE),
  JUDGING ("evaluate.submit",
           N_ ("Submit"),
           "<Control>Return <Control>KP_Enter",
           ATTUNE_KEYS_EVERYWHERE),
  JUDGING ("evaluate.correct",
           N_ ("Correct what was submitted"),
           "<Control>e",
           ATTUNE_KEYS_EVERYWHERE),
  WAVEFORM ("evaluate.shuttle-back", N_ ("Back, rewinding while held"), "j"),
  WAVEFORM ("evaluate.shuttle-pause", N_ ("Pause, at the speed from before"), "k"),
  WAVEFORM ("evaluate.shuttle-play", N_ ("Play, again for faster"), "l"),
  WAVEFORM ("waveform.from", N_ ("Select from here"), "i"),
  WAVEFORM ("waveform.to", N_ ("Select up to here"), "o"),
  WAVEFORM ("waveform.previous-note", N_ ("Previous note"), "comma"),
  WAVEFORM ("waveform.next-note", N_ ("Next note"), "period"),
  WAVEFORM ("waveform.zoom-in", N_ ("Zoom in"), "plus equal KP_Add"),
  WAVEFORM ("waveform.zoom-out", N_ ("Zoom out"), "minus KP_Subtract"),
  WAVEFORM ("waveform.fit", N_ ("The whole recording"), "0 KP_0"),
  { NULL },
};

const AttuneEvaluateKey *
attune_evaluate_keys_get (void)
{
  return keys;
}

const AttuneEvaluateKey *
attune_evaluate_keys_find (const char *action)
{
  for (const AttuneEvaluateKey *key = keys; key->action != NULL; key++)
    if (strcmp (key->action, action) == 0)
      return key;
  return NULL;
}
