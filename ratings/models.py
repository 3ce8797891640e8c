"""The models of the app's subjects: read here so that Django knows them."""

from portal.core import subjects
from ratings.apps import SUBJECTS

subjects.read("ratings", SUBJECTS, ["models"])
