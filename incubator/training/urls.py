"""Addresses of training."""

from incubator.training.views import (
    attending,
    figures,
    keeper,
    learner,
    papers,
    planner,
    public,
    teacher,
)
from portal.core.routing import path
from portal.permissions import Permission

OPEN, SIGNED_IN, KEEP = Permission.PUBLIC, Permission.SIGNED_IN, Permission.TRAINING_MANAGE
MINE, WORK = "training/mine/", "work/training/"

urlpatterns = [
    path("training/", public.courses, may=OPEN, name="training"),
    path("training/courses/<int:pk>/", public.course, may=OPEN, name="training_course"),
    path("training/certificate/", public.certificate, may=OPEN, name="training_certificate"),
    path("training/runs/<int:pk>/enrol/", learner.enrol, may=SIGNED_IN, name="training_enrol"),
    path("training/here/", attending.here, may=SIGNED_IN, name="training_here"),
    path(MINE, learner.mine, may=SIGNED_IN, name="training_mine"),
    path(f"{MINE}record.pdf", papers.record_pdf, may=SIGNED_IN, name="training_record_pdf"),
    path(f"{MINE}record.csv", papers.record_csv, may=SIGNED_IN, name="training_record_csv"),
    path(f"{MINE}courses.ics", papers.calendar, may=SIGNED_IN, name="training_calendar"),
    path(f"{MINE}<int:pk>/", learner.enrolment, may=SIGNED_IN, name="training_enrolment"),
    path(f"{MINE}<int:pk>/accept/", learner.accept, may=SIGNED_IN, name="training_accept"),
    path(f"{MINE}<int:pk>/leave/", learner.leave, may=SIGNED_IN, name="training_leave"),
    path(
        f"{MINE}<int:pk>/evaluation/",
        attending.evaluation,
        may=SIGNED_IN,
        name="training_evaluation",
    ),
    path(
        f"{MINE}<int:pk>/certificate.pdf",
        papers.certificate_pdf,
        may=SIGNED_IN,
        name="training_certificate_pdf",
    ),
    path(
        "training/organisations/<int:pk>/",
        learner.of_body,
        may=SIGNED_IN,
        name="training_of_body",
    ),
    path(WORK, planner.plan, may=KEEP, name="training_plan"),
    path(f"{WORK}new/", planner.new_course, may=KEEP, name="training_new"),
    path(f"{WORK}figures/", figures.hours, may=KEEP, name="training_figures"),
    path(f"{WORK}attended/", figures.attended, may=KEEP, name="training_attended"),
    path(f"{WORK}courses/<int:pk>/", planner.course, may=KEEP, name="training_edit"),
    path(f"{WORK}courses/<int:pk>/publish/", planner.publish, may=KEEP, name="training_publish"),
    path(f"{WORK}courses/<int:pk>/run/", planner.new_run, may=KEEP, name="training_new_run"),
    path(f"{WORK}runs/<int:pk>/", planner.run, may=KEEP, name="training_run"),
    path(f"{WORK}runs/<int:pk>/change/", planner.change_run, may=KEEP, name="training_change_run"),
    path(f"{WORK}runs/<int:pk>/session/", planner.add_session, may=KEEP, name="training_add"),
    path(f"{WORK}runs/<int:pk>/cancel/", planner.cancel, may=KEEP, name="training_cancel"),
    path(f"{WORK}runs/<int:pk>/caller/", keeper.caller, may=KEEP, name="training_caller"),
    path(f"{WORK}runs/<int:pk>/issue/", keeper.issue, may=KEEP, name="training_issue"),
    path(f"{WORK}runs/<int:pk>/learners.csv", papers.learners, may=KEEP, name="training_learners"),
    path(f"{WORK}seats/<int:pk>/<slug:act>/", keeper.act, may=KEEP, name="training_act"),
    path(f"{WORK}sessions/<int:pk>/", teacher.session, may=KEEP, name="training_session"),
    path(f"{WORK}sessions/<int:pk>/code/", teacher.code, may=KEEP, name="training_code"),
    path(f"{WORK}sessions/<int:pk>/list/", teacher.sign_list, may=KEEP, name="training_list"),
    path(f"{WORK}sessions/<int:pk>/sheet/", teacher.sheet, may=KEEP, name="training_sheet"),
]
