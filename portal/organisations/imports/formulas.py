"""Finds the formulas of a worksheet: a formula stays text, it is never worked out."""

import re
import zipfile
from html import unescape
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from portal.organisations.imports.containers import refuse_doctype

Formulas = dict[tuple[int, int], str]
_ANY = re.compile(rb"<(?:\w+:)?f[\s>/]")
_CELL = re.compile(
    r"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*>\s*"
    r"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>(.*?)</(?:\w+:)?f>)",
    re.DOTALL,
)
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def find_formulas(path: str, sheet: str) -> Formulas:
    """{(row, column) from 0: "=formula"} of a sheet; empty when it has none."""
    with zipfile.ZipFile(path) as archive:
        member = _member(archive, sheet)
        xml = archive.read(member) if member else b""
    refuse_doctype(xml)
    count = len(_ANY.findall(xml))
    if not count:
        return {}
    found = {
        (int(row) - 1, column_index_from_string(letters) - 1): "=" + unescape(words)
        for letters, row, words in _CELL.findall(xml.decode("utf-8", "replace"))
    }
    return found if len(found) == count else _by_openpyxl(path, sheet)


def _member(archive: zipfile.ZipFile, sheet: str) -> str:
    workbook = _xml(archive, "xl/workbook.xml")
    links = _xml(archive, "xl/_rels/workbook.xml.rels")
    link = next((e.get(_REL) for e in workbook.iter() if e.get("name") == sheet), None)
    target = next((e.get("Target", "") for e in links.iter() if e.get("Id") == link), "")
    name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return name if name in archive.namelist() else ""


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    words = archive.read(name)
    refuse_doctype(words)
    return ElementTree.fromstring(words)  # noqa: S314 - without a DOCTYPE there are no entities


def _by_openpyxl(path: str, sheet: str) -> Formulas:
    """The slow, thorough way, for workbooks that leave out cell addresses."""
    workbook = load_workbook(path, read_only=True, data_only=False)
    try:
        return {
            (cell.row - 1, cell.column - 1): str(cell.value)
            for row in workbook[sheet].iter_rows()
            for cell in row
            if getattr(cell, "data_type", "") == "f"
        }
    finally:
        workbook.close()
