/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsx-reader.h"

#include "attune-xlsx-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROOT_RELATIONS "_rels/.rels"
#define USUAL_BOOK     "xl/workbook.xml"
#define MAX_RELATIONS  4096

/* A sheet as the workbook lists it. */
typedef struct
{
  char *name;
  char *relation;
} Listed;

/* What a part says of others: where they are. */
typedef struct
{
  char *type;
  char *target;
  gboolean is_outside;
} Relation;

typedef struct
{
  AttuneXlsxBook book;
  GPtrArray *listed;     /* Listed each */
  GHashTable *relations; /* id -> Relation */
  const char *folder;    /* of the part whose relations are read, with its slash */
} Opening;

static void
listed_free (Listed *listed)
{
  g_free (listed->name);
  g_free (listed->relation);
  g_free (listed);
}

static void
relation_free (Relation *relation)
{
  g_free (relation->type);
  g_free (relation->target);
  g_free (relation);
}

static gboolean
set_outside (GError **error)
{
  g_set_error_literal (
    error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
    _ ("the workbook draws on other files; break its links in the spreadsheet program "
       "and save it again"));
  return FALSE;
}

static gboolean
end_cb (gpointer data, const char *name, GError **error)
{
  return TRUE;
}

/* --- Relations ----------------------------------------------------------------------------------------------- */

/* “../a/./b” beside `folder`, as a name in the archive. Owned by the caller. */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *joined = *target == '/' ? g_strdup (target)
                                           : g_strconcat ("/", folder, target, NULL);
  g_autofree char *canonical = g_canonicalize_filename (joined, "/");

  return g_strdup (canonical + 1);
}

static gboolean
start_relation_cb (gpointer data,
                   const char *name,
                   const AttuneXlsxAttributes *attributes,
                   GError **error)
{
  Opening *opening = data;
  g_autofree char *id = attune_xlsx_attributes_dup (attributes, "Id");
  g_autofree char *target = attune_xlsx_attributes_dup (attributes, "Target");
  char mode[16];
  Relation *relation;

  if (!g_str_equal (name, "Relationship") || id == NULL || target == NULL)
    return TRUE;
  if (g_hash_table_size (opening->relations) == MAX_RELATIONS)
    {
      g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                   _ ("there are more than %d relations"), MAX_RELATIONS);
      return FALSE;
    }

  relation = g_new0 (Relation, 1);
  relation->type = attune_xlsx_attributes_dup (attributes, "Type");
  relation->target = resolve (opening->folder, target);
  relation->is_outside = attune_xlsx_attributes_copy (attributes, "TargetMode", mode,
                                                      sizeof mode) &&
                         g_ascii_strcasecmp (mode, "External") == 0;
  g_hash_table_replace (opening->relations, g_steal_pointer (&id), relation);
  return TRUE;
}

static gboolean
read_relations (Opening *opening, const char *part, const char *folder, GError **error)
{
  static const AttuneXlsxHandler handler = { start_relation_cb, end_cb, NULL };

  g_hash_table_remove_all (opening->relations);
  opening->folder = folder;
  return attune_xlsx_package_parse (opening->book.package, part, &handler, opening, error);
}

/* The first relation whose type ends in `type`: those of the transitional and the strict format begin differently. */
static const Relation *
find_relation (Opening *opening, const char *type)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, opening->relations);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Relation *relation = value;

      if (relation->type != NULL && g_str_has_suffix (relation->type, type))
        return relation;
    }
  return NULL;
}

static const char *
find_target (Opening *opening, const char *type)
{
  const Relation *relation = find_relation (opening, type);

  return relation != NULL && !relation->is_outside ? relation->target : NULL;
}

/* --- The workbook -------------------------------------------------------------------------------------------- */

static gboolean
list_sheet (Opening *opening, const AttuneXlsxAttributes *attributes, GError **error)
{
  Listed *listed;

  if (opening->listed->len == ATTUNE_SHEETS_MAX_SHEETS)
    {
      g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                   _ ("there are more than %d sheets"), ATTUNE_SHEETS_MAX_SHEETS);
      return FALSE;
    }
  listed = g_new0 (Listed, 1);
  listed->name = attune_xlsx_attributes_dup (attributes, "name");
  listed->relation = attune_xlsx_attributes_dup (attributes, "id");
  g_ptr_array_add (opening->listed, listed);
  return TRUE;
}

static gboolean
start_book_cb (gpointer data,
               const char *name,
               const AttuneXlsxAttributes *attributes,
               GError **error)
{
  Opening *opening = data;
  char flag[8];

  if (g_str_equal (name, "sheet"))
    return list_sheet (opening, attributes, error);
  if (g_str_equal (name, "externalReference"))
    return set_outside (error);
  if (g_str_equal (name, "workbookPr") &&
      attune_xlsx_attributes_copy (attributes, "date1904", flag, sizeof flag))
    opening->book.from_1904 = g_str_equal (flag, "1") || g_str_equal (flag, "true");
  return TRUE;
}

/* Reads what the workbook lists, and its relations. */
static gboolean
read_book (Opening *opening, GError **error)
{
  static const AttuneXlsxHandler handler = { start_book_cb, end_cb, NULL };
  g_autofree char *part = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *base = NULL;
  g_autofree char *relations = NULL;

  if (attune_xlsx_package_has (opening->book.package, ROOT_RELATIONS) &&
      !read_relations (opening, ROOT_RELATIONS, "", error))
    return FALSE;
  part = g_strdup (find_target (opening, "/officeDocument"));
  if (part == NULL)
    part = g_strdup (USUAL_BOOK);
  if (!attune_xlsx_package_parse (opening->book.package, part, &handler, opening, error))
    return FALSE;

  base = g_path_get_basename (part);
  folder = g_strndup (part, strlen (part) - strlen (base));
  relations = g_strconcat (folder, "_rels/", base, ".rels", NULL);
  if (!read_relations (opening, relations, folder, error))
    return FALSE;
  return find_relation (opening, "/externalLink") == NULL || set_outside (error);
}

/* --- The sheets ---------------------------------------------------------------------------------------------- */

static gboolean
read_shared_parts (Opening *opening, GError **error)
{
  AttuneXlsxBook *book = &opening->book;
  const char *strings = find_target (opening, "/sharedStrings");

  book->styles = attune_xlsx_styles_read (book->package, find_target (opening, "/styles"), error);
  return book->styles != NULL &&
         (strings == NULL || attune_xlsx_read_strings (book, strings, error));
}

static gboolean
read_sheet (Opening *opening, const Listed *listed, GError **error)
{
  const char *name = listed->name != NULL ? listed->name : "";
  const Relation *relation = listed->relation != NULL
                               ? g_hash_table_lookup (opening->relations, listed->relation)
                               : NULL;

  if (relation != NULL && relation->is_outside)
    return set_outside (error);
  if (!attune_sheets_builder_begin_sheet (opening->book.builder, name, error))
    return FALSE;
  /* A sheet of a chart or a dialogue has no cells. */
  if (relation != NULL && relation->type != NULL &&
      !g_str_has_suffix (relation->type, "/worksheet"))
    return TRUE;
  if (relation == NULL)
    g_set_error_literal (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID,
                         _ ("the workbook does not say where it is"));
  else if (attune_xlsx_read_cells (&opening->book, relation->target, error))
    return TRUE;
  g_prefix_error (error, _ ("sheet “%s”: "), name);
  return FALSE;
}

static gboolean
read_sheets (Opening *opening, GError **error)
{
  for (guint i = 0; i < opening->listed->len; i++)
    {
      if (!read_sheet (opening, g_ptr_array_index (opening->listed, i), error))
        return FALSE;
    }
  if (opening->listed->len > 0)
    return TRUE;
  g_set_error_literal (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID,
                       _ ("the workbook has no sheets"));
  return FALSE;
}

AttuneSheets *
attune_xlsx_read (GBytes *bytes, GError **error)
{
  g_autoptr (AttuneXlsxPackage) package = NULL;
  g_autoptr (AttuneSheetsBuilder) builder = attune_sheets_builder_new ();
  g_autoptr (GPtrArray) listed = g_ptr_array_new_with_free_func ((GDestroyNotify) listed_free);
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();
  g_autoptr (GHashTable) relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                            (GDestroyNotify) relation_free);
  g_autoptr (AttuneXlsxStyles) styles = NULL;
  Opening opening = { .listed = listed, .relations = relations };
  gboolean is_read;

  g_return_val_if_fail (bytes != NULL, NULL);

  package = attune_xlsx_package_new (bytes, error);
  opening.book = (AttuneXlsxBook){ .package = package, .builder = builder, .strings = strings };
  is_read = package != NULL && read_book (&opening, error) && read_shared_parts (&opening, error) &&
            read_sheets (&opening, error);
  styles = opening.book.styles;
  return is_read ? attune_sheets_builder_end (g_steal_pointer (&builder)) : NULL;
}
