"""What an organisation is told about a follow-up of its grade."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "followup_opened": (
        _("Your grade is looked at again"),
        _("%(office)s has opened a follow-up of your grade (%(number)s): %(kind)s. Please say by "
          "%(day)s how things stand, with your papers."),
    ),
    "followup_occasion": (
        _("One more point in the follow-up of your grade"),
        _("In the case %(number)s a further event counts: %(kind)s. See the page of the case."),
    ),
    "followup_silent": (
        _("The follow-up of your grade goes on without your statement"),
        _("%(office)s checks your grade now (%(number)s); no statement came in time."),
    ),
    "followup_kept": (
        _("Your grade is kept"),
        _("The follow-up %(number)s of your grade has ended: the grade is kept. The finding "
          "stands on the page of the case."),
    ),
    "followup_dropped": (
        _("The follow-up of your grade was closed"),
        _("The case %(number)s was closed without a finding. Why stands on its page."),
    ),
}  # fmt: skip

for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
