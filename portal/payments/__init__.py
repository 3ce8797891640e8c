"""Payment orders, payees and what the bank reports."""
