"""Who may write in the CMS: its group of editors follows the posts that people hold.

The CMS asks groups for pages and pictures, the portal asks posts. Whether somebody gets into the
CMS at all is asked of the post on every request (``accounts.backends``); the group only says what
editors may do there.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.accounts import queries as people
from portal.permissions import Permission as P

if TYPE_CHECKING:
    from portal.audit.models import Event

NAME = "editors"
ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
ON_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document")


def make_group() -> Group:
    """The group of editors with its permissions on all pages, pictures and documents."""
    group, _ = Group.objects.get_or_create(name=NAME)
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=ON_PAGES, content_type__model="page"):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        codename__in=ON_FILES, content_type__app_label__in=("wagtailimages", "wagtaildocs")
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
    return group


def follow(_events: "Sequence[Event]") -> None:
    """Bring the group in line with the posts held today; repeating it changes nothing."""
    make_group().user_set.set(people.everybody_with(P.CONTENT_EDIT))
