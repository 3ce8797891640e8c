"""Django's permissions answered by posts, so that Wagtail asks the same policy as everything."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from portal.accounts import queries
from portal.accounts.models import User
from portal.permissions import Permission

CMS = ("wagtailadmin", "wagtailcore", "wagtailimages", "wagtaildocs", "pages")


class PostBackend(BaseBackend):
    """Gives the permissions of the CMS to those whose post edits content; signs nobody in."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether a person's post gives a permission of the CMS."""
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        app = perm.partition(".")[0]
        return app in CMS and queries.may(user_obj, Permission.CONTENT_EDIT)
