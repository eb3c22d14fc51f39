/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-print.h"

/* Under which the window keeps what was set the last time. */
#define SETTINGS_KEY "attune-print-settings"

/* The pages ------------------------------------------------------------------------------------ */

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer report)
{
  gtk_print_operation_set_n_pages (operation, (int) attune_report_get_n_pages (report));
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer report)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  double scale = MIN (width / ATTUNE_REPORT_WIDTH, height / ATTUNE_REPORT_HEIGHT);

  cairo_save (cr);
  cairo_translate (cr, (width - scale * ATTUNE_REPORT_WIDTH) / 2,
                   (height - scale * ATTUNE_REPORT_HEIGHT) / 2);
  cairo_scale (cr, scale, scale);
  attune_report_draw_page (report, (guint) page, cr);
  cairo_restore (cr);
}

static void
free_report (gpointer report, GClosure *closure)
{
  attune_report_free (report);
}

static GtkPageSetup *
create_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, a4);
  gtk_paper_size_free (a4);
  return setup;
}

/* Without what a file system minds. Owned by the caller. */
static char *
create_file_name (const char *name)
{
  return g_strdelimit (g_strdup (name), "/\\:*?\"<>|\n\r\t", '-');
}

GtkPrintOperation *
attune_print_operation_new (AttuneReport *report, const char *name)
{
  GtkPrintOperation *self = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = create_setup ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *file_name = NULL;

  g_return_val_if_fail (report != NULL && name != NULL, self);

  file_name = create_file_name (name);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, file_name);
  gtk_print_operation_set_print_settings (self, settings);
  gtk_print_operation_set_default_page_setup (self, setup);
  gtk_print_operation_set_job_name (self, name);
  gtk_print_operation_set_unit (self, GTK_UNIT_POINTS);
  /* The pages have margins of their own. */
  gtk_print_operation_set_use_full_page (self, TRUE);
  g_signal_connect (self, "begin-print", G_CALLBACK (begin_cb), report);
  g_signal_connect_data (self, "draw-page", G_CALLBACK (draw_cb), report, free_report, 0);
  return self;
}

/* Asking, telling ------------------------------------------------------------------------------ */

typedef struct
{
  AttuneContext *context;
  GWeakRef window;
  char *name;
  char *failure;

  AttunePrintMake make;
  gpointer data;
  GDestroyNotify destroy;
} Printing;

static void
printing_free (gpointer data)
{
  Printing *self = data;

  g_object_unref (self->context);
  g_weak_ref_clear (&self->window);
  g_free (self->name);
  g_free (self->failure);
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

/* What was set stays set while the window is open; the name of the file is that of what is printed. */
static void
keep_settings (GtkPrintOperation *operation, GtkWindow *window)
{
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  g_autoptr (GtkPrintSettings) copy = settings != NULL ? gtk_print_settings_copy (settings) : NULL;

  if (copy == NULL)
    return;
  gtk_print_settings_unset (copy, GTK_PRINT_SETTINGS_OUTPUT_URI);
  gtk_print_settings_unset (copy, GTK_PRINT_SETTINGS_PAGE_RANGES);
  gtk_print_settings_unset (copy, GTK_PRINT_SETTINGS_PRINT_PAGES);
  g_object_set_data_full (G_OBJECT (window), SETTINGS_KEY, g_steal_pointer (&copy), g_object_unref);
}

static void
restore_settings (GtkPrintOperation *operation, GtkWindow *window, const char *name)
{
  GtkPrintSettings *settings = g_object_get_data (G_OBJECT (window), SETTINGS_KEY);
  g_autofree char *file_name = create_file_name (name);

  if (settings == NULL)
    return;
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, file_name);
  gtk_print_operation_set_print_settings (operation, settings);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GtkWindow) window = g_weak_ref_get (&printing->window);
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      attune_context_report (printing->context, printing->failure, error);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY && window != NULL)
    keep_settings (operation, window);
  g_object_unref (operation);
}

static void
free_closure (gpointer data, GClosure *closure)
{
  printing_free (data);
}

/* Takes over both; `window` is above which it is asked. */
static void
run (Printing *printing, AttuneReport *report, GtkWindow *window)
{
  GtkPrintOperation *operation = attune_print_operation_new (report, printing->name);

  restore_settings (operation, window, printing->name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  /* Whose reference goes when it is done. */
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), printing, free_closure, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, window, NULL);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GtkWindow) window = g_weak_ref_get (&printing->window);
  AttuneReport *report = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Nobody waits for it who closed the window. */
  if (window != NULL)
    run (printing, report, window);
  else
    {
      attune_report_free (report);
      printing_free (printing);
    }
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Printing *printing = data;
  AttuneReport *report = printing->make (printing->data);

  /* Where pages end is found here too, and not in the window's thread. */
  attune_report_get_n_pages (report);
  g_task_return_pointer (task, report, (GDestroyNotify) attune_report_free);
}

void
attune_print (GtkWidget *parent,
              AttuneContext *context,
              const char *name,
              const char *failure,
              AttunePrintMake make,
              gpointer data,
              GDestroyNotify destroy)
{
  Printing *printing = g_new0 (Printing, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, made_cb, printing);

  printing->context = g_object_ref (context);
  g_weak_ref_init (&printing->window, gtk_widget_get_root (parent));
  printing->name = g_strdup (name);
  printing->failure = g_strdup (failure);
  printing->make = make;
  printing->data = data;
  printing->destroy = destroy;
  g_task_set_source_tag (task, attune_print);
  g_task_set_task_data (task, printing, NULL);
  g_task_run_in_thread (task, make_in_thread);
}
