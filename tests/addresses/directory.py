"""Addresses of the search and of the directory: everybody sees everything."""

from tests.factories import organisations
from tests.harness.matrix import EVERYBODY, entry
from tests.people import body

ABSENT = {"pk": 999_999}


def standing():
    body("bureau")
    return {"pk": organisations.organisation().pk}


def struck_off():
    body("bureau")
    name, code = "东胜区旧日摄影协会", "51150602MJ00K1P275"
    return {"pk": organisations.organisation(name, code, state="deregistered").pk}


entry("organisations")
entry("organisations_file", own=lambda: {"form": "csv"}, absent={"form": "exe"})
entry("search", query="?q=养老")
entry("search_export", query="?q=养老")
for _name in ("organisation", "organisation_data"):
    entry(_name, own=standing, other=struck_off, absent=ABSENT, sees_other=EVERYBODY)
