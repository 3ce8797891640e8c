"""The steps of an admission whose time comes by itself."""

from incubator.admission.workflow import ADMISSION
from incubator.deciding import operations, queries
from portal.workflow import due

due.register(ADMISSION, "lapse", queries.silent, act=operations.lapse)
