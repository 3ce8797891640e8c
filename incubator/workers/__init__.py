"""The register of social workers."""
