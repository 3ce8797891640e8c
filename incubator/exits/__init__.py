"""The end of a residence: evaluation, certificate, extension, termination, follow-up."""
