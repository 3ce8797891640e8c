"""Money that comes in: a number of the bank counts once, whatever it repays."""

import pytest

from portal.core.reasons import Refused
from portal.payments.banking.incoming import count_once
from tests.factories import ledger as make

pytestmark = pytest.mark.django_db


def test_a_number_of_the_bank_counts_once_whatever_it_repays():
    office = make.budget().body_id
    count_once(payer=office, number="HZ001", basis="clawback:1")
    for basis in ("venture:7", "clawback:2", "clawback:1"):
        with pytest.raises(Refused) as refusal:
            count_once(payer=office, number="HZ001", basis=basis)
        assert refusal.value.codes == {"number_used"}
    count_once(payer=office, number="HZ002", basis="venture:7")
