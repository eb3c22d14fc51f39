/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "attune-add-dialog.h"
void
attune_add_dialog_show (GtkWindow *p, AttuneContext *c, GListModel *f)
{
}
void
attune_add_dialog_show_files (GtkWindow *p, AttuneContext *c, GSList *f)
{
}
void
attune_add_dialog_choose (GtkWindow *p, AttuneContext *c)
{
}
