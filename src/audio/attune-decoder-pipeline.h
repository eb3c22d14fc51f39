/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decoder-output.h"

/* Decodes what `input_fd` holds into `output`; returns when there is no more or it cannot go on. The pipeline is left
 * standing: the process ends next, and nothing is quicker than that. */
void attune_decoder_pipeline_run (int                  input_fd,
                                  const char          *form,
                                  AttuneDecoderOutput *output);
