"""The app's addresses."""

from django.urls import URLPattern, URLResolver, include
from django.urls import path as group

from portal.core.routing import path
from portal.permissions import Permission
from portal.workflow.letters import corrections
from portal.workflow.letters import views as letters

urlpatterns: list[URLPattern | URLResolver] = [
    path("letters/<int:pk>/", letters.letter, may=Permission.SIGNED_IN, name="letter"),
    path(
        "letters/<int:pk>/file/", letters.letter_file, may=Permission.SIGNED_IN, name="letter_file"
    ),
    path(
        "letters/<int:pk>/scan/",
        letters.letter_scan,
        may=Permission.LETTERS_ISSUE,
        name="letter_scan",
    ),
    path(
        "letters/<int:pk>/correct/",
        corrections.letter_correct,
        may=Permission.LETTERS_ISSUE,
        name="letter_correct",
    ),
    group("", include("portal.workflow.desk.urls")),
    group("", include("portal.workflow.binder.urls")),
    group("", include("portal.workflow.publicity.urls")),
    group("", include("portal.workflow.approvals.urls")),
]
