"""Values files -> one tree, merged as Helm merges several `-f` files, and as text that every reader reads alike."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""Characters that JSON takes as they are and YAML does not."""


def merged(values: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The values, weakest first, as one tree; a `null` stays in it, for Helm to take the chart's own value away."""
    return reduce(_merge, values, {})


def as_text(values: Mapping[str, Any]) -> str:
    """The values as JSON that is YAML too."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(values, ensure_ascii=False))


def _merge(weak: Mapping[str, Any], strong: Mapping[str, Any]) -> dict[str, Any]:
    return {**weak, **{name: _over(weak.get(name), value) for name, value in strong.items()}}


def _over(below: Any, value: Any) -> Any:
    return _merge(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
