"""Levels, contracts, proofs and how an uploaded list stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(TextChoices):
    """The three certificates of a social worker, lowest first (rules.md H)."""

    ASSISTANT = "assistant", _("assistant social worker")
    SOCIAL_WORKER = "social_worker", _("social worker")
    SENIOR = "senior", _("senior social worker")


RANK = {level.value: place for place, level in enumerate(Level, start=1)}


class Contract(TextChoices):
    """The kind of contract with the organisation."""

    FIXED = "fixed", _("labour contract, fixed term")
    OPEN = "open", _("labour contract, without end")
    TASK = "task", _("labour contract, until a task is done")
    SERVICE = "service", _("service agreement")


class Proof(TextChoices):
    """What proves that a month was insured."""

    INSURANCE = "insurance", _("record of the social insurance office")
    TAX = "tax", _("receipt of the tax office for the contribution")


class ExamResult(TextChoices):
    """How an examination went."""

    PASSED = "passed", pgettext_lazy("examination", "passed")
    PART = "part", pgettext_lazy("examination", "some subjects passed")
    FAILED = "failed", pgettext_lazy("examination", "not passed")
    WAITING = "waiting", pgettext_lazy("examination", "result still to come")


class ListPhase(TextChoices):
    """Where an uploaded list of workers stands; not a case, so the worker moves it."""

    READING = "reading", pgettext_lazy("list of workers", "being checked")
    CHECKED = "checked", pgettext_lazy("list of workers", "checked, nothing written yet")
    WRITING = "writing", pgettext_lazy("list of workers", "being written")
    WRITTEN = "written", pgettext_lazy("list of workers", "written")
    DISCARDED = "discarded", pgettext_lazy("list of workers", "discarded")


class Verdict(TextChoices):
    """What became of a row."""

    UNREAD = "unread", pgettext_lazy("row", "not checked yet")
    GOOD = "good", pgettext_lazy("row", "good")
    FAULTY = "faulty", pgettext_lazy("row", "to mend")
    WRITTEN = "written", pgettext_lazy("row", "written")
