/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-languages.h"

static const AttuneFormLanguage languages[] = {
  { "id", "Bahasa Indonesia" },
  { "ms", "Bahasa Melayu" },
  { "ca", "Català" },
  { "cs", "Čeština" },
  { "da", "Dansk" },
  { "de", "Deutsch" },
  { "et", "Eesti" },
  { "en", "English" },
  { "es", "Español" },
  { "fr", "Français" },
  { "ga", "Gaeilge" },
  { "hr", "Hrvatski" },
  { "is", "Íslenska" },
  { "it", "Italiano" },
  { "lv", "Latviešu" },
  { "lt", "Lietuvių" },
  { "hu", "Magyar" },
  { "nl", "Nederlands" },
  { "nb", "Norsk bokmål" },
  { "pl", "Polski" },
  { "pt", "Português" },
  { "ro", "Română" },
  { "sk", "Slovenčina" },
  { "sl", "Slovenščina" },
  { "fi", "Suomi" },
  { "sv", "Svenska" },
  { "tl", "Tagalog" },
  { "vi", "Tiếng Việt" },
  { "tr", "Türkçe" },
  { "el", "Ελληνικά" },
  { "bg", "Български" },
  { "ru", "Русский" },
  { "sr", "Српски" },
  { "uk", "Українська" },
  { "he", "עברית" },
  { "ar", "العربية" },
  { "fa", "فارسی" },
  { "hi", "हिन्दी" },
  { "th", "ไทย" },
  { "ko", "한국어" },
  { "zh", "中文" },
  { "ja", "日本語" },
};

const AttuneFormLanguage *
attune_form_languages_get (guint *out_n)
{
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = G_N_ELEMENTS (languages);
  return languages;
}

const char *
attune_form_languages_name (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strcasecmp (languages[i].code, code) == 0)
      return languages[i].name;
  return code;
}
