"""The pages that every portal starts with; made once after ``migrate``, then the editors' own."""

import json
import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def seed(**_: Any) -> None:
    """Make the site's tree of pages unless a home page exists already."""
    from wagtail.models import Page, Site

    from portal.pages import editors
    from portal.pages.models import HomePage

    editors.make_group()
    if HomePage.objects.exists():
        return
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    home = HomePage(
        title="身边的事，一起办好",
        title_en="Things close to home, done together",
        slug="wushe",
        summary="想找什么？写几个字或拼音：社会组织、办事指南、通知都能找到。",
        summary_en="What are you looking for? A few characters or pinyin will do.",
        frequent="养老 社会工作 志愿服务 法律援助",
    )
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "五社"},
    )
    welcome = Page.objects.filter(slug="home", depth=2).exclude(pk=home.pk)
    welcome.update(live=False)
    welcome.delete()
    _lists(home)
    _texts(home)


def _lists(home: Any) -> None:
    from portal.pages.models import GuidePage, ListPage, NoticePage

    guides = ListPage(
        title="办事指南",
        title_en="Guides",
        slug="guides",
        summary="每件事怎么办、要什么、多久办好。",
        summary_en="How to do each thing, what it needs, how long it takes.",
    )
    home.add_child(instance=guides)
    for row in _rows("guides.toml", "guide"):
        for field, block in (("materials", "material"), ("steps", "step")):
            row[field] = json.dumps(
                [{"type": block, "value": value} for value in row[field]], ensure_ascii=False
            )
        guides.add_child(instance=GuidePage(**row))
    notices = ListPage(
        title="通知公告",
        title_en="Notices",
        slug="notices",
        summary="民政部门的通知和政策文件。",
        summary_en="Notices and policies of the civil affairs bureaus.",
    )
    home.add_child(instance=notices)
    for row in _rows("texts.toml", "notice"):
        notices.add_child(instance=NoticePage(**_bodies(row)))


def _texts(home: Any) -> None:
    from portal.pages.models import TextPage

    for row in _rows("texts.toml", "text"):
        home.add_child(instance=TextPage(**_bodies(row)))


def _bodies(row: dict[str, Any]) -> dict[str, Any]:
    for field in ("body", "body_en"):
        blocks = [{"type": kind, "value": value} for kind, value in row.get(field, [])]
        row[field] = json.dumps([_listed(block) for block in blocks], ensure_ascii=False)
    return row


def _listed(block: dict[str, Any]) -> dict[str, Any]:
    """Give the items of a list block the shape Wagtail stores."""
    if block["type"] in ("facts", "steps"):
        block["value"] = [{"type": "item", "value": item} for item in block["value"]]
    return block


def _rows(file: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((DATA / file).read_text("utf-8"))[key]
    return rows
