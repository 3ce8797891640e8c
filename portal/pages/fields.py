"""A StreamField whose blocks stay out of the migrations."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """A StreamField that a migration records without its blocks: they change with the code only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not args and "block_types" not in kwargs:
            args = ([],)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """The field for a migration: path and options, without blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_types", None)
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
