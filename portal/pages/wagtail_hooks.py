"""The CMS shows editors pages, pictures and documents, and nothing else."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

SHOWN = {"explorer", "images", "documents", "reports", "help"}


@hooks.register("construct_main_menu")
def only_content(request: HttpRequest, items: list[Any]) -> None:
    """People and settings are managed in the portal, not in the CMS."""
    items[:] = [item for item in items if item.name in SHOWN]
