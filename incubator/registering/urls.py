"""Addresses of help with registration."""

from incubator.registering.views import documents, entries, files, helper, public, team
from portal.core.routing import path
from portal.permissions import Permission

PUBLIC, SIGNED_IN, HELP = Permission.PUBLIC, Permission.SIGNED_IN, Permission.REGISTRATION_HELP
VIEW = Permission.WORKSPACE
OWN = "registrations/<int:pk>/"
WORK = "work/registrations/"

urlpatterns = [
    path("registering/", public.registration_guide, may=PUBLIC, name="registration_guide"),
    path(
        "registering/<slug:kind>/",
        public.registration_guide_kind,
        may=PUBLIC,
        name="registration_guide_kind",
    ),
    path(
        "my/organisations/<int:pk>/registration/",
        team.registration_start,
        may=SIGNED_IN,
        name="registration_start",
    ),
    path(OWN, team.registration, may=SIGNED_IN, name="registration"),
    path(f"{OWN}act/", team.registration_act, may=SIGNED_IN, name="registration_act"),
    path(f"{OWN}answer/", team.registration_answer, may=SIGNED_IN, name="registration_answer"),
    path(
        f"{OWN}withdraw/", team.registration_withdraw, may=SIGNED_IN, name="registration_withdraw"
    ),
    path(
        f"{OWN}enter/<slug:part>/",
        entries.registration_part,
        may=SIGNED_IN,
        name="registration_part",
    ),
    path(
        f"{OWN}people/new/",
        entries.registration_person_add,
        may=SIGNED_IN,
        name="registration_person_add",
    ),
    path(
        f"{OWN}people/<int:person>/",
        entries.registration_person,
        may=SIGNED_IN,
        name="registration_person",
    ),
    path(
        f"{OWN}members/", entries.registration_members, may=SIGNED_IN, name="registration_members"
    ),
    path(
        f"{OWN}documents/<slug:code>/",
        documents.registration_document,
        may=SIGNED_IN,
        name="registration_document",
    ),
    path(
        f"{OWN}documents/<slug:code>/file/",
        files.registration_document_file,
        may=SIGNED_IN,
        name="registration_document_file",
    ),
    path(f"{OWN}settle/", entries.registration_settle, may=SIGNED_IN, name="registration_settle"),
    path(
        f"{OWN}papers/<int:paper>/<slug:form>/",
        files.registration_paper,
        may=SIGNED_IN,
        name="registration_paper",
    ),
    path(f"{OWN}papers.zip", files.registration_zip, may=SIGNED_IN, name="registration_zip"),
    path(WORK, helper.registrations_kept, may=HELP, name="registrations_kept"),
    path(f"{WORK}<int:pk>/", helper.registration_case, may=VIEW, name="registration_case"),
    path(
        f"{WORK}<int:pk>/result/", helper.registration_result, may=HELP, name="registration_result"
    ),
    path(
        f"{WORK}<int:pk>/people/<int:person>/number/",
        helper.registration_reveal,
        may=Permission.PERSONAL_REVEAL,
        name="registration_reveal",
    ),
]
