"""Addresses of grades for everybody."""

from portal.core.routing import path
from portal.permissions import Permission
from ratings.certificates import views

PUBLIC = Permission.PUBLIC

urlpatterns = [
    path("ratings/grades/", views.grades, may=PUBLIC, name="grades"),
    path("ratings/grades.csv", views.grades_csv, may=PUBLIC, name="grades_csv"),
    path("ratings/grades/verify/", views.grade_verify, may=PUBLIC, name="grade_verify"),
    path("ratings/grades/<int:pk>/", views.grade_history, may=PUBLIC, name="grade_history"),
]
