"""The shape of a model as plain data: what is nested in what, and what holds when nothing is said."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from kbv_rules.model.knowledge import Catalogue, LawMention, Theme
from kbv_rules.rules.files import RuleFiles
from kbv_rules.shapes import shapes_of


class Street(BaseModel):
    name: str
    houses: tuple[int, ...] = ()


class Quarter(BaseModel):
    main: Street
    station: Street | None = None
    streets: tuple[Street, ...] = ()
    by_name: dict[str, Street] = {}
    by_letter: dict[str, tuple[Street, ...]] = {}
    corners: tuple[int, int] = (0, 0)
    lengths: dict[str, float] = {}
    kind: Literal["dorp", "wijk"] = "wijk"
    tags: Annotated[tuple[str, ...], Field(max_length=9)] = ("oud",)
    notes: list[Any] = Field(default_factory=list)
    square: Street = Street(name="Markt")


def test_each_nested_field_says_how_it_is_built() -> None:
    assert shapes_of(Quarter)["Quarter"]["nested"] == {
        "main": "one:Street",
        "station": "one:Street",
        "streets": "many:Street",
        "by_name": "map:one:Street",
        "by_letter": "map:many:Street",
        "corners": "tuple",
        "tags": "tuple",
        "square": "one:Street",
    }


def test_defaults_are_plain_values_and_what_is_required_has_none() -> None:
    shapes = shapes_of(Quarter)
    assert shapes["Street"]["defaults"] == {"houses": []}
    assert shapes["Quarter"]["defaults"] == {
        "station": None,
        "streets": [],
        "by_name": {},
        "by_letter": {},
        "corners": [0, 0],
        "lengths": {},
        "kind": "wijk",
        "tags": ["oud"],
        "notes": [],
        "square": {"name": "Markt"},
    }


def test_every_model_in_the_knowledge_and_the_rules_has_a_shape_that_json_can_hold() -> None:
    for root in (Catalogue, RuleFiles):
        shapes = shapes_of(root)
        assert json.loads(json.dumps(shapes)) == shapes
        named = {how.rpartition(":")[2] for shape in shapes.values() for how in shape["nested"].values()} - {"tuple"}
        assert named | {root.__name__} == set(shapes)


def test_a_theme_is_built_of_its_own_fields_and_those_of_its_parents() -> None:
    nested = shapes_of(Theme)["Theme"]["nested"]
    assert nested["laws"] == f"many:{LawMention.__name__}"
    assert nested["aliases"] == "tuple"
