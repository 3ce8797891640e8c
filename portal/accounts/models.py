"""People who sign in, and the posts they hold."""

import secrets
from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.core import masking


def opaque_name() -> str:
    """A user name that says nothing and never changes."""
    return secrets.token_hex(12)


class UserManager(BaseUserManager["User"]):
    """Makes users; phone and e-mail are equal, so neither is the key."""

    def create_user(
        self,
        username: str = "",
        *,
        email: str | None = None,
        phone: str | None = None,
        name: str = "",
        password: str | None = None,
    ) -> "User":
        """A user with a phone, an e-mail or both (empty is stored as NULL)."""
        user = self.model(
            username=username or opaque_name(),
            email=self.normalize_email(email).lower() if email else None,
            phone=phone or None,
            name=name,
        )
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What they may do comes only from posts (see Post), never from this row."""

    username = models.CharField(max_length=40, unique=True, default=opaque_name)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    phone = models.CharField(_("mobile phone"), max_length=20, null=True, blank=True, unique=True)
    phone_verified = models.BooleanField(default=False)
    name = models.CharField(_("name"), max_length=60, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True, editable=False)
    is_demo = models.BooleanField(default=False)
    session_generation = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(email=""), name="user_email_null_not_empty"),
            models.CheckConstraint(condition=~Q(phone=""), name="user_phone_null_not_empty"),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name to show; a shortened phone or e-mail stands in while there is none.

        It goes into the history, which never forgets, so a whole number must not be in it.
        """
        shown = self.name or masking.phone(self.phone or "") or masking.mail(self.email or "")
        return shown or self.username

    def get_short_name(self) -> str:
        """The same as the full name: Chinese names are not cut."""
        return self.get_full_name()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Every session carries it: a new password or a new generation ends the old ones."""
        salt = "portal.accounts.models.User.session"
        value = f"{self.password}:{self.session_generation}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_staff(self) -> bool:
        """Whether Wagtail's admin lets the person in; answered by their posts."""
        return self.has_perm("wagtailadmin.access_admin")

    @property
    def first_name(self) -> str:
        """Wagtail and allauth ask for it; a Chinese name has no halves."""
        return self.name

    @property
    def last_name(self) -> str:
        """Empty: see first_name."""
        return ""


class PostQuerySet(models.QuerySet["Post"]):
    """Posts by day."""

    def on(self, day: date) -> "PostQuerySet":
        """The posts in force on a day; one that was ended does not count on its last day."""
        runs_on = Q(ends_on=None) | Q(ends_on__gt=day) | Q(ends_on=day, ended_at=None)
        return self.filter(runs_on, starts_on__lte=day, user__is_active=True)


class Post(models.Model):
    """A role held in a body, from a day until a day (both count). History is kept, not deleted.

    ``ended_at`` is set when somebody ended the post: it stops at once, not at midnight.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["body", "role"], name="post_by_body_role")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body", "role"],
                condition=Q(ends_on=None),
                name="post_open_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="post_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ends_on__isnull=False),
                name="post_ended_has_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.body_id}"

    @property
    def held_role(self) -> type[Role]:
        """The role's class, with its permissions."""
        return Role.named(self.role)


class DeputyQuerySet(models.QuerySet["Deputy"]):
    """Deputies by day."""

    def on(self, day: date) -> "DeputyQuerySet":
        """Those in force on a day; one that was ended does not count any more."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, ended_at=None)


class Deputy(models.Model):
    """Who stands in for an official on leave, in one body, on these days (both count).

    The deputy holds what the absent person's posts in that body allow. It ends by itself.
    """

    absent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="deputises")
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        indexes = [models.Index(fields=["deputy", "starts_on"], name="deputy_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="deputy_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(absent=models.F("deputy")), name="deputy_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"deputy {self.pk}"
