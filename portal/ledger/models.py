"""The models of the app's subjects: read here so that Django knows them."""

from portal.core import subjects
from portal.ledger.apps import SUBJECTS

subjects.read("portal.ledger", SUBJECTS, ["models"])
