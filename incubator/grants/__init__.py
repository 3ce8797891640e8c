"""Claims of awards and subsidies: check, amount explained, approval, publicity, payment."""
