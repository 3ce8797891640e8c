"""The living page of components, and what the components promise."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.translation import override

from portal.core import clock, days, ui
from portal.core.charts import bars
from portal.core.forms import Form, errors_of, first_sentence
from portal.site import navigation
from portal.site.views.samples import SampleForm
from tests.harness import axe
from tests.harness.browser import Eyes
from tests.harness.site import PortalSite

FRONTEND = Path(navigation.__file__).parent.parent / "frontend"
ROOT = FRONTEND.parent.parent
INLINE = re.compile(r"<[^>]+\s(?:style|on[a-z]+)=", re.IGNORECASE)


def drawn(source: str, **values: object) -> str:
    request = RequestFactory().get("/list/?kind=a&page=2")
    return Template(source).render(Context(values | {"request": request}))


@pytest.mark.django_db
@pytest.mark.parametrize("frame", ["public", "task", "print", "workspace"])
def test_the_living_page_shows_without_inline_style_or_script(client: Client, frame: str) -> None:
    page = client.get(f"/components/?frame={frame}").content.decode()
    shown = re.sub(r"<pre.*?</pre>", "", page, flags=re.DOTALL)
    assert not INLINE.search(shown)
    assert "<style" not in shown
    assert re.findall(r"<script(?! src=)", shown) == []
    assert page.count("<h1") >= 1


@pytest.mark.django_db
def test_no_id_stands_twice_on_the_living_page(client: Client) -> None:
    found = re.findall(r'\sid="([^"]+)"', client.get("/components/").content.decode())
    assert sorted(found) == sorted(set(found))


def test_every_icon_in_a_template_is_in_the_sprite() -> None:
    known = set((FRONTEND / "icons.txt").read_text().split())
    used = {
        name
        for top in ("portal", "search", "incubator", "procurement", "ratings")
        for path in (ROOT / top).rglob("*.html")
        if "node_modules" not in path.parts
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text())
    }
    assert used - known == set()
    assert {state.icon for state in ui.STATES.values()} <= known


@pytest.mark.parametrize(
    ("left", "tone", "blocks"),
    [
        (8, "calm", "on on on on on"),
        (3, "calm", "on on on off off"),
        (1, "soon", "on off off off off"),
        (0, "last", "edge off off off off"),
        (-2, "late", "on on on on on"),
    ],
)
@pytest.mark.django_db
def test_a_deadline_shows_its_days_as_blocks(left: int, tone: str, blocks: str) -> None:
    chip = ui.deadline(clock.today() + timedelta(left), left)
    assert (chip.tone, " ".join(chip.blocks)) == (tone, blocks)


@pytest.mark.django_db
def test_a_deadline_says_in_words_what_it_shows() -> None:
    year = clock.today().year
    due = datetime(year, 11, 27, 17, 30, tzinfo=clock.SHANGHAI)
    with override("zh-hans"):
        assert ui.deadline(due, 3).words == "还有3个工作日"
        assert ui.deadline(due, 3).when == "11月27日 17:30前"
        assert ui.deadline(due, 0).words == "今天17:30前"
        assert ui.deadline(due, -2).words == "逾期2个工作日"
        assert ui.deadline(due, 2, unit="cd").words == "还有2天"
        assert "暂定" in ui.deadline(due, 2, provisional=True).when
    with override("en"):
        assert ui.deadline(due, 1).words == "1 working day left"
        assert ui.deadline(due, 3).when == "before 27 November 17:30"


def test_days_are_called_by_their_nearness() -> None:
    today = date(2026, 11, 24)
    with override("zh-hans"):
        assert days.day_words(today, today) == "今天"
        assert days.day_words(date(2026, 11, 25), today) == "明天"
        assert days.day_words(date(2026, 11, 26), today) == "11月26日（周四）"
        assert days.day_words(date(2027, 1, 4), today) == "2027年1月4日（周一）"
    with override("en"):
        assert days.day_words(date(2026, 11, 26), today) == "Thu 26 November"


def test_a_moment_in_the_evening_of_utc_is_the_next_day_in_ordos() -> None:
    late = datetime(2026, 11, 24, 17, 0, tzinfo=clock.UTC)
    assert clock.day(late) == date(2026, 11, 25)
    assert days.clock_words(late) == "1:00"


def test_an_error_is_said_in_the_field_and_begins_the_summary() -> None:
    form = SampleForm({"way": "room", "desks": "12", "phone": "1", "agree": "on"})
    found = {mistake.target: mistake.text for mistake in errors_of(form)}
    assert found["id_desks"] == "工位数填了 12 个，本批每家最多 6 个"
    html = drawn("{% error_summary form %}{% field form.desks %}", form=form)
    assert 'href="#id_desks"' in html
    assert 'value="12"' in html
    assert 'aria-describedby="id_desks_helptext id_desks_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_summary_follows_the_order_of_the_page() -> None:
    targets = [mistake.target for mistake in errors_of(SampleForm({}))]
    assert targets == ["id_way_0", "id_desks", "id_phone", "id_begins", "id_kind", "id_agree"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("工位数填了 12 个。请改成 1 到 6。", "工位数填了 12 个"),
        ("At most 6.5 are possible. Change it.", "At most 6.5 are possible"),
        ("没有句号", "没有句号"),
    ],
)
def test_the_first_sentence_ends_at_its_full_stop(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_a_field_of_any_form_gets_the_portals_look() -> None:
    class Foreign(forms.Form):
        name = forms.CharField(required=False)
        way = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A")])

    html = drawn(
        "{% field form.name width='s' privacy='seen' %}{% field form.way %}", form=Foreign()
    )
    assert 'class="field w-s"' in html
    assert 'aria-describedby="id_name_privacy"' in html
    assert '<legend class="label">' in html
    assert '<div class="choice">' in html


def test_a_whole_form_draws_summary_and_fields() -> None:
    class Small(Form):
        hidden = forms.CharField(widget=forms.HiddenInput)
        name = forms.CharField()

    html = str(Small({"hidden": "x"}))
    assert 'class="error-summary"' in html
    assert 'type="hidden"' in html
    assert not re.search(r"<input[^>]* required", html)


def test_typed_text_is_never_markup() -> None:
    html = drawn("{% notice 'info' title %}{{ body }}{% endnotice %}", title="<b>", body="<i>")
    assert "&lt;b&gt;" in html
    assert "&lt;i&gt;" in html


def test_pagination_keeps_the_other_parameters() -> None:
    from django.core.paginator import Paginator

    html = drawn("{% pagination page %}", page=Paginator(range(100), 25).page(2))
    assert 'href="?kind=a&amp;page=3"' in html
    assert 'aria-current="page"' in html


@pytest.mark.parametrize(("value", "full"), [("3A", 3), ("AAAAA", 5), ("", 0)])
def test_a_grade_fills_as_many_pips_as_it_has_letters(value: str, full: int) -> None:
    assert drawn("{% grade value %}", value=value).count("pip-on") == full


def test_bars_are_shares_of_the_longest() -> None:
    assert [bar.width for bar in bars([("a", 200), ("b", 50), ("c", 1), ("d", 0)])] == [
        "100.0",
        "25.0",
        "0.8",
        "0",
    ]
    assert bars([]) == []


def test_a_place_that_does_not_exist_is_left_out() -> None:
    entries = [
        navigation.Entry("here", path="/"),
        navigation.Entry("a", path="/a/"),
        navigation.Entry("ghost", route="no_such_route"),
    ]
    found = navigation.places(entries, "/a/b/")
    assert [(place.url, place.current) for place in found] == [("/", False), ("/a/", True)]


@pytest.mark.django_db
def test_the_public_header_marks_where_one_is(client: Client) -> None:
    page = client.get("/law/").content.decode()
    assert re.search(r'<a href="/law/" aria-current="page">', page)


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
def test_error_pages_need_neither_request_nor_database(name: str) -> None:
    from django.template.loader import render_to_string

    with translation.override("zh-hans"):
        page = render_to_string(name, {"error_number": "AB12"})
    assert "12345" in page
    assert "<h1>" in page


@pytest.mark.parametrize("width", [1280, 640, 320])
@pytest.mark.parametrize(
    "look", ["", "elderly=1", "elderly=1 text_size=30", "contrast=1", "contrast=1 elderly=1"]
)
def test_the_living_page_is_accessible_and_fits_in_every_look(
    demo_site: PortalSite, eyes: Eyes, width: int, look: str
) -> None:
    with eyes.page(width) as page:
        pairs = [part.split("=") for part in look.split()]
        page.context.add_cookies(
            [{"name": name, "value": value, "url": demo_site.url} for name, value in pairs]
        )
        page.goto(f"{demo_site.url}/components/")
        assert axe.violations(page) == []
        assert axe.sideways(page) == 0
