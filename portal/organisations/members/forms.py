"""Forms of members and invitations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import AddressField
from portal.core.forms import Explained, Form
from portal.organisations.members.enums import MemberRole

DUTIES = {
    MemberRole.OWNER: _("manages members and acts in everything"),
    MemberRole.APPLICANT: _("prepares and hands in applications"),
    MemberRole.FINANCE: _("keeps bank account, receipts and reports on money"),
    MemberRole.VIEWER: _("reads, changes nothing"),
}


class InviteForm(Form):
    """Whom to invite, and to which post."""

    contact = AddressField(
        label=_("Telephone or e-mail"),
        help_text=_("The invitation goes there, with a code."),
    )
    role = forms.ChoiceField(
        label=_("Post"),
        choices=[(role.value, Explained(role.label, DUTIES[role])) for role in MemberRole],
        widget=forms.RadioSelect,
        initial=MemberRole.APPLICANT,
        error_messages={"required": _("Choose a post.")},
    )


class CodeForm(Form):
    """The code of an invitation."""

    code = forms.CharField(
        label=_("Code of the invitation"),
        max_length=20,
        help_text=_("Eight letters and digits, in the message you received."),
        error_messages={"required": _("Enter the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
