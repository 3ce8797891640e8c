"""Cases of the demo city, so that every list and page has something to show."""

from io import BytesIO
from random import Random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from portal.accounts.models import User
from portal.organisations.claims import operations as claims
from portal.organisations.register import generator
from portal.organisations.suppliers import operations as suppliers
from portal.site.demo import tenants

BUREAU = "东胜区民政局"
FIRST_UNOWNED = 5
MISSING = "授权书没有盖章。请盖组织公章后重新上传，其他材料齐全。"


def build(people: dict[str, User]) -> None:
    """Hand in claims, a supplier's application and a founding team, and answer some of them."""
    free = list(tenants.others(BUREAU)[FIRST_UNOWNED:][:3])
    newcomer, clerk = people["newcomer"], people["banner_clerk"]
    for number, organisation in enumerate(free):
        draft = claims.save_draft(
            organisation=organisation,
            by=newcomer,
            relation="staff",
            name=newcomer.name,
            phone="13800005678",
        )
        for paper in ("certificate", "authorisation"):
            draft = claims.attach(draft=draft, paper=paper, upload=_scan(paper), by=newcomer)
        claim, _code = claims.submit(draft=draft, by=newcomer)
        if number == 1:
            claims.ask_more(claim=claim, by=clerk, words=MISSING)
        if number == 2:
            claims.approve(claim=claim, by=clerk)
    _supplier(people["enterprise"])
    suppliers.found_team(
        name="爱在乌审助残",
        plan="陪残疾人出门看病、办事，教家属用辅具。",
        division="150626",
        founders=[("那日苏", "教师"), ("刘芳", "护士"), ("赵海", "社工")],
        by=people["founder"],
    )


def _supplier(person: User) -> None:
    draft = suppliers.save_draft(
        by=person,
        kind="enterprise",
        name="鄂尔多斯市草原春养老服务有限公司",
        credit_code=generator.code(Random(91), "91", "150602"),
        division_id="150602",
        legal_representative=person.name,
        phone="13900001234",
    )
    draft = suppliers.attach(draft=draft, upload=_scan("licence"), by=person)
    suppliers.submit(draft=draft, by=person)


def _scan(name: str) -> ContentFile[bytes]:
    """An invented scan: a white sheet with a seal's ring."""
    sheet = Image.new("RGB", (620, 877), "white")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((40, 40, 580, 837), outline="#3a4e51", width=2)
    for line in range(8):
        pen.line((90, 160 + line * 56, 530, 160 + line * 56), fill="#e3dbcc", width=3)
    pen.ellipse((380, 640, 540, 800), outline="#b5371b", width=6)
    out = BytesIO()
    sheet.save(out, format="PNG")
    return ContentFile(out.getvalue(), name=f"{name}.png")
