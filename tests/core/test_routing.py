"""An address says who may call it, and one that does not is an error."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path as django_path

from portal.core import routing
from portal.permissions import Permission


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("here")


def test_a_path_carries_its_permission_and_still_calls_the_view() -> None:
    pattern = routing.path("x/", page, may=Permission.PUBLIC, name="x")
    assert routing.permission_of(pattern.callback) is Permission.PUBLIC
    assert pattern.callback(HttpRequest()).content == b"here"
    assert routing.permission_of(page) is None


def test_the_same_view_may_stand_under_two_permissions() -> None:
    one = routing.path("x/", page, may=Permission.PUBLIC, name="x")
    two = routing.path("y/", page, may=Permission.WORKSPACE, name="y")
    assert routing.permission_of(one.callback) is Permission.PUBLIC
    assert routing.permission_of(two.callback) is Permission.WORKSPACE


def test_an_address_without_a_permission_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    found = routing.Route("open/", "open", None, page)
    monkeypatch.setattr(routing, "routes", lambda: iter([found]))
    assert [error.id for error in routing.every_url_has_a_permission()] == ["portal.E001"]


def test_every_address_of_the_site_has_a_permission() -> None:
    ours = [route for route in routing.routes() if route.is_ours]
    assert len(ours) > 20
    assert [route.route for route in ours if route.may is None] == []


def test_routes_are_walked_into_included_lists() -> None:
    names = {route.name for route in routing.routes()}
    assert {"work_list", "track", "account_login"} <= names
    assert django_path("x/", page, name="x").name == "x"
