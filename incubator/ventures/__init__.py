"""Venture philanthropy (公益创投): calls with needs, projects, panel, contract, instalments."""
