"""Government purchase of services: needs, menu, orders, tenders, bids, contracts, acceptance."""
