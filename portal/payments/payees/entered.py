"""What somebody typed of a bank account, cleaned."""

from dataclasses import dataclass, field

from portal.payments.payees import bank_code
from portal.payments.payees.conditions import clean_number


@dataclass(frozen=True, slots=True)
class Entered:
    """Holder, bank, its code and the account number. The number stays out of every log."""

    holder: str
    bank: str
    bank_code: str
    number: str = field(repr=False)


def entered(*, holder: str, bank: str, bank_code_: str, number: str) -> Entered:
    """The four fields without the spaces and widths that people and banks add."""
    return Entered(
        holder=" ".join(holder.split()),
        bank=" ".join(bank.split()),
        bank_code=bank_code.clean(bank_code_),
        number=clean_number(number),
    )
