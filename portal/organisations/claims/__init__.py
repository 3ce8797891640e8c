"""Claims: a person shows that they may act for an organisation of the register."""
