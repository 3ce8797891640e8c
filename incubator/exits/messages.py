"""What people are told about the end of a residence, besides the steps of the table."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "exit_extension_refused": (
        _("The extension was not granted"),
        _(
            "The extension that %(name)s (%(number)s) asked for was not granted. The reasons "
            "stand in the letter on the page of the residence; it ends on %(ends)s."
        ),
    ),
    "exit_extension_asked": (
        _("An extension is asked for"),
        _("%(name)s (%(number)s) asks to stay %(months)s months longer. Please decide."),
    ),
    "exit_struck_off": (
        _("An organisation in residence is struck off"),
        _(
            "%(name)s (%(number)s) is no longer on the register. Please end its residence as "
            "merged or de-registered, and ask for what was lent."
        ),
    ),
    "exit_inventory_late": (
        _("Not everything is back yet"),
        _(
            "The last day to hand back what was lent to %(name)s (%(number)s) was %(day)s. Please "
            "bring the rest, or tell %(office)s what happened to it."
        ),
    ),
    "exit_follow_up": (
        _("How are you doing?"),
        _(
            "%(months)s months have gone by since %(name)s graduated. Please answer five short "
            "questions, or wait for our call."
        ),
    ),
    "exit_follow_up_due": (
        _("A graduate is due to be asked"),
        _(
            "%(name)s (%(number)s) graduated %(months)s months ago. If no answer comes by itself, "
            "please call."
        ),
    ),
    "exit_diploma_withdrawn": (
        _("The certificate was withdrawn"),
        _(
            "The certificate of graduation of %(name)s (%(number)s) was withdrawn. Reasons, and "
            "what you can do now, stand in the letter."
        ),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
