"""What pages of sign-in show beside their own values."""

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("accounts/demo_messages.html")
def demo_messages() -> dict[str, Any]:
    """In demo mode the way to the messages that were sent; nothing otherwise."""
    return {"demo": settings.DEMO}
