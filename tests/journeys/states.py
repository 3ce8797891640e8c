"""Things in the states that the descriptions of addresses do not show, for the sweep by axe.

A builder of ``READY`` makes the arguments of an address of ours; one of ``FURTHER`` makes an
address, its visitor and, where it is not 200, the status of the answer. ``AGAIN`` names those whose
template another page shows as well.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.urls import reverse
from wagtail.models import Page

from portal.organisations.claims import operations as claims
from portal.organisations.imports import operations as imports
from portal.organisations.imports import working
from portal.organisations.imports.models import ImportBatch
from tests import people
from tests.factories import joining, organisations
from tests.journeys import (
    admission_states,
    assessments_states,
    bases_states,
    committee_states,
    dashboards_states,
    exits_states,
    followups_states,
    grants_states,
    ledger_states,
    payments_states,
    pool_states,
    ratings_states,
    registering_states,
    reports_states,
    rounds,
    schemes_states,
    statistics_states,
    subsidies_states,
    support_states,
    training_states,
    ventures_states,
    venues_states,
    workers_states,
    yearly_states,
)

Where = tuple[str, str] | tuple[str, str, int]
ASKED = "授权书没有盖章，请盖章后重新上传。"


def claim_draft() -> dict[str, Any]:
    """A claim that is being written."""
    org = joining.organisation("东胜区清水助学服务中心")
    joining.draft(org, people.person("resident"))
    return {"pk": org.pk}


def supplier_draft() -> dict[str, Any]:
    """A supplier's application that is being written."""
    code = joining.valid_code("91150602MA0N0007")
    joining.supplier_draft(people.person("resident"), credit_code=code)
    return {}


READY: dict[str, Callable[[], dict[str, Any]]] = {
    "claim_papers": claim_draft,
    "claim_check": claim_draft,
    "supplier_licence": supplier_draft,
    "supplier_check": supplier_draft,
    **admission_states.READY,
    **registering_states.READY,
    **bases_states.READY,
    **dashboards_states.READY,
    **pool_states.READY,
    **exits_states.READY,
}


def _at(address: str, kind: str = "anonymous", status: int = 200) -> Callable[[], Where]:
    return lambda: (address, kind, status)


def _first(model: str) -> Callable[[], Where]:
    """The first live CMS page of a kind."""
    return lambda: (
        Page.objects.live().filter(content_type__model=model).order_by("pk")[0].url,
        "anonymous",
    )


def _batch(name: str, code: str) -> ImportBatch:
    row = organisations.row(name=name, code=code, registry=people.body("bureau").name)
    return organisations.imported(people.person("clerk"), people.body("bureau"), row)


def uploaded() -> ImportBatch:
    """A list that nobody has read yet."""
    return imports.upload(
        upload=organisations.upload(organisations.row()),
        source_on=joining.people_moment().date(),
        bureau=people.body("bureau").pk,
        by=people.person("clerk"),
    )


def waiting_import() -> Where:
    """An import that waits for the worker, as its page shows progress."""
    return reverse("import_detail", args=[uploaded().pk]), "clerk"


def failed_import() -> Where:
    """An import that could not be read."""
    batch = uploaded()
    working.give_up(batch.pk)
    return reverse("import_detail", args=[batch.pk]), "clerk"


def applied_import() -> Where:
    """An import that is written."""
    batch = _batch("东胜区朝阳助老服务中心", organisations.CODES[2])
    imports.confirm(batch=batch, by=people.person("clerk"))
    working.apply(batch.pk, between=0)
    return reverse("import_detail", args=[batch.pk]), "clerk"


def claim_to_complete() -> Where:
    """A claim for which something is missing, as the claimant sees it."""
    claim = joining.claim(joining.organisation("东胜区长青助残服务中心"), people.person("resident"))
    claims.ask_more(claim=claim, by=people.person("clerk"), words=ASKED)
    return reverse("claim", args=[claim.pk]), "resident"


def decided_claim() -> Where:
    """An approved claim, as the bureau sees it."""
    claim = joining.claim(joining.organisation("东胜区和顺社工服务中心"), people.person("resident"))
    claims.approve(claim=claim, by=people.person("clerk"))
    return reverse("claim_case", args=[claim.pk]), "clerk"


@cache
def _disputed() -> Any:
    people.person("stranger")
    return joining.claim(joining.registered(people.body("theirs")), people.person("resident"))


def dispute_of_the_owner() -> Where:
    """A dispute, as the present owner sees it."""
    return reverse("dispute", args=[_disputed().pk]), "stranger"


def dispute_of_the_section_head() -> Where:
    """A dispute, as it is decided."""
    return reverse("claim_case", args=[_disputed().pk]), "section_head"


def tracked() -> list[str]:
    """The numbers of the cases that a session may follow."""
    return [_disputed().case.number]


def tracked_case() -> Where:
    """A case, followed with number and query code."""
    return reverse("tracked_case", args=tracked()), "resident"


def forget() -> None:
    """Forget what was made: the site is gone."""
    _disputed.cache_clear()
    rounds.forget()


AGAIN = {
    "about",
    "components in a form",
    "components in a workspace",
    "components on paper",
    "directory with filters",
    "help",
    "join with results",
    "list of notices",
    "privacy",
    "search for nothing",
    *admission_states.AGAIN,
    *venues_states.AGAIN,
    *pool_states.AGAIN,
}
FURTHER: dict[str, Callable[[], Where]] = {
    "home": _at("/"),
    "list of guides": _at("/guides/"),
    "guide": _first("guidepage"),
    "list of notices": _at("/notices/"),
    "notice of the bureau": _first("noticepage"),
    "about": _at("/about/"),
    "help": _at("/help/"),
    "accessibility": _at("/accessibility/"),
    "privacy": _at("/privacy/"),
    "what does not exist": _at("/no/such/page/", status=404),
    "sign-up": _at("/accounts/signup/"),
    "sign-out": _at("/accounts/logout/", "owner"),
    "proof of password": _at("/accounts/reauthenticate/", "owner"),
    "change of telephone": _at("/accounts/phone/change/", "owner"),
    "app for codes": _at("/accounts/2fa/totp/activate/", "owner"),
    "printed codes": _at("/accounts/2fa/recovery-codes/generate/", "owner"),
    "new passkey": _at("/accounts/2fa/webauthn/add/", "owner"),
    "search for nothing": _at("/search/"),
    "search without result": _at("/search/?q=zzzzqqqq"),
    "directory with filters": _at("/organisations/?q=社工&kind=social_group"),
    "join with results": _at("/join/?q=东胜"),
    "components in a workspace": _at("/components/?frame=workspace"),
    "components in a form": _at("/components/?frame=task"),
    "components on paper": _at("/components/?frame=print"),
    "import that waits": waiting_import,
    "import that failed": failed_import,
    "import that is written": applied_import,
    "claim to complete": claim_to_complete,
    "decided claim": decided_claim,
    "dispute of the owner": dispute_of_the_owner,
    "dispute of the section head": dispute_of_the_section_head,
    "tracked case": tracked_case,
    "programme": _first("programmepage"),
    **admission_states.FURTHER,
    **ratings_states.FURTHER,
    **schemes_states.FURTHER,
    **registering_states.FURTHER,
    **support_states.FURTHER,
    **subsidies_states.FURTHER,
    **venues_states.FURTHER,
    **pool_states.FURTHER,
    **workers_states.FURTHER,
    **training_states.FURTHER,
    **reports_states.FURTHER,
    **ledger_states.FURTHER,
    **payments_states.FURTHER,
    **grants_states.FURTHER,
    **ventures_states.FURTHER,
    **yearly_states.FURTHER,
    **assessments_states.FURTHER,
    **committee_states.FURTHER,
    **followups_states.FURTHER,
    **statistics_states.FURTHER,
}
