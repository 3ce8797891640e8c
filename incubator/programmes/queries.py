"""Reading programmes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from incubator.programmes import figures
from incubator.programmes.conditions import PublishFacts
from incubator.programmes.enums import Intake, SupportKind
from incubator.programmes.figures import Figures
from incubator.programmes.freezing import Content, content
from incubator.programmes.models import EvidenceItem, Programme, ProgrammeVersion, Tier
from incubator.programmes.terms import TermsFacts
from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.law import queries as law
from portal.permissions import Permission

PLACES = ("base__body", "tier", "office", "local_division")
PARTS = ("conditions", "evidence", "sheet", "allowances", "midterm", "exit")


def public() -> QuerySet[Programme]:
    """The published programmes, newest first."""
    return Programme.objects.exclude(published_at=None).select_related(*PLACES)


def open_now(moment: datetime) -> QuerySet[Programme]:
    """The programmes that take applications at this moment, the first to close first."""
    running = public().filter(opens_at__lte=moment, closes_at__gt=moment)
    return running.order_by("closes_at", "pk")


def visible_to(user: Anybody) -> QuerySet[Programme]:
    """What a person may read: what is published, and the drafts of their offices."""
    offices = people.bodies_where(user, Permission.PROGRAMME_EDIT)
    seen = Q(published_at__isnull=False) | Q(office__in=offices)
    return Programme.objects.filter(seen).select_related(*PLACES)


def kept_by(user: Anybody) -> QuerySet[Programme]:
    """The programmes of the offices in which a person edits programmes."""
    offices = people.bodies_where(user, Permission.PROGRAMME_EDIT)
    return Programme.objects.filter(office__in=offices).select_related(*PLACES)


def of_base(base_id: int) -> QuerySet[Programme]:
    """The published programmes of a base."""
    return public().filter(base=base_id)


def whole(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """With conditions, papers and scoring sheet in a fixed number of queries."""
    return programmes.prefetch_related(*PARTS)


def intake(programme: Programme, moment: datetime) -> Intake:
    """The state of the intake at a moment; closing is exclusive."""
    if programme.published_at is None or programme.closes_at is None:
        return Intake.DRAFT
    if programme.opens_at is not None and moment < programme.opens_at:
        return Intake.ANNOUNCED
    return Intake.OPEN if moment < programme.closes_at else Intake.CLOSED


def facts(programme: Programme) -> Figures:
    """The live figures of a programme."""
    return facts_of([programme])[programme.pk]


def facts_of(programmes: Collection[Programme]) -> Mapping[int, Figures]:
    """The live figures of programmes by id, counted once for all."""
    moment = clock.now()
    counts = figures.counted([programme.pk for programme in programmes])
    return {row.pk: figures.of(row, counts[row.pk], moment) for row in programmes}


def tiers(*, active_only: bool = True) -> QuerySet[Tier]:
    """The tiers in their order."""
    found = Tier.objects.prefetch_related("allowances")
    return found.filter(active=True) if active_only else found


def tier(pk: int) -> Tier | None:
    """The tier with this id, or None."""
    return Tier.objects.filter(pk=pk).first()


def versions(programme: Programme) -> QuerySet[ProgrammeVersion]:
    """Every version, newest first."""
    return programme.versions.select_related("made_by")


def content_of(programme: Programme, number: int) -> Content:
    """What a programme said in a version; what it says now when that version is not kept."""
    kept = ProgrammeVersion.objects.filter(programme=programme, number=number).first()
    return kept.content if kept else content(programme)


def sample(programme: Programme, item: int) -> EvidenceItem | None:
    """The paper of a programme whose sample is wanted; None when there is no sample."""
    found = programme.evidence.filter(pk=item, sample__isnull=False)
    return found.select_related("sample").first()


def number(key: str) -> int:
    """The value of a rule today."""
    return law.rule(key, on=clock.today()).value


def publish_facts(programme: Programme, *, for_record: bool = False) -> PublishFacts:
    """What is known about a programme that shall be published, perhaps only for the record."""
    papers, sheet = list(programme.evidence.all()), list(programme.sheet.all())
    return PublishFacts(
        now=clock.now(),
        for_record=for_record,
        contact=bool(programme.phone and programme.counter_address),
        base_active=programme.base.active,
        tier_active=programme.tier.active,
        opens_at=programme.opens_at,
        closes_at=programme.closes_at,
        physical=programme.physical,
        virtual=programme.virtual,
        places=programme.places,
        panel_size=programme.panel_size,
        panel_least=number("incubator.panel_least"),
        evidence=[item.title for item in papers],
        without_kind=[item.title for item in papers if not item.kinds and not item.list_kind],
        sheet_sum=sum(item.maximum for item in sheet),
        sheet_total=number("incubator.sheet_total"),
        groups=[item.group for item in sheet],
        ties=programme.tie_rule,
        without_source=[row.words for row in programme.conditions.all() if not row.source],
        stale=programme.stale,
        terms=terms_facts(
            [(row.kind, row.amount) for row in programme.allowances.all()],
            [row.maximum for row in programme.midterm.all()],
            programme.exit.count(),
        ),
    )


def terms_facts(
    allowances: Sequence[tuple[str, int]], maxima: Sequence[int], exit_items: int
) -> TermsFacts:
    """What is known of the support a programme grants and the sheets it promises."""
    return TermsFacts(
        amounts=[(SupportKind(kind), amount) for kind, amount in allowances],
        midterm_sum=sum(maxima),
        midterm_total=number("incubator.sheet_total"),
        exit_items=exit_items,
    )
