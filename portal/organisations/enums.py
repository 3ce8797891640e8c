"""Kinds and states that other apps may name."""

from portal.organisations.register.enums import STRUCK_OFF, RegisterState

__all__ = ["STRUCK_OFF", "RegisterState"]
