"""The bank: files out, receipts in, matching, returned transfers."""
