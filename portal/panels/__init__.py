"""Panels of experts: draw with recusal, blind scoring, minutes. Used wherever experts score."""
