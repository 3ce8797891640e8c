"""What is shown of personal data: the least that lets people recognise their own.

Everything is shortened, never coloured over: the hidden part does not leave the server.
Public pages show no number at all; these forms are for work lists and for the person.
"""

STAR = "*"


def name(text: str) -> str:
    """张小明 → 张**: the first sign and two stars, whatever the length."""
    stripped = text.strip()
    return stripped[0] + STAR * 2 if stripped else ""


def resident_id(number: str) -> str:
    """150602199001011234 → 150***********1234: the first three and the last four."""
    return _middle(number, 3, 4)


def phone(number: str) -> str:
    """13812345678 → 138****5678: the first three and the last four."""
    return _middle(number, 3, 4)


def bank(account: str) -> str:
    """6222…1234 → ****1234: the last four, without telling the length."""
    digits = "".join(account.split())
    return STAR * 4 + digits[-4:] if len(digits) > 8 else STAR * len(digits)


def mail(address: str) -> str:
    """lihua@example.cn → l***@example.cn: the first sign and the domain."""
    box, at, domain = address.strip().partition("@")
    return f"{box[:1]}{STAR * 3}{at}{domain}" if at else STAR * len(box)


def _middle(text: str, head: int, tail: int) -> str:
    shown = text.strip()
    if len(shown) < 2 * (head + tail) - 3:
        return STAR * len(shown)
    return shown[:head] + STAR * (len(shown) - head - tail) + shown[-tail:]
