"""Signing in by password, and Django's permissions answered by posts."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from portal.accounts import queries
from portal.accounts.models import User
from portal.permissions import Permission

CMS = ("wagtailadmin", "wagtailcore", "wagtailimages", "wagtaildocs", "pages")


class PostBackend(AuthenticationBackend):
    """Signs in by phone or e-mail and password; Wagtail asks the same policy as everything."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Nobody whose account is closed, and no demo account outside demo mode."""
        return bool(super().user_can_authenticate(user)) and (settings.DEMO or not user.is_demo)

    def get_user(self, user_id: Any) -> User | None:
        """The person of a session, read together with their posts: every page asks for both."""
        user = queries.with_posts(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj: Any, perm: str, _obj: Any = None) -> bool:
        """Whether a person's post gives a permission of the CMS."""
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        app = perm.partition(".")[0]
        return app in CMS and queries.may(user_obj, Permission.CONTENT_EDIT)
