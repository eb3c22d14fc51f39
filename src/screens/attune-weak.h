/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* A weak reference to an object as the data of one callback. What is closed while a call is under way is disposed at once,
 * and can cancel the call: a reference would keep it until the call is over. */
gpointer attune_weak_new  (gpointer object);
/* The object, owned by the caller, or NULL where it has gone. To be called once: `weak` is freed. */
gpointer attune_weak_take (gpointer weak);
