/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

/* Keeps a decodebin to the elements that recordings of the forms that are taken in need. */
void     attune_decoder_elements_restrict (GstElement *decodebin);
/* Whether such a decodebin may use it. */
gboolean attune_decoder_elements_allow (GstElementFactory *factory);
/* To be called for every element when it is added: has those that would not decode the same every time and everywhere do so. */
void     attune_decoder_elements_prepare (GstElement *element);
