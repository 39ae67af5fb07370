"""CPU, memory, storage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.quantity import MEMORY, RDS_VOLUME, STORAGE, VOLUME, CpuRule, bytes_of, millicores
from generator.model.scalar import Scalar

REFUSED = [
    (CpuRule(), "1.2345", "bad-quantity", "found `1.2345`, expected a quantity of CPU such as `250m` or `1.5`", ""),
    (CpuRule(), "0", "bad-quantity", "found `0`, expected a quantity of CPU such as `250m` or `1.5`", ""),
    (CpuRule(), 0, "bad-quantity", "found `0`, expected a quantity of CPU such as `250m` or `1.5`", ""),
    (
        CpuRule(),
        0.5,
        "wrong-type",
        "found the number `0.5`, expected a quantity of CPU such as `250m` or `1.5`",
        "write `500m`",
    ),
    (CpuRule(), True, "wrong-type", "found `true`, expected a quantity of CPU such as `250m` or `1.5`", ""),
    (
        CpuRule(),
        "100Mi",
        "bad-quantity",
        "found `100Mi`, expected a quantity of CPU such as `250m` or `1.5`",
        "did you mean `100m`?",
    ),
    (
        CpuRule(),
        "100 m",
        "bad-quantity",
        "found `100 m`, expected a quantity of CPU such as `250m` or `1.5`",
        "did you mean `100m`?",
    ),
    (CpuRule(), "1e400", "bad-quantity", "found `1e400`, expected a quantity of CPU such as `250m` or `1.5`", ""),
    (CpuRule(), "", "bad-quantity", 'found `""`, expected a quantity of CPU such as `250m` or `1.5`', ""),
    (
        CpuRule(),
        "128MB",
        "bad-quantity",
        "found `128MB`, expected a quantity of CPU such as `250m` or `1.5`",
        "did you mean `128m`?",
    ),
    (MEMORY, "128mi", "bad-quantity", "found `128mi`, expected a quantity such as `128Mi`", "did you mean `128Mi`?"),
    (MEMORY, "100MB", "bad-quantity", "found `100MB`, expected a quantity such as `128Mi`", "did you mean `100Mi`?"),
    (MEMORY, "128m", "bad-quantity", "found `128m`, expected a quantity such as `128Mi`", "did you mean `128Mi`?"),
    (MEMORY, "100", "bad-quantity", "found `100`, expected a quantity such as `128Mi`", "did you mean `100Mi`?"),
    (MEMORY, "0.1Gi", "bad-quantity", "found `0.1Gi`, expected a whole number of bytes", "write `102Mi`"),
    (MEMORY, "0Mi", "bad-quantity", "found `0Mi`, expected a quantity such as `128Mi`", ""),
    (MEMORY, 128, "wrong-type", "found the number `128`, expected a quantity such as `128Mi`", "did you mean `128Mi`?"),
    (MEMORY, "1e9", "bad-quantity", "found `1e9`, expected a quantity such as `128Mi`", ""),
    (MEMORY, "abc", "bad-quantity", "found `abc`, expected a quantity such as `128Mi`", ""),
    (MEMORY, "512 Mi", "bad-quantity", "found `512 Mi`, expected a quantity such as `128Mi`", "did you mean `512Mi`?"),
    (STORAGE, "10", "bad-quantity", "found `10`, expected a quantity such as `10Gi`", "did you mean `10Gi`?"),
    (STORAGE, "10gb", "bad-quantity", "found `10gb`, expected a quantity such as `10Gi`", "did you mean `10Gi`?"),
    (STORAGE, "65Ti", "bad-quantity", "found `65Ti`, expected at most `64Ti`", ""),
    (MEMORY, "65Ti", "bad-quantity", "found `65Ti`, expected at most `64Ti`", ""),
    (
        VOLUME,
        "500Mi",
        "bad-quantity",
        "found `500Mi`, expected a volume of `1Gi` or more, such as `50Gi`",
        "write `1Gi` or more",
    ),
    (VOLUME, "1G", "bad-quantity", "found `1G`, expected at least `1Gi`", "write `1Gi` or more"),
    (
        RDS_VOLUME,
        "10Gi",
        "bad-quantity",
        "found `10Gi`, expected a volume of `20Gi` or more, such as `50Gi`",
        "write `20Gi` or more",
    ),
    (
        RDS_VOLUME,
        "20gb",
        "bad-quantity",
        "found `20gb`, expected a volume of `20Gi` or more, such as `50Gi`",
        "did you mean `20Gi`?",
    ),
    (STORAGE, 10, "wrong-type", "found the number `10`, expected a quantity such as `10Gi`", "did you mean `10Gi`?"),
]
TAKEN = [
    (CpuRule(), "100m"),
    (CpuRule(), "1"),
    (CpuRule(), "0.5"),
    (CpuRule(), "0.001"),
    (MEMORY, "128Mi"),
    (MEMORY, "0.25Gi"),
    (MEMORY, "1G"),
    (MEMORY, "64k"),
    (STORAGE, "10Gi"),
    (VOLUME, "1Gi"),
    (VOLUME, "2048Mi"),
    (VOLUME, "64Ti"),
    (RDS_VOLUME, "20Gi"),
    (RDS_VOLUME, "1Ti"),
]


@pytest.mark.parametrize(("rule", "value", "code", "message", "hint"), REFUSED)
def test_a_quantity_that_breaks_its_rule_is_refused_in_these_words(
    said: Callable[[Scalar, Any], tuple[str, str, str]], rule: Scalar, value: Any, code: str, message: str, hint: str
) -> None:
    assert said(rule, value) == (code, message, hint)


@pytest.mark.parametrize(("rule", "value"), TAKEN)
def test_a_quantity_that_keeps_its_rule_is_taken_as_it_is(rule: Scalar, value: Any) -> None:
    assert rule.validate(value) == value


def test_a_whole_number_of_cores_becomes_text() -> None:
    assert CpuRule().validate(2) == "2"


@pytest.mark.parametrize(("cpu", "expected"), [("250m", 250), ("1.5", 1500), ("2", 2000), ("0.001", 1)])
def test_cpu_is_compared_in_thousandths_of_a_core(cpu: str, expected: int) -> None:
    assert millicores(cpu) == expected


def test_equal_quantities_in_different_units_are_equal() -> None:
    assert bytes_of("256Mi") == bytes_of("0.25Gi") == 268435456
