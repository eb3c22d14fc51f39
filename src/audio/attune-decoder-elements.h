/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

/* Keeps a decodebin to the elements that recordings of the forms that are taken in need; those of M4A and AAC only where that
 * is switched on. */
void     attune_decoder_elements_restrict (GstElement *decodebin,
                                           gboolean    takes_aac);
/* Whether such a decodebin may use it. */
gboolean attune_decoder_elements_allow (GstElementFactory *factory,
                                        gboolean           takes_aac);
/* Whether `media`, a media type with the version of MPEG behind it where there is one, is what that switch is about. */
gboolean attune_decoder_elements_are_aac (const char *media);
/* To be called for every element when it is added: has those that would not decode the same every time and everywhere do so. */
void     attune_decoder_elements_prepare (GstElement *element);
