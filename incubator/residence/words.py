"""What stands in an agreement, in Chinese."""

from django.utils import translation
from django.utils.translation import gettext as _

from incubator.admission.enums import Form
from incubator.admission.models import Application

CHINESE = "zh-hans"


def paragraphs(application: Application) -> list[str]:
    """The clauses of the agreement of an application, numbered."""
    programme = application.programme
    known = {
        "office": programme.office.name,
        "base": programme.base.body.name,
        "address": programme.base.address or "—",
        "programme": programme.title,
        "number": str(application),
        "months": programme.period_months,
        "benefits": programme.benefits.strip(),
    }
    with translation.override(CHINESE):
        known["body"] = application.body.shown_name
        clauses = [
            _("Party A: %(office)s (base: %(base)s). Party B: %(body)s."),
            _("By the result of “%(programme)s” (case %(number)s), Party B is nurtured in the base "
              "of Party A."),
            _place(application.form),
            _("The residence lasts %(months)s months from the day that Party A confirms when both "
              "have signed."),
            _("Party A offers: %(benefits)s") if known["benefits"] else
            _("Party A offers what the published programme names."),
            _("Party B uses what is offered for its purpose only, follows the rules of the base, "
              "takes part in the evaluations, and tells Party A within 5 working days when its "
              "name, legal representative, address or register state changes."),
            _("Party B hands over nothing that was lent to it to others, and leaves the base "
              "within 15 working days after the notice that the residence ends."),
            _("Either side may end the agreement in writing 30 days ahead. Party A ends it when "
              "Party B no longer meets the conditions of the programme."),
            _("Disputes are settled by talk first, then by the people's court of Party A's place."),
            _("The agreement is in force when both have signed and stamped it; each side keeps one "
              "copy."),
        ]  # fmt: skip
        numbered = enumerate((clause % known for clause in clauses), start=1)
        return [f"{number}. {clause}" for number, clause in numbered]


def _place(form: str) -> str:
    if form == Form.VIRTUAL:
        return _("Party B is nurtured without a place in the base (virtual residence).")
    return _("Party B gets a place in the base: %(address)s.")
