"""A list of stations and rooms: what each row would do, what is written, what comes twice."""

from collections import Counter
from io import BytesIO

import pytest
from openpyxl import load_workbook

from incubator.bases.models import Base
from incubator.venues.models import Room
from portal.audit.models import Event
from portal.bodies.models import Division, FormerName
from portal.core.reasons import Refused
from portal.organisations.imports import operations as imports
from portal.organisations.imports import working
from portal.organisations.imports.models import ImportRow
from tests.factories import bases as make
from tests.factories import programmes
from tests.people import body, client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]
STREET = "东胜区林荫街道社会组织服务站"
POINT = "林荫街道团结社区“五社联动”服务站"


@pytest.fixture
def by():
    return make.city_clerk()


@pytest.fixture
def above(db):
    return programmes.base()


def read(by, stations, rooms=()):
    return make.uploaded(by, body("city"), list(stations), list(rooms))


def verdicts(batch):
    """{name: (class, codes of its reasons)} of every row."""
    return {
        row.name: (row.verdict, {reason["code"] for reason in row.reasons})
        for row in ImportRow.objects.filter(batch=batch)
    }


def written(batch, by):
    imports.confirm(batch=batch, by=by)
    working.apply(batch.pk, between=0)
    return Counter(ImportRow.objects.filter(batch=batch).values_list("outcome", flat=True))


def point(**values):
    given = {
        "级别": "社区",
        "上级站点": STREET,
        "社区（嘎查村）": "团结社区",
        "联系电话": "0477-8330999",
    }
    return make.station(POINT, **given | values)


def test_nothing_is_written_before_somebody_confirms(by, above):
    batch = read(by, [make.station()], [make.room()])
    assert (batch.status, batch.counts["new"], batch.counts["to_write"]) == ("previewed", 2, 2)
    assert (Base.objects.count(), Room.objects.count()) == (1, 0)


def test_stations_and_rooms_are_written_with_all_that_the_list_says(by, above):
    batch = read(by, [point(), make.station()], [make.room(), make.room("工位1", 类型="工位")])
    assert written(batch, by) == {"written": 4}
    street, community = Base.objects.get(body__name=STREET), Base.objects.get(body__name=POINT)
    assert (street.parent, street.office, street.level) == (above, body("bureau"), "street")
    assert (street.hours, street.full_time_staff) == ("周二至周日 10:00-18:00", 6)
    assert [offer.name for offer in street.services.all()] == ["议事协商", "志愿服务"]
    assert [(s.name, s.in_charge) for s in street.staff.all()] == [("白静", True)]
    assert (community.parent, community.body.division.name) == (street, "团结社区")
    assert community.body.division.parent_id == "150602003"
    room = Room.objects.get(base=street, name="会议室1")
    assert (room.kind, room.capacity, room.area, room.equipment) == (
        "meeting",
        20,
        40,
        "投影、音响",
    )
    assert (f"{room.opens:%H:%M}", f"{room.closes:%H:%M}", room.price_fen_per_hour) == (
        "09:00",
        "21:00",
        2000,
    )
    assert Room.objects.get(name="工位1").kind == "desk"
    act = Event.objects.get(action="base.added", subject=f"incubator.base:{street.pk}")
    assert (act.actor_name, act.case) == (by.get_full_name(), batch.case.number)


def test_the_second_import_of_the_same_list_changes_nothing(by, above):
    rows = ([make.station(专职人员数="若干"), point()], [make.room()])
    written(read(by, *rows), by)
    before = list(Base.objects.values())
    batch = read(by, *rows)
    assert verdicts(batch) == {
        STREET: ("unchanged", {"number_not_understood"}),
        POINT: ("unchanged", set()),
        "会议室1": ("unchanged", set()),
    }
    with pytest.raises(Refused) as found:
        imports.confirm(batch=batch, by=by)
    assert found.value.codes == {"nothing_to_write"}
    assert (list(Base.objects.values()), Division.objects.filter(name="团结社区").count()) == (
        before,
        1,
    )


def test_a_changed_row_shows_what_was_and_what_will_be(above):
    by = person("incubation_clerk")
    written(make.uploaded(by, body("bureau"), [make.station()], [make.room()]), by)
    changed = make.station(开放时间="每天9:00-12:00", 负责人="乔峰")
    batch = make.uploaded(by, body("bureau"), [changed], [make.room(可容纳人数=30)])
    assert [row.verdict for row in ImportRow.objects.filter(batch=batch)] == ["changed", "changed"]
    station, room = ImportRow.objects.filter(batch=batch)
    assert station.changes.keys() == {"hours", "in_charge"}
    assert room.changes == {"capacity": [20, 30]}
    page = client_of("incubation_clerk")
    words = page.get(f"/work/imports/{batch.pk}/").content.decode()
    assert "周二至周日 10:00-18:00" in words
    assert "每天 9:00-12:00" in words
    written(batch, by)
    street = Base.objects.get(body__name=STREET)
    assert [s.name for s in street.staff.filter(in_charge=True)] == ["乔峰"]
    assert (street.hours, Room.objects.get().capacity) == ("每天 9:00-12:00", 30)


REFUSED = {
    "level_unknown": {"级别": "省"},
    "level_missing": {"级别": None},
    "banner_unknown": {"旗区": "西胜区"},
    "banner_missing": {"旗区": None},
    "street_unknown": {"街道（苏木镇）": "不存在街道"},
    "street_elsewhere": {"街道（苏木镇）": "滨河街道"},
    "street_missing": {"街道（苏木镇）": None},
    "parent_unknown": {"上级站点": "没有的上级"},
    "parent_not_wider": {"级别": "旗区"},
    "hours_backwards": {"开放时间": "18:00-8:00"},
    "hours_not_understood": {"开放时间": "看情况"},
    "station_formula": {"负责人": "=1+1"},
}
WARNED = {
    "number_not_understood": {"专职人员数": "若干"},
    "number_in_words": {"专职人员数": "十二人"},
    "hours_without_days": {"开放时间": "9:00-17:00"},
    "phone_strange": {"联系电话": "打给老张"},
    "parent_missing": {"上级站点": None},
    "community_missing": {"级别": "社区"},
}


def test_every_faulty_station_is_told_why_and_how_to_mend_it(above):
    by = person("incubation_clerk")
    rows = [make.station(f"{code}站", **given) for code, given in (REFUSED | WARNED).items()]
    batch = make.uploaded(by, body("bureau"), [*rows, make.station(), make.station()])
    found = verdicts(batch)
    for codes, verdict in ((REFUSED, "error"), (WARNED, "warning")):
        for code in codes:
            assert (found[f"{code}站"][0], code in found[f"{code}站"][1]) == (verdict, True), code
    assert batch.counts["reasons"]["station_twice"] == 1
    page = client_of("incubation_clerk")
    words = page.get(f"/work/imports/{batch.pk}/?class=error").content.decode()
    assert "东胜区没有“不存在街道”" in words
    assert "交通街道、公园街道" in words
    written(batch, by)
    assert Base.objects.get(body__name="number_in_words站").full_time_staff == 12
    assert not Base.objects.filter(body__name="street_unknown站").exists()


def test_every_faulty_room_is_told_why(by, above):
    rooms = [
        make.room("甲", 站点名称="没有的站"),
        make.room("乙", 站点名称="坏站"),
        make.room("丙", 站点名称=f"{STREET}（旧）"),
        make.room("丁", 可容纳人数=0),
        make.room("戊", 收费标准="面议"),
        make.room("己", 可预约时段="21:00-9:00"),
        make.room("庚", 类型="茶室"),
        make.room("庚", 站点名称=STREET),
        make.room("辛", 站点名称=None),
        make.room("壬", 收费标准="免费", **{"面积（㎡）": "四十平米"}),
    ]
    batch = read(by, [make.station(), make.station("坏站", 级别="省")], rooms)
    found = {
        row.place: (row.verdict, {reason["code"] for reason in row.reasons})
        for row in ImportRow.objects.filter(batch=batch, sheet="场地")
    }
    assert found == {
        2: ("error", {"room_station_unknown"}),
        3: ("error", {"room_station_refused"}),
        4: ("decision", {"room_station_old"}),
        5: ("error", {"room_empty"}),
        6: ("error", {"room_price_unknown"}),
        7: ("error", {"room_span_wrong"}),
        8: ("warning", {"room_kind_unknown"}),
        9: ("error", {"room_twice"}),
        10: ("error", {"room_station_missing"}),
        11: ("warning", {"number_in_words"}),
    }
    old = ImportRow.objects.get(batch=batch, verdict="decision")
    assert imports.offered(old) == ("leave", "match")
    imports.decide(row=old, choice="match", by=by)
    written(batch, by)
    rooms = Room.objects.filter(base__body__name=STREET).values_list("name", flat=True)
    assert set(rooms) == {"丙", "庚", "壬"}
    again = read(by, [make.station()], [make.room("丙", 站点名称=f"{STREET}（旧）")])
    assert verdicts(again)["丙"] == ("unchanged", set())


def test_a_base_above_may_stand_below_in_the_list_and_a_refused_one_takes_its_points_along(by):
    centre = {"级别": "旗区", "上级站点": None, "街道（苏木镇）": None}
    batch = read(
        by,
        [
            point(),
            make.station(),
            make.station("东胜区社会组织孵化中心", **centre),
            make.station("坏站", 级别="街道", 开放时间="8:00-7:00"),
            point(站点名称="坏点", 上级站点="坏站"),
        ],
    )
    found = verdicts(batch)
    assert found["坏点"] == ("error", {"parent_refused"})
    assert written(batch, by)["written"] == 3
    assert Base.objects.get(body__name=POINT).parent.parent.body.name == "东胜区社会组织孵化中心"


def test_a_former_name_a_new_name_and_another_place_need_a_decision(by, above):
    written(read(by, [make.station()]), by)
    known = Base.objects.get(body__name=STREET)
    FormerName.objects.create(body=known.body, name="林荫孵化站")
    batch = read(
        by,
        [
            make.station("林荫孵化站", 地址="林荫路 2 号"),
            make.station("林荫街道社区治理服务站"),
            make.station(**{"街道（苏木镇）": "天骄街道"}),
        ],
    )
    assert verdicts(batch) == {
        "林荫孵化站": ("decision", {"station_former_name"}),
        "林荫街道社区治理服务站": ("decision", {"station_renamed"}),
        STREET: ("decision", {"station_elsewhere"}),
    }
    rows = {row.name: row for row in ImportRow.objects.filter(batch=batch)}
    imports.decide(row=rows["林荫孵化站"], choice="match", by=by)
    imports.decide(row=rows[STREET], choice="take", by=by)
    assert written(batch, by) == {"written": 2, "left": 1}
    known.refresh_from_db()
    assert (known.body.name, known.address) == (STREET, "林荫路 2 号")
    assert Base.objects.filter(body__name=STREET).count() == 2
    assert verdicts(read(by, [make.station(地址="林荫路 2 号")]))[STREET] == ("unchanged", set())
    unclear = read(by, [point()], [make.room()])
    assert verdicts(unclear) == {
        POINT: ("error", {"parent_ambiguous"}),
        "会议室1": ("error", {"room_station_ambiguous"}),
    }


def test_a_new_name_is_taken_and_the_old_one_stays_findable(by, above):
    written(read(by, [make.station()]), by)
    batch = read(by, [make.station("林荫街道社区治理服务站")])
    imports.decide(row=ImportRow.objects.get(batch=batch), choice="match", by=by)
    written(batch, by)
    assert Base.objects.exclude(pk=above.pk).get().body.name == "林荫街道社区治理服务站"
    assert FormerName.objects.get().name == STREET


def test_a_row_that_changed_since_the_preview_is_left_out(by, above):
    written(read(by, [make.station()]), by)
    batch = read(by, [make.station(地址="林荫路 3 号")])
    Base.objects.filter(body__name=STREET).update(address="林荫路 9 号")
    assert written(batch, by) == {"stale": 1}


def test_rows_of_another_bureau_are_left_out(above):
    clerk = person("incubation_clerk")
    there = make.station("滨河站", 旗区="康巴什区", 上级站点=None) | {"街道（苏木镇）": "滨河街道"}
    batch = make.uploaded(clerk, body("bureau"), [there, make.station()], [])
    assert verdicts(batch)["滨河站"] == ("skipped", {"parent_missing", "station_outside"})
    assert verdicts(batch)[STREET] == ("new", set())


@pytest.mark.parametrize("kind", ["clerk", "base_worker", "owner", "counter_clerk"])
def test_only_who_imports_stations_may_and_others_do_not_see_the_list(kind, by, above):
    with pytest.raises(Refused) as found:
        make.uploaded(person(kind), body("bureau"), [make.station()])
    assert found.value.codes == {"not_permitted"}
    batch = read(by, [make.station()])
    assert client_of(kind).get(f"/work/imports/{batch.pk}/").status_code in (403, 404)


def test_sheets_are_known_by_their_headings_wherever_they_stand(by, above):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from portal.core import clock

    headings = ("站名", "层级", "上级", "区县", "镇街", "办公时间")
    rows = [{"站名": "天骄站", "层级": "街道级", "上级": above.body.name, "区县": "东胜区"}]
    rows[0] |= {"镇街": "天骄街道办事处", "办公时间": "每天 9点-18点"}
    content = make.workbook(
        ("说明", ("填表说明",), []), ("Sheet1", headings, rows), ("坏", ("站点名称", "备注"), [])
    )
    batch = imports.upload(
        upload=SimpleUploadedFile("list.xlsx", content),
        source_on=clock.today(),
        bureau=body("city").pk,
        by=by,
        kind="stations",
    )
    working.read(batch.pk, between=0)
    assert verdicts(batch) == {
        "天骄站": ("new", set()),
        "": ("error", {"station_sheet_unknown"}),
    }


def test_the_rows_to_mend_can_be_taken_away_and_handed_in_again(above):
    by = person("incubation_clerk")
    batch = make.uploaded(
        by, body("bureau"), [make.station(开放时间="8:00-7:00")], [make.room(可容纳人数=0)]
    )
    page = client_of("incubation_clerk")
    book = load_workbook(BytesIO(page.get(f"/work/imports/{batch.pk}/export/").content))
    assert book.sheetnames == ["站点", "场地"]
    headings = [cell.value for cell in book["站点"][1]]
    row = dict(zip(headings, [cell.value for cell in book["站点"][2]], strict=True))
    assert (row["站点名称"], row["开放时间"]) == (STREET, "8:00-7:00")


def test_reading_asks_as_often_for_forty_stations_as_for_four(
    above, tmp_path, django_assert_max_num_queries
):
    from incubator.bases.stations import reading

    for number in (4, 40):
        rows = [make.station(f"站{n}", 联系电话=f"0477-83300{n:02}") for n in range(number)]
        content = make.workbook(("站点", make.STATION, rows))
        path = tmp_path / "list.xlsx"
        path.write_bytes(content)
        with django_assert_max_num_queries(9):
            reading.read(path, "list.xlsx", scope=None)
