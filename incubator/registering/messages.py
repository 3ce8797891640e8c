"""What founding teams are told about their registration."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "registration_name_passed": (
        _("The name may be used"),
        _("%(name)s (%(number)s) may be used. Next: settle the supervising unit or direct way."),
    ),
    "registration_name_refused": (
        _("Please choose another name"),
        _("%(name)s (%(number)s) may not be used: %(words)s Names that would pass stand there."),
    ),
    "registration_returned": (
        _("Please mend your registration papers"),
        _(
            "The base has read the papers of %(name)s (%(number)s). Everything that is missing "
            "stands in one list; please mend it by %(day)s."
        ),
    ),
    "registration_ready": (
        _("Your papers are complete"),
        _("The papers of %(name)s (%(number)s) are complete and go to the registry by %(day)s."),
    ),
    "registration_submitted": (
        _("Your papers are with the registry"),
        _("The registry has the papers of %(name)s (%(number)s). By law it decides by %(day)s."),
    ),
    "registration_supplement": (
        _("The registry asks for more"),
        _("The registry asks for additions to %(name)s (%(number)s). Please answer by %(day)s."),
    ),
    "registration_supplied": (
        _("The additions are with the registry"),
        _("The additions to %(name)s (%(number)s) are there. By law it decides by %(day)s."),
    ),
    "registration_registered": (
        _("Congratulations: registered"),
        _(
            "%(name)s (%(number)s) is registered. Your page stays the same. Please settle seal, "
            "bank account, tax and party work by %(day)s."
        ),
    ),
    "registration_refused": (
        _("The registry has not registered you"),
        _(
            "The registry did not register %(name)s (%(number)s): %(words)s What you can do now "
            "stands on the page of the case."
        ),
    ),
    "registration_done": (
        _("Registration is settled"),
        _("Everything after the certificate of %(name)s (%(number)s) is settled. All the best!"),
    ),
    "registration_closed": (
        _("Help with registration was closed"),
        _("The base closed %(number)s of %(name)s: %(words)s You can begin again at any time."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
