/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logic-form.h"

AttuneForm *
logic_form_create (void)
{
  static const char document[] =
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"Form\",\"sections\":["
    "{\"id\":\"a\",\"title\":\"A\",\"questions\":["
    "{\"id\":\"q1\",\"type\":\"yes_no\",\"title\":\"One\",\"weight\":30},"
    "{\"id\":\"q2\",\"type\":\"number\",\"title\":\"Two\",\"ranges\":[{\"from\":0,\"to\":2,\"score\":100},"
    "{\"from\":3,\"to\":null,\"score\":0}]}]},"
    "{\"id\":\"b\",\"title\":\"B\",\"questions\":[{\"id\":\"q3\",\"type\":\"text\",\"title\":\"Three\"}],"
    "\"sections\":[{\"id\":\"b1\",\"title\":\"B1\",\"questions\":["
    "{\"id\":\"q4\",\"type\":\"date\",\"title\":\"Four\"}]}]},"
    "{\"id\":\"c\",\"title\":\"C\",\"questions\":[]}]}";
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (document, -1, &error);

  g_assert_no_error (error);
  return form;
}
