"""An advice as JSON: the contract for programs. Keys stay; new ones may come."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kbv_rules.model.advice import Advice

_DECIMALS = 6


def advice_json(advice: Advice) -> str:
    """The advice with its keys in the order of the contract."""
    data = advice.model_dump(mode="json")
    data = {"schema": data.pop("schema_"), **data}
    return json.dumps(_tidy(data), ensure_ascii=False, indent=2) + "\n"


def _tidy(value: Any) -> Any:
    """Floats without the noise of binary arithmetic."""
    if isinstance(value, float):
        return round(value, _DECIMALS) + 0.0
    if isinstance(value, dict):
        return {key: _tidy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    return value
