"""Courses, enrolment, attendance and certificates."""
