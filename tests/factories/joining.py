"""Organisations, papers, claims, invitations and applications for tests."""

from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.organisations.claims import operations as claims
from portal.organisations.claims.models import Claim, ClaimDraft
from portal.organisations.register.models import Organisation
from portal.organisations.suppliers import operations as suppliers
from portal.organisations.suppliers.models import SupplierApplication, SupplierDraft
from tests import people

FREE = "东胜区青禾儿童成长服务中心"


def organisation(name: str = FREE, **facts: object) -> Organisation:
    """An organisation on the register of the test's bureau, owned by nobody."""
    body = Body.objects.create(kind="social_service_institution", name=name, division_id="150602")
    given = {
        "registry": people.body("bureau"),
        "legal_representative": "高敏",
        "source": "登记名册",
        "source_on": date(2026, 11, 20),
        **facts,
    }
    return Organisation.objects.create(body=body, **given)


def registered(body: Body, **facts: object) -> Organisation:
    """The register's facts for a body of ``tests.people``; in a shared city it may have some."""
    given = {
        "registry": people.body("bureau"),
        "source": "登记名册",
        "source_on": date(2026, 11, 20),
        **facts,
    }
    return Organisation.objects.update_or_create(body=body, defaults=given)[0]


def scan(name: str = "证书.png") -> SimpleUploadedFile:
    """A small real picture, as a telephone's camera would send it."""
    out = BytesIO()
    Image.new("RGB", (40, 30), (200, 180, 90)).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def draft(
    org: Organisation, by: User, *, papers: tuple[str, ...] = ("certificate", "authorisation")
) -> ClaimDraft:
    """A claim that is ready to be handed in."""
    made = ClaimDraft(
        claimant=by, organisation=org, relation="staff", name="高敏", phone="13800138000"
    )
    made.saved_at = people_moment()
    made.save()
    for paper in papers:
        claims.attach(draft=made, paper=paper, upload=scan(), by=by)
    return made


def claim(org: Organisation, by: User) -> Claim:
    """A claim handed in."""
    handed_in, _code = claims.submit(draft=draft(org, by), by=by)
    return handed_in


def supplier_draft(by: User, **entered: object) -> SupplierDraft:
    """An application that is ready to be handed in."""
    given = {
        "kind": "enterprise",
        "name": "鄂尔多斯市暖城家政服务有限公司",
        "credit_code": valid_code("91150602MA0N0001"),
        "division_id": "150602",
        "legal_representative": "乌云",
        "phone": "13900139000",
        **entered,
    }
    made = suppliers.save_draft(by=by, **given)
    return suppliers.attach(draft=made, upload=scan("执照.png"), by=by)


def supplier(by: User, **entered: object) -> SupplierApplication:
    """An application handed in."""
    handed_in, _code = suppliers.submit(draft=supplier_draft(by, **entered), by=by)
    return handed_in


def valid_code(first: str) -> str:
    """The code of 18 signs that begins with these 16."""
    from portal.core import credit_code

    body = first + credit_code.body_check_sign(first[8:16])
    return body + credit_code.check_sign(body)


def people_moment():
    """The present moment by the portal's clock."""
    from portal.core import clock

    return clock.now()
