"""What claimants and officials see of claims."""
