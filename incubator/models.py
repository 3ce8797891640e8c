"""The models of the app's subjects: read here so that Django knows them."""

from incubator.apps import SUBJECTS
from portal.core import subjects

subjects.read("incubator", SUBJECTS, ["models"])
