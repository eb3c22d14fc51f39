/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-player.h"

#include <gst/gst.h>

/* A player that is heard by `sink` (taken over) instead of a device: how tests listen. */
AttunePlayer *attune_player_new_for_sink (GstElement *sink);
