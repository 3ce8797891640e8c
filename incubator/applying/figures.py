"""How many applications came in, by channel, for the live figures of programmes."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Count

from incubator.admission.enums import AdmissionState
from incubator.admission.models import Application
from incubator.programmes import figures
from incubator.programmes.figures import Counts
from portal.core.reasons import Text
from portal.workflow.models import Channel

PUBLIC = (AdmissionState.RESIDENT,)


def counted(programmes: Collection[int]) -> Mapping[int, Counts]:
    """The counts of these programmes in two queries; offline channels count like the web."""
    rows = Application.objects.filter(programme__in=list(programmes))
    channels: defaultdict[int, dict[Text, int]] = defaultdict(dict)
    for programme, channel, count in (
        rows.values_list("programme", "case__channel")
        .annotate(n=Count("pk"))
        .order_by("programme", "case__channel")
    ):
        channels[programme][Channel(channel).label] = count
    results: defaultdict[int, dict[Text, int]] = defaultdict(dict)
    for programme, state, count in (
        rows.filter(status__in=PUBLIC)
        .values_list("programme", "status")
        .annotate(n=Count("pk"))
        .order_by("programme", "status")
    ):
        results[programme][AdmissionState(state).label] = count
    return {pk: Counts(channels[pk], results[pk]) for pk in programmes}


figures.register(counted)
