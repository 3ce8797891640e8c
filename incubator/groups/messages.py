"""What people who file a community group are told."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "group_filed": (
        _("The group is filed"),
        _("%(name)s is filed at %(office)s (%(number)s). It now has a public page and may book "
          "free rooms of the bases."),
    ),
    "group_returned": (
        _("Please complete the filing"),
        _("Something is missing in the filing of %(name)s (%(number)s). Please complete every "
          "point by %(day)s."),
    ),
    "group_refused": (
        _("The group was not filed"),
        _("%(name)s (%(number)s) was not filed. The reason, and what you can do, stand on the "
          "page of the case."),
    ),
    "group_lapsed": (
        _("The filing was closed"),
        _("Nothing was added to the filing of %(name)s (%(number)s) in time, so it was closed. "
          "You can hand it in again at any time."),
    ),
    "group_confirm": (
        _("Please confirm the group for another year"),
        _("A year has passed: please confirm by %(day)s that %(name)s (%(number)s) still meets. "
          "One click is enough when nothing has changed."),
    ),
    "group_confirm_soon": (
        _("The group is not confirmed yet"),
        _("Please confirm %(name)s (%(number)s) by %(day)s; after that its page is no longer "
          "public."),
    ),
    "group_confirmed": (
        _("The group is confirmed"),
        _("%(name)s (%(number)s) is confirmed for another year."),
    ),
    "group_unconfirmed": (
        _("The page of the group is no longer public"),
        _("%(name)s (%(number)s) was not confirmed in time. Confirm it, and its page comes back "
          "at once."),
    ),
    "group_grown": (
        _("From group to organisation"),
        _("%(name)s (%(number)s) has become a registered organisation. Its filing has ended."),
    ),
    "group_removed": (
        _("The filing was removed"),
        _("The filing of %(name)s (%(number)s) was removed. The reason stands on the page of the "
          "case."),
    ),
}  # fmt: skip
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
