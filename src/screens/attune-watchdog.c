/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"
#define _GNU_SOURCE

#include "config.h"

#include "attune-watchdog.h"

#include <dlfcn.h>
#include <elf.h>
#include <gtk/gtk.h>
#include <link.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <unwind.h>

#define SAMPLE_NSEC (G_GINT64_CONSTANT (500000))
#define MAX_FRAMES  96
/* The window is on the screen, laid out for the first time, when the loop first rests this long. */
#define REST_USEC (100 * G_TIME_SPAN_MILLISECOND)

/* What is not a callback's own time although it may run inside one: the toolkit's layout and drawing, the first showing of a
 * window, and telling assistive technologies. A callback of ours that is called in there counts for itself. */
static const char *const boundary_names[] = {
  "gtk_widget_allocate",
  "gtk_widget_measure",
  "gtk_widget_size_allocate",
  "gtk_widget_snapshot_child",
  "gtk_window_present",
  "gtk_window_present_with_time",
  "g_dbus_connection_emit_signal",
  "g_dbus_connection_send_message",
};

/* Where a stack walk ends; later versions of GLib only have the latter on it. */
static const char *const loop_names[] = { "g_main_context_dispatch", "g_main_context_iteration" };

typedef struct
{
  guintptr start;
  guintptr end;
} Range;

/* A callback that was seen in sample after sample: the same frame, called from the same place. */
typedef struct
{
  guintptr frame;
  guintptr caller;
  gint64 lasted; /* processor time of the main thread, ns */
  int n_pcs;     /* of the newest sample, the innermost first and the callback last */
  guintptr pcs[MAX_FRAMES];
} Callback;

/* A walk up the stack. */
typedef struct
{
  Callback found;
  int n_pcs;
  guintptr pcs[MAX_FRAMES];
  gboolean was_own;      /* the frame before is the outermost of our own as yet */
  gboolean is_in_kit;    /* beyond the first boundary */
  gboolean is_kept;      /* the callback of the last sample is further up */
  gboolean is_in_a_turn; /* of the main loop */
} Walk;

/* The one watch of the process, touched by the main thread and by its signal handler alone. */
static struct
{
  gint64 limit;
  timer_t timer;
  GPollFunc poll;
  Range own;
  guintptr base;
  Range boundaries[G_N_ELEMENTS (boundary_names)];
  Range loops[G_N_ELEMENTS (loop_names)];
  guintptr measurer; /* the beginning of the function that asks widgets for their size */
  GMappedFile *program;
  gboolean is_shown; /* the first layout is over */
  gint64 spent;      /* by the handler itself */
  gint64 sampled_at;
  Callback current;
  Callback worst;
} watch;

static gint64
get_processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static gboolean
contains (const Range *range, guintptr address)
{
  return address >= range->start && address < range->end;
}

/* The one who measures ---------------------------------------------------------------------------- */

/* gtk_widget_measure ends in a jump to a function without a name, and is not on the stack any more while that measures:
 * a widget that is measured sees who asks. */
#define ATTUNE_TYPE_GAUGE (attune_gauge_get_type ())
G_DECLARE_FINAL_TYPE (AttuneGauge, attune_gauge, ATTUNE, GAUGE, GtkWidget)

struct _AttuneGauge
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (AttuneGauge, attune_gauge, GTK_TYPE_WIDGET)

static void
attune_gauge_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  watch.measurer = (guintptr) _Unwind_FindEnclosingFunction (__builtin_return_address (0));
}

static void
attune_gauge_class_init (AttuneGaugeClass *class)
{
  GTK_WIDGET_CLASS (class)->measure = attune_gauge_measure;
}

static void
attune_gauge_init (AttuneGauge *self)
{
}

/* When GTK is there. */
static void
find_measurer (void)
{
  GtkWidget *gauge = g_object_ref_sink (g_object_new (ATTUNE_TYPE_GAUGE, NULL));

  gtk_widget_measure (gauge, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  g_object_unref (gauge);
}

/* Sampling: all of this runs in the signal handler ---------------------------------------------- */

static gboolean
is_in_any (const Range *ranges, guint n, guintptr pc)
{
  for (guint i = 0; i < n; i++)
    if (contains (&ranges[i], pc))
      return TRUE;
  return FALSE;
}

static void
note_own_frame (Walk *walk, guintptr frame)
{
  if (walk->is_in_kit)
    {
      walk->is_kept = walk->is_kept || frame == watch.current.frame;
      return;
    }

  walk->found.frame = frame;
  walk->found.n_pcs = walk->n_pcs;
  walk->was_own = TRUE;
}

static _Unwind_Reason_Code
walk_cb (struct _Unwind_Context *context, void *data)
{
  Walk *walk = data;
  int is_interrupted = 0;
  guintptr pc = (guintptr) _Unwind_GetIPInfo (context, &is_interrupted);

  if (walk->n_pcs == 0 && !is_interrupted)
    return _URC_NO_REASON; /* the handler's own frames */
  if (walk->was_own)
    walk->found.caller = pc;
  walk->was_own = FALSE;
  walk->is_in_a_turn = is_in_any (watch.loops, G_N_ELEMENTS (watch.loops), pc);
  if (walk->is_in_a_turn || (walk->n_pcs == MAX_FRAMES && !walk->is_in_kit))
    return _URC_END_OF_STACK;

  if (!walk->is_in_kit)
    walk->pcs[walk->n_pcs++] = pc;
  if (contains (&watch.own, pc))
    note_own_frame (walk, (guintptr) _Unwind_GetCFA (context));
  else if (is_in_any (watch.boundaries, G_N_ELEMENTS (watch.boundaries), pc) ||
           (guintptr) _Unwind_GetRegionStart (context) == watch.measurer)
    walk->is_in_kit = TRUE;
  return _URC_NO_REASON;
}

static gboolean
is_same (const Callback *callback, const Callback *other)
{
  return callback->frame == other->frame && callback->caller == other->caller;
}

/* Counts the time since the last sample for the callback that was interrupted. */
static void
take_sample (gint64 now)
{
  Walk walk = { 0 };
  gint64 passed = now - watch.sampled_at;

  _Unwind_Backtrace (walk_cb, &walk);
  watch.sampled_at = now;
  if (!walk.is_in_a_turn || walk.found.frame == 0)
    {
      if (!walk.is_in_a_turn || !walk.is_kept)
        watch.current = (Callback){ 0 };
      return;
    }

  memcpy (walk.found.pcs, walk.pcs, walk.found.n_pcs * sizeof walk.pcs[0]);
  walk.found.lasted = is_same (&walk.found, &watch.current) ? watch.current.lasted + passed : 0;
  watch.current = walk.found;
  if (watch.current.lasted > watch.worst.lasted)
    watch.worst = watch.current;
}

static void
sample_cb (int number, siginfo_t *info, void *context)
{
  gint64 start = get_processor_time ();

  take_sample (start - watch.spent);
  watch.spent += get_processor_time () - start;
}

/* Names ----------------------------------------------------------------------------------------- */

static const ElfW (Shdr) * find_symbols (const char *file, const ElfW (Ehdr) * header)
{
  const ElfW (Shdr) *sections = (gconstpointer) (file + header->e_shoff);

  for (guint i = 0; i < header->e_shnum; i++)
    if (sections[i].sh_type == SHT_SYMTAB)
      return &sections[i];
  return NULL;
}

/* Of a function of the program's own, static ones too, which the dynamic linker does not know. */
static const char *
find_own_name (guintptr pc)
{
  const char *file = g_mapped_file_get_contents (watch.program);
  const ElfW (Ehdr) *header = (gconstpointer) file;
  const ElfW (Shdr) *section = find_symbols (file, header);
  const ElfW (Shdr) *sections = (gconstpointer) (file + header->e_shoff);
  const ElfW (Sym) *symbols = section != NULL ? (gconstpointer) (file + section->sh_offset) : NULL;
  gsize n = section != NULL ? section->sh_size / sizeof *symbols : 0;

  for (gsize i = 0; i < n; i++)
    if (pc - watch.base >= symbols[i].st_value &&
        pc - watch.base < symbols[i].st_value + symbols[i].st_size)
      return file + sections[section->sh_link].sh_offset + symbols[i].st_name;
  return NULL;
}

static const char *
find_name (guintptr pc)
{
  Dl_info info = { 0 };
  const char *name = contains (&watch.own, pc) ? find_own_name (pc) : NULL;

  if (name != NULL)
    return name;
  return dladdr ((gpointer) pc, &info) != 0 ? info.dli_sname : NULL;
}

/* Of a library's own functions, which have no name here, where they are. */
static void
append_name (GString *text, guintptr pc)
{
  const char *name = find_name (pc);
  Dl_info info = { 0 };

  if (name != NULL)
    g_string_append (text, name);
  else if (dladdr ((gpointer) pc, &info) != 0)
    g_string_append_printf (text, "%s+0x%" G_GINTPTR_MODIFIER "x", info.dli_fname,
                            pc - (guintptr) info.dli_fbase);
  else
    g_string_append_c (text, '?');
}

static void
tell (const Callback *callback)
{
  GString *text = g_string_new ("Attune-WATCHDOG: ");

  append_name (text, callback->pcs[callback->n_pcs - 1]);
  g_string_append_printf (text, " held the main loop for %.1f ms, more than %.0f ms\n",
                          callback->lasted / 1e6, watch.limit / 1e6);
  for (int i = 0; i < callback->n_pcs; i++)
    {
      g_string_append (text, "    ");
      append_name (text, callback->pcs[i]);
      g_string_append_c (text, '\n');
    }
  fputs (text->str, stderr);
  g_string_free (text, TRUE);
}

/* Turns of the loop ------------------------------------------------------------------------------ */

static void
set_sampling (gint64 interval)
{
  struct itimerspec spec = { .it_interval.tv_nsec = interval, .it_value.tv_nsec = interval };

  timer_settime (watch.timer, 0, &spec, NULL);
}

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 start = g_get_monotonic_time ();
  int result;

  set_sampling (0);
  if (watch.is_shown && watch.worst.lasted > watch.limit)
    tell (&watch.worst);
  result = watch.poll (fds, n_fds, timeout);
  watch.is_shown = watch.is_shown || g_get_monotonic_time () - start > REST_USEC;
  if (watch.is_shown && watch.measurer == 0)
    find_measurer ();
  watch.current = (Callback){ 0 };
  watch.worst = (Callback){ 0 };
  set_sampling (SAMPLE_NSEC);
  return result;
}

/* Setting up ------------------------------------------------------------------------------------- */

/* The program comes first, before its libraries. */
static int
find_own_code (struct dl_phdr_info *info, gsize size, gpointer data)
{
  watch.base = info->dlpi_addr;
  for (int i = 0; i < info->dlpi_phnum; i++)
    if (info->dlpi_phdr[i].p_type == PT_LOAD && (info->dlpi_phdr[i].p_flags & PF_X) != 0)
      {
        watch.own.start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
        watch.own.end = watch.own.start + info->dlpi_phdr[i].p_memsz;
      }
  return 1;
}

static void
find_functions (const char *const *names, guint n, Range *out)
{
  for (guint i = 0; i < n; i++)
    {
      gpointer address = dlsym (RTLD_DEFAULT, names[i]);
      ElfW (Sym) *symbol = NULL;
      Dl_info info;

      if (address != NULL && dladdr1 (address, &info, (void **) &symbol, RTLD_DL_SYMENT) != 0)
        out[i] = (Range){ (guintptr) address, (guintptr) address + symbol->st_size };
    }
}

static gboolean
create_timer (void)
{
  struct sigaction action = { .sa_sigaction = sample_cb, .sa_flags = SA_SIGINFO | SA_RESTART };
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGPROF };

  event._sigev_un._tid = gettid ();
  return sigaction (SIGPROF, &action, NULL) == 0 &&
         timer_create (CLOCK_MONOTONIC, &event, &watch.timer) == 0;
}

void
attune_watchdog_start (void)
{
  const char *limit = g_getenv ("ATTUNE_WATCHDOG");

  g_return_if_fail (watch.poll == NULL);

  watch.limit = limit != NULL ? (gint64) (g_ascii_strtod (limit, NULL) * 1e6) : 0;
  watch.program = watch.limit > 0 ? g_mapped_file_new ("/proc/self/exe", FALSE, NULL) : NULL;
  if (watch.program == NULL || !create_timer ())
    return;

  dl_iterate_phdr (find_own_code, NULL);
  find_functions (boundary_names, G_N_ELEMENTS (boundary_names), watch.boundaries);
  find_functions (loop_names, G_N_ELEMENTS (loop_names), watch.loops);
  take_sample (0); /* the unwinder gets ready outside the handler */
  watch.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
}
