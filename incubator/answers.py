"""What ``check_law`` may ask of incubation."""

from incubator.admission.answers import admission

__all__ = ["admission"]
