"""One size of the bench, in a process and a portal of its own."""

import gzip
import io
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from django.test import Client

PAGES = {"home": "/", "directory": "/organisations/", "search": "/search/?q=社会工作"}
RATE = re.compile(r"([\d,]+) rows/s")
Say = Callable[..., None]
TURNS = 15
SEARCHES = 300
CASES = 60
SHEET = re.compile(r'(?:href|src)="(/static/[^"?#]+\.(?:css|js|svg|png|ico))')


def main(size: int) -> None:
    """Fill a portal, then measure import, pages and search; prints one figure a line."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.CLOCK_MAY_SHIFT = False  # as in production

    def say(name: str, value: float, unit: str = "") -> None:
        print(f"at_{size}.{name} {value:.2f} {unit}".rstrip(), flush=True)

    call_command("migrate", verbosity=0)
    _import(size, say)
    call_command("rebuild_index", stdout=sys.stderr)
    _pages(say)
    _searches(size, say)


def _import(size: int, say: Say) -> None:
    from django.core.management import call_command

    from portal.organisations.imports.samples import write_list

    with tempfile.TemporaryDirectory() as folder:
        path = write_list(Path(folder) / "list.xlsx", size, faults=False)
        told, began = io.StringIO(), time.perf_counter()
        call_command("import_registry", str(path), apply=True, stdout=sys.stderr, stderr=told)
        whole = size / (time.perf_counter() - began)
    rate = float(RATE.findall(told.getvalue())[-1].replace(",", ""))
    bare = _bare_insert(size)
    say("import.rate", rate, "rows/s")
    say("import.rate_with_history_and_index", whole, "rows/s")
    say("import.bare_insert", bare, "rows/s")
    say("import.share_of_bare_insert", rate / bare)


def _bare_insert(size: int) -> float:
    """Rows per second of a plain bulk insert of as many columns into a table of its own."""
    from django.db import connection, transaction

    columns = ", ".join(f"c{n} varchar(200)" for n in range(15))
    marks = ", ".join(["%s"] * 15)
    row = ["鄂尔多斯市社会工作服务中心"] * 15
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_bare (id integer PRIMARY KEY, {columns})")
        began = time.perf_counter()
        for start in range(0, size, 500):
            with transaction.atomic():
                cursor.executemany(
                    f"INSERT INTO bench_bare VALUES (%s, {marks})",  # noqa: S608 - no input here
                    [[start + n, *row] for n in range(500)],
                )
        seconds = time.perf_counter() - began
        cursor.execute("DROP TABLE bench_bare")
    return size / seconds


def _pages(say: Say) -> None:
    from django.test import Client
    from django.test.utils import override_settings

    from portal.tools import bare

    visitor = Client()
    with override_settings(ROOT_URLCONF=bare.__name__):
        base = _page(visitor, "/bare/")
    say("bare_view.cpu", base["cpu"], "ms")
    addresses = PAGES | {"organisation": _organisation_page()}
    asked = [(visitor, name, address) for name, address in addresses.items()]
    asked.append((_clerk(), "work_list", "/work/"))
    for client, name, address in asked:
        found = _page(client, address)
        say(f"{name}.queries", found["queries"])
        say(f"{name}.cpu", found["cpu"], "ms")
        say(f"{name}.cpu_by_bare_view", found["cpu"] / base["cpu"])
        say(f"{name}.bytes", found["bytes"], "bytes")
        if client is visitor:
            say(f"{name}.first_load", found["first_load"] / 1024, "KB")


def _page(client: "Client", address: str) -> dict[str, float]:
    """Queries, CPU milliseconds, bytes of the page, and bytes of a first visit (compressed)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    response = client.get(address)
    if response.status_code != 200:
        sys.exit(f"{address} answers {response.status_code}")
    with CaptureQueriesContext(connection) as captured:
        content = client.get(address).content
    queries = len(captured)
    spent = []
    for _ in range(TURNS):
        began = time.process_time()
        client.get(address)
        spent.append((time.process_time() - began) * 1000)
    return {
        "queries": float(queries),
        "cpu": median(spent),
        "bytes": float(len(content)),
        "first_load": float(len(gzip.compress(content)) + _statics(content.decode())),
    }


def _statics(page: str) -> int:
    """Bytes of the styles, scripts and pictures that a page asks for, as they are sent."""
    from django.contrib.staticfiles import finders

    total = 0
    for name in set(SHEET.findall(page)):
        found = finders.find(name.removeprefix("/static/"))
        if isinstance(found, str):
            total += len(gzip.compress(Path(found).read_bytes()))
    return total


def _organisation_page() -> str:
    from search import queries

    asked = queries.SearchRequest("社会工作", kinds=("organisation",))
    return queries.search(asked).hits[0].url


def _clerk() -> "Client":
    """A clerk whose office holds some tens of cases, signed in."""
    from portal.tools import bench_cases

    return bench_cases.clerk(CASES)


def _searches(size: int, say: Say) -> None:
    from portal.organisations.register.generator import invent
    from search.queries import SearchRequest, search

    random = Random(size)  # noqa: S311 - invented questions, the same every time
    names = [made.name for made in invent(SEARCHES)]
    spent = []
    for name in names:
        start = random.randrange(max(1, len(name) - 6))
        words = name[start : start + random.randrange(4, 9)]
        began = time.perf_counter()
        search(SearchRequest(words))
        spent.append((time.perf_counter() - began) * 1000)
    cuts = quantiles(spent, n=20)
    say("search.p50", cuts[9], "ms")
    say("search.p95", cuts[18], "ms")


if __name__ == "__main__":
    main(int(sys.argv[1]))
