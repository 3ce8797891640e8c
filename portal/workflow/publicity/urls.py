"""Addresses of publicity and of the objections to it."""

from portal.core.routing import path
from portal.permissions import Permission as P
from portal.workflow.publicity.views import objector, officer, public

urlpatterns = [
    path("publicity/", public.publicities, may=P.PUBLIC, name="publicities"),
    path("publicity/<int:pk>/", public.publicity, may=P.PUBLIC, name="publicity"),
    path("publicity/<int:pk>/object/", public.publicity_object, may=P.PUBLIC, name="object"),
    path(
        "publicity/<int:pk>/received/",
        public.objection_received,
        may=P.PUBLIC,
        name="objection_received",
    ),
    path("objections/<int:pk>/", objector.objection, may=P.SIGNED_IN, name="objection"),
    path(
        "objections/<int:pk>/paper/",
        objector.objection_paper,
        may=P.SIGNED_IN,
        name="objection_paper",
    ),
    path("work/publicity/", officer.kept, may=P.OBJECTION_ANSWER, name="publicities_kept"),
    path(
        "work/publicity/<int:pk>/objection/",
        officer.enter_objection,
        may=P.OBJECTION_ANSWER,
        name="enter_objection",
    ),
    path(
        "work/publicity/<int:pk>/correct/",
        officer.correct_publicity,
        may=P.PUBLISH_NAMES,
        name="correct_publicity",
    ),
    path(
        "work/objections/<int:pk>/", officer.objection_case, may=P.CASES_VIEW, name="objection_case"
    ),
    path(
        "work/objections/<int:pk>/person/",
        officer.objection_person,
        may=P.OBJECTION_ANSWER,
        name="objection_person",
    ),
]
