"""The models of the app's subjects: read here so that Django knows them."""

from portal.core import subjects
from portal.payments.apps import SUBJECTS

subjects.read("portal.payments", SUBJECTS, ["models"])
