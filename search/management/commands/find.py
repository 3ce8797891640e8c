"""The public search box on the command line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from portal.core.reasons import Refused
from search import indexing
from search.queries import SearchRequest, search


class Command(BaseCommand):
    """Prints hits, best first, only what the public may see."""

    help = "Search as the public does: a text, or each line of a file (one JSON object a line)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """TEXT or --from FILE, --kind, --limit, --json."""
        parser.add_argument("text", nargs="?", default="")
        parser.add_argument("--from", dest="file", type=Path, help="a UTF-8 file, one text a line")
        parser.add_argument("--kind", default="", help="organisation or page")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        """Answer one text, or each line of the file."""
        indexing.keep()
        kinds = (options["kind"],) if options["kind"] else ()
        limit = max(1, options["limit"])
        if options["file"]:
            for line in options["file"].read_text(encoding="utf-8-sig").splitlines():
                self.stdout.write(_json(_answer(line, kinds, limit)))
            return
        answer = _answer(options["text"], kinds, limit)
        self.stdout.write(_json(answer) if options["json"] else _lines(answer))


def _answer(text: str, kinds: tuple[str, ...], limit: int) -> dict[str, Any]:
    try:
        page = search(SearchRequest(text, kinds=kinds, size=limit))
    except Refused as refused:
        return {"query": text, "total": 0, "took_ms": 0.0, "hits": []} | {
            "refused": sorted(refused.codes)
        }
    hits = [*page.struck_off, *page.hits][:limit]
    return {
        "query": text,
        "total": page.total + len(page.struck_off),
        "took_ms": page.took_ms,
        "hits": [
            {"kind": hit.kind, "id": hit.id, "title": hit.title, "url": hit.url} for hit in hits
        ],
    }


def _json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _lines(answer: dict[str, Any]) -> str:
    rows = [f"{hit['title']}  {hit['url']}" for hit in answer["hits"]]
    return "\n".join([*rows, f"{answer['total']} in {answer['took_ms']} ms"])
