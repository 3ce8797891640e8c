"""The journal: balanced postings, commitments, payments, reversals, reports."""
