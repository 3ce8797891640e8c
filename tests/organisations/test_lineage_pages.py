"""The pages of lineage: officials record and confirm, organisations read and object."""

from itertools import pairwise

import pytest
from django.urls import reverse

from portal.organisations.lineage import objections, queries
from portal.organisations.lineage.models import LineageLink, LineageObjection
from tests.factories import joining, lineage
from tests.factories.lineage import ended, linked, recorded, standing
from tests.factories.organisations import organisation
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db
GIVEN = {
    "kind": "merger",
    "happened_on": "2024-05-06",
    "document": "关于准予合并的决定，鄂民管〔2024〕12号",
    "grounds": "两家业务相同。",
}


def shown(name, *args, by="clerk") -> str:
    answer = client_of(by).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_record_to_a_confirmed_link():
    old, new = ended("旧中心"), standing("新中心")
    assert reverse("lineage_record", args=[new.pk]) in shown("record_detail", new.pk)
    clerk = client_of("clerk")

    answer = clerk.post(
        reverse("lineage_record", args=[new.pk]),
        {**GIVEN, "parent": "旧中心", "file": joining.scan()},
    )
    link = LineageLink.objects.get()
    assert answer.url == reverse("lineage_case", args=[link.pk])
    assert (link.parent, link.child, link.grounds) == (old, new, "两家业务相同。")
    assert "旧中心" in shown("lineage_case", link.pk)

    client_of("section_head").post(answer.url, {"action": "confirm", "words": ""})
    assert queries.ancestors(new.pk) == {old.pk, new.pk}
    for page in (shown("record_detail", new.pk), shown("organisation", new.pk, by="anonymous")):
        assert reverse("organisation", args=[old.pk]) in page
    assert "新中心" in shown("organisation", old.pk, by="anonymous")


def test_a_refused_link_says_everything_at_once_and_keeps_what_was_typed(in_chinese):
    new = standing("新中心")
    page = (
        client_of("clerk")
        .post(reverse("lineage_record", args=[new.pk]), {"parent": "没有这一家"})
        .content.decode()
    )
    for words in ("登记名录里没有", "请选择是哪种情况", "没有上传文件原件", "请写明是哪份文件"):
        assert words in page, words
    assert "没有这一家" in page
    assert not LineageLink.objects.exists()


def test_a_name_that_two_bear_is_asked_for_by_code():
    ended("同名中心")
    ended("同名中心")
    new = standing("新中心")
    answer = client_of("clerk").post(
        reverse("lineage_record", args=[new.pk]),
        {**GIVEN, "parent": "同名中心", "file": joining.scan()},
    )
    assert answer.status_code == 200
    assert not LineageLink.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "marriage", "happened_on": "31.2.2024", "parent": "x" * 999},
        {"action": "explode"},
        {"action": "reject", "words": ""},
    ],
)
def test_nonsense_is_refused_without_an_error(given):
    link = recorded(ended("旧中心"), standing("新中心"))
    head = client_of("section_head")
    for name in ("lineage_case", "lineage_reverse"):
        assert head.post(reverse(name, args=[link.pk]), given).status_code == 200
    assert head.post(reverse("lineage_record", args=[link.child_id]), given).status_code == 200
    link.refresh_from_db()
    assert link.status == "recorded"


def test_a_doubt_is_shown_to_the_second_official(in_chinese):
    link = recorded(ended("旧中心"), standing("新中心"))
    assert "比这件事早" in shown("lineage_case", link.pk, by="section_head")


def test_a_wrong_link_is_reversed_on_its_page():
    link = linked(ended("旧中心"), standing("新中心"))
    assert reverse("lineage_reverse", args=[link.pk]) in shown("lineage_case", link.pk)
    answer = client_of("clerk").post(
        reverse("lineage_reverse", args=[link.pk]),
        {"grounds": "认错了。", "document": "更正说明", "file": joining.scan()},
    )
    entry = LineageLink.objects.get(reverses=link)
    assert answer.url == reverse("lineage_case", args=[entry.pk])
    client_of("section_head").post(answer.url, {"action": "confirm", "words": ""})
    assert queries.ancestors(link.child_id) == {link.child_id}
    assert str(entry) in shown("record_detail", link.child_id)
    assert client_of("clerk").get(reverse("lineage_reverse", args=[entry.pk])).status_code == 404


def test_the_organisation_reads_its_lineage_objects_and_reads_the_answer(in_chinese):
    new = joining.registered(body("ours"))
    person("owner")
    link = recorded(ended("旧中心"), new)
    address = reverse("lineage_object", args=[new.pk, link.pk])
    assert f'"{address}"' in shown("lineage_mine", new.pk, by="owner")
    assert f'"{address}"' not in shown("lineage_mine", new.pk, by="colleague")

    owner = client_of("owner")
    assert owner.post(address, {"words": ""}).status_code == 200
    owner.post(address, {"words": "我们没有并入别家。"})
    said = LineageObjection.objects.get()
    assert "还没有答复" in shown("lineage_mine", new.pk, by="owner")
    answering = reverse("lineage_answer", args=[link.pk, said.pk])
    assert answering in shown("lineage_case", link.pk, by="section_head")
    assert answering not in shown("lineage_case", link.pk, by="clerk")

    client_of("section_head").post(answering, {"words": "决定书写明了。"})
    assert "决定书写明了。" in shown("lineage_mine", new.pk, by="owner")


def test_a_family_is_read_in_as_many_queries_as_a_couple(django_assert_max_num_queries):
    row = [ended(f"第{n}代") for n in range(6)]
    for parent, child in pairwise(row):
        linked(parent, child, kind="rename")
    new = joining.registered(body("ours"))
    link = linked(row[-1], new)
    objections.object_to(link=link, organisation=new.pk, words="不对。", by=person("owner"))
    owner = client_of("owner")
    page = reverse("lineage_mine", args=[new.pk])
    owner.get(page)
    with django_assert_max_num_queries(22):
        assert "第0代" in owner.get(page).content.decode()


def test_former_names_are_shown_along_and_need_no_link(in_chinese):
    named = organisation(former=["东胜区老名字中心"])
    page = shown("record_detail", named.pk)
    assert "东胜区老名字中心" in page
    assert "更名还是同一家组织" in page


def test_the_counter_entry_leads_back_to_its_link():
    link = linked(ended("旧中心"), standing("新中心"))
    entry = lineage.parted(link)
    assert reverse("lineage_case", args=[link.pk]) in shown("lineage_case", entry.pk)
    assert str(entry) in shown("lineage_case", link.pk)
