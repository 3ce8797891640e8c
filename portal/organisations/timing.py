"""The steps of joining whose time comes by itself."""

from portal.organisations.claims import operations as claims
from portal.organisations.claims import queries as claims_waiting
from portal.organisations.claims.workflow import CLAIM
from portal.organisations.suppliers import operations as suppliers
from portal.organisations.suppliers import queries as suppliers_waiting
from portal.organisations.suppliers.workflow import SUPPLIER
from portal.workflow import due

due.register(CLAIM, "lapse", claims_waiting.silent, act=claims.lapse)
due.register(SUPPLIER, "lapse", suppliers_waiting.silent, act=suppliers.lapse)
