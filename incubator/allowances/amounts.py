"""Amounts of support in words a reader understands."""

from incubator.programmes.amounts import hours as hours
from incubator.programmes.amounts import kept as kept
from incubator.programmes.amounts import shown as shown
from incubator.programmes.amounts import words as words
