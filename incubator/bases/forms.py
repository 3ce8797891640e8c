"""Forms of bases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries
from incubator.bases.models import Base
from incubator.bases.operations import FIELDS
from portal.bodies import queries as places
from portal.core.forms import ModelForm


class BaseForm(ModelForm):
    """What a base says about itself."""

    class Meta:
        model = Base
        fields = FIELDS
        widgets = {"introduction": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        field.queryset = queries.public().exclude(pk=self.instance.pk)  # type: ignore[attr-defined] # a choice of models
        field.empty_label = _("none")  # type: ignore[attr-defined] # likewise
        field.label_from_instance = lambda base: base.body.name  # type: ignore[attr-defined] # likewise

    def _post_clean(self) -> None:
        """Leave the base as it is: the operation writes."""

    @property
    def values(self) -> dict[str, Any]:
        """The values of the base's own fields."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class NewBaseForm(BaseForm):
    """A base with its office, name and place."""

    office: Any = forms.ModelChoiceField(None, label=_("Office responsible"))
    name = forms.CharField(
        label=_("Name of the base"),
        max_length=120,
        error_messages={"required": _("Give the base its name.")},
    )
    division: Any = forms.ModelChoiceField(None, label=_("Division"))

    def __init__(self, *args: Any, offices: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = places.of_ids(offices)
        for name, found in (("office", chosen), ("division", _divisions(chosen))):
            self.fields[name].queryset = found  # type: ignore[attr-defined] # a choice of models


def _divisions(offices: Any) -> Any:
    found = places.divisions_under("none")
    for office in offices:
        found = found | places.divisions_under(office.division_id)
    return found
