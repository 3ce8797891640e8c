"""Payment orders: basis, receipt, maker, checker."""
