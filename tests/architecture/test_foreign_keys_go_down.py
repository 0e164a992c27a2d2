"""String foreign keys leave no import edge, so the graph of models is walked by itself."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

ORDER = (
    ("conclusions",),
    ("examinations",),
    ("custody",),
    ("intake",),
    ("experts", "methods"),
    ("desktop",),
    ("documents", "messaging"),
    ("accounts",),
    ("reference",),
    ("audit",),
)
"""design.md §2, from the top down; labels on one line do not know each other."""

THIRD_PARTY_THAT_POINT_AT_THE_USER = {"account", "mfa", "usersessions", "allauth_idp_oidc", "socialaccount", "axes"}

LEVEL = {label: level for level, labels in enumerate(ORDER) for label in labels}


def foreign_keys() -> Iterator[tuple[type[models.Model], type[models.Model]]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                yield model, field.related_model


def goes_up_or_sideways(source: str, target: str) -> bool:
    return source in LEVEL and target in LEVEL and source != target and LEVEL[target] <= LEVEL[source]


def test_every_own_app_stands_on_a_level() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("saraptama.")}
    with_models = {label for label in ours if list(apps.get_app_config(label).get_models())}
    assert with_models <= set(LEVEL), f"name these in ORDER: {with_models - set(LEVEL)}"


def test_no_foreign_key_points_up_or_sideways() -> None:
    wrong = [
        f"{source._meta.label} -> {target._meta.label}"
        for source, target in foreign_keys()
        if goes_up_or_sideways(source._meta.app_label, target._meta.app_label)
    ]
    assert wrong == []


def test_only_known_third_parties_point_at_our_models() -> None:
    strangers = {
        source._meta.app_label
        for source, target in foreign_keys()
        if target._meta.app_label in LEVEL and source._meta.app_label not in LEVEL
    }
    assert strangers <= THIRD_PARTY_THAT_POINT_AT_THE_USER


@pytest.mark.parametrize(
    ("source", "target"), [("reference", "intake"), ("intake", "conclusions"), ("experts", "methods")]
)
def test_the_check_itself_refuses_up_and_sideways(source: str, target: str) -> None:
    assert goes_up_or_sideways(source, target)
    assert not goes_up_or_sideways("conclusions", "intake")
