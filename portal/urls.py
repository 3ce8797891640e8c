"""All addresses: each app keeps its own, the CMS comes last."""

from django.urls import include, path

urlpatterns = [
    path("", include("portal.accounts.urls")),
    path("", include("portal.law.urls")),
    path("", include("portal.notifications.urls")),
    path("", include("portal.workflow.urls")),
    path("", include("portal.organisations.urls")),
    path("", include("portal.panels.urls")),
    path("", include("portal.ledger.urls")),
    path("", include("portal.payments.urls")),
    path("", include("portal.statistics.urls")),
    path("", include("ratings.urls")),
    path("", include("incubator.urls")),
    path("", include("search.urls")),
    path("", include("portal.site.urls")),
    path("", include("portal.pages.urls")),
]

handler500 = "portal.site.views.errors.server_error"
