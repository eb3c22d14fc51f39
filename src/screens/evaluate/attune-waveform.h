/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-key-map.h"
#include "attune-wave-view.h"

#include <gtk/gtk.h>

/* The waveform of a recording: a lane a speaker (the agent's above), ruler, notes, selection and playhead, and, where only
 * a part is shown, a strip with the whole below it. Press or drag to seek, with Shift to select; Ctrl and the wheel, or a
 * pinch, to zoom; the wheel to scroll. With the focus: the arrows seek, with Shift they move the end of the selection, with
 * Ctrl what is shown; Escape drops the selection. A note is chosen by pressing its flag, moved by dragging an edge, and
 * played by pressing it twice, or with Return. Zooming, the edges of the selection, going from note to note and J K L are in
 * the table of keys, the last for the actions "evaluate.…" of the page around it. */
#define ATTUNE_TYPE_WAVEFORM (attune_waveform_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWaveform, attune_waveform, ATTUNE, WAVEFORM, GtkWidget)

AttuneWaveView *attune_waveform_get_view (AttuneWaveform *self);

/* As they come until then. */
void attune_waveform_set_keys (AttuneWaveform *self,
                               AttuneKeyMap   *keys);

/* Which channels are whose; equal for a recording of one channel. Unless `is_known` the lanes bear no names but sides. */
void attune_waveform_set_channels (AttuneWaveform *self,
                                   guint           agent,
                                   guint           customer,
                                   gboolean        is_known);

void attune_waveform_zoom (AttuneWaveform *self,
                           double          factor);
