"""The models of the app's subjects: read here so that Django knows them."""

from portal.core import subjects
from portal.statistics.apps import SUBJECTS

subjects.read("portal.statistics", SUBJECTS, ["models"])
