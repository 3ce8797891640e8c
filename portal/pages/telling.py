"""What editors publish, withdraw and delete stands in the history; the search follows it."""

from typing import Any

from django.dispatch import receiver
from wagtail import hooks
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from portal.audit import operations as audit


@receiver(page_published)
def published(instance: Page, revision: Any = None, **_: Any) -> None:
    """A page, or a new version of it, is public from now on."""
    _record("page.published", instance, revision.user if revision is not None else None)


@receiver(page_unpublished)
def unpublished(instance: Page, **_: Any) -> None:
    """A page is no longer public."""
    _record("page.unpublished", instance, None)


@hooks.register("after_delete_page")
def deleted(request: Any, page: Page) -> None:
    """A page was deleted in the CMS."""
    _record("page.deleted", page, request.user)


def _record(action: str, page: Page, by: Any) -> None:
    audit.record(
        action, by=by, subject=f"pages.page:{page.pk}", data={"title": page.title}, channel="cms"
    )
