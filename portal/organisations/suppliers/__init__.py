"""Founding teams and suppliers of other kinds."""
