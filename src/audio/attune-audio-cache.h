/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

/* The folder of decoded recordings. An entry is what belongs to one key: `KEY.pcm`, the frames, and `KEY.map`, peaks and
 * levels. The key is the SHA-256 of the recording's bytes, found by `IDENTITY.key` (the hash of path, size and time of
 * change) so that nothing is hashed twice; what is read in place has only a map, under its identity. A file comes into
 * being whole, by renaming; what a dead process left half-written is swept up. Several processes may share the folder. */
typedef struct _AttuneAudioCache AttuneAudioCache;

/* A file being written. */
typedef struct
{
  char *path;
  int   fd;
} AttuneCachePart;

AttuneAudioCache *attune_audio_cache_new (const char *directory,
                                          guint64     limit);
void              attune_audio_cache_free (AttuneAudioCache *self);

char *attune_audio_cache_get_identity (const char        *path,
                                       const struct stat *status);
/* The key that `identity` was remembered to have, or NULL. */
char *attune_audio_cache_find_key (AttuneAudioCache *self,
                                   const char       *identity);
void  attune_audio_cache_remember (AttuneAudioCache *self,
                                   const char       *identity,
                                   const char       *key);

/* Opens an entry's file for reading, or reads it whole, and marks it as used now; -1 or NULL when there is none. */
int     attune_audio_cache_open (AttuneAudioCache *self,
                                 const char       *key,
                                 const char       *suffix);
GBytes *attune_audio_cache_read (AttuneAudioCache *self,
                                 const char       *key,
                                 const char       *suffix);

/* Begins a file. ATTUNE_AUDIO_ERROR_CACHE when the folder cannot be written. */
gboolean attune_audio_cache_begin (AttuneAudioCache *self,
                                   AttuneCachePart  *out_part,
                                   GError          **error);
/* Makes the part, written and not to be written any more, an entry's file: on disk first, then in its place. */
gboolean attune_audio_cache_commit (AttuneAudioCache *self,
                                    AttuneCachePart  *part,
                                    const char       *key,
                                    const char       *suffix);
/* Closes the part and, unless it was committed, takes it away. */
void     attune_cache_part_clear (AttuneCachePart *part);

/* Takes away what nobody is writing any more and, while the rest is over the limit, the entries used longest ago; never
 * the one of `keep` (may be NULL). */
void attune_audio_cache_trim (AttuneAudioCache *self,
                              const char       *keep);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneAudioCache, attune_audio_cache_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneCachePart, attune_cache_part_clear)
