"""What flows through the picture of the account, in any account: inflow = outflow = the whole."""

from collections import defaultdict
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.ledger.account import conditions, flows
from portal.ledger.account.enums import By
from portal.ledger.account.queries import Entry
from portal.ledger.account.telling import Payee, Told


def entry(number, source, field, place, payee, persons, paid, promised):
    told = Told(
        payee=Payee(f"{payee}", None if persons else payee, "", place), field=field, persons=persons
    )
    how = conditions.shown(persons, None, date(2026, 12, 1))
    key = (number, "t:1", date(2026, 12, 1), source, 2026, 1, "民政局")
    return Entry(*key, paid, promised, "奖励", how, told)


ENTRIES = st.lists(
    st.builds(
        entry,
        st.integers(1, 99),
        st.sampled_from(["fiscal", "lottery", "service_fund"]),
        st.sampled_from(["base", "talent", "other"]),
        st.sampled_from(["150602", "150603", "150627"]),
        st.integers(1, 30),
        st.sampled_from([0, 0, 0, 1, 5]),
        st.integers(0, 10**12),
        st.integers(0, 10**12),
    ),
    max_size=16,
)


@given(ENTRIES, st.sampled_from(["paid", "promised"]))
@settings(max_examples=30, deadline=None)
def test_what_comes_into_a_stock_leaves_it_and_nothing_is_lost(entries, what):
    whole = getattr(flows.whole(entries), what)
    came, left = defaultdict(int), defaultdict(int)
    for stream in flows.streams(entries, what):
        assert stream.fen > 0
        left[stream.source] += stream.fen
        came[stream.target] += stream.fen
    columns = flows.columns(entries, what)
    assert len(columns[-1]) <= flows.MOST_PAYEES + 1
    for by, column in zip(flows.COLUMNS, columns, strict=True):
        assert sum(getattr(total, what) for total in column) == whole
        for total in column:
            stop, height = (str(by), total.key), getattr(total, what)
            if by != By.SOURCE:
                assert came[stop] == height
            if by != By.PAYEE:
                assert left[stop] == height
    stocks = {
        (str(by), one.key) for by, col in zip(flows.COLUMNS, columns, strict=True) for one in col
    }
    assert {*came, *left} <= stocks
