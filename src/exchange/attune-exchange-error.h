/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define ATTUNE_EXCHANGE_ERROR (attune_exchange_error_quark ())

typedef enum
{
  ATTUNE_EXCHANGE_ERROR_UNKNOWN, /* no reader knows the file, or no writer the suffix */
  ATTUNE_EXCHANGE_ERROR_INVALID, /* the file is not what it says it is */
  ATTUNE_EXCHANGE_ERROR_REFUSED, /* larger than anything of its kind, or made to do harm */
  ATTUNE_EXCHANGE_ERROR_WRITE,   /* the file cannot be written */
} AttuneExchangeError;

GQuark attune_exchange_error_quark (void);
