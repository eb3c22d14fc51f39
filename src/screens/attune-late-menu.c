/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-late-menu.h"

struct _AttuneLateMenu
{
  GObject parent_instance;

  /* owned, until both are known */
  GtkMenuButton *button;
  GMenuModel *menu;
};

G_DEFINE_FINAL_TYPE (AttuneLateMenu, attune_late_menu, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BUTTON,
  PROP_MENU,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
create_cb (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

static void
attune_late_menu_dispose (GObject *object)
{
  AttuneLateMenu *self = ATTUNE_LATE_MENU (object);

  g_clear_object (&self->button);
  g_clear_object (&self->menu);

  G_OBJECT_CLASS (attune_late_menu_parent_class)->dispose (object);
}

static void
attune_late_menu_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneLateMenu *self = ATTUNE_LATE_MENU (object);

  switch (id)
    {
    case PROP_BUTTON:
      g_set_object (&self->button, g_value_get_object (value));
      break;
    case PROP_MENU:
      g_set_object (&self->menu, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }

  if (self->button == NULL || self->menu == NULL)
    return;
  gtk_menu_button_set_create_popup_func (self->button, create_cb, g_steal_pointer (&self->menu),
                                         g_object_unref);
  g_clear_object (&self->button);
}

static void
attune_late_menu_class_init (AttuneLateMenuClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = attune_late_menu_dispose;
  object_class->set_property = attune_late_menu_set_property;

  properties[PROP_BUTTON] = g_param_spec_object ("button", NULL, NULL, GTK_TYPE_MENU_BUTTON,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MENU] = g_param_spec_object ("menu", NULL, NULL, G_TYPE_MENU_MODEL,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_late_menu_init (AttuneLateMenu *self)
{
}
