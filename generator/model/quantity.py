"""Kubernetes quantities of CPU, memory and storage: their rules, and their values to compare."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any

from generator.model.mistake import found, mistake, shown
from generator.model.scalar import Scalar, Text

SUFFIXES = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
CPU_PATTERN = r"[1-9][0-9]{0,6}m|[1-9][0-9]{0,3}(\.[0-9]{1,3})?|0\.([1-9][0-9]{0,2}|0[1-9][0-9]?|00[1-9])"  # never zero
SIZE_PATTERN = r"([1-9][0-9]{0,8}(\.[0-9]{1,3})?|0\.([1-9][0-9]{0,2}|0[1-9][0-9]?|00[1-9]))(Ki|Mi|Gi|Ti|k|M|G|T)"

MOST = "64Ti"
"""What no machine and no volume of AWS is larger than."""


def millicores(cpu: str | int) -> int:
    """How many thousandths of a core a CPU quantity is: `250m` is 250, `1.5` is 1500."""
    text = str(cpu)
    return int(text[:-1]) if text.endswith("m") else int(Fraction(text) * 1000)


@lru_cache(maxsize=1024)
def bytes_of(quantity: str) -> int:
    """How many bytes a quantity of memory or storage is: `1Ki` is 1024, `1k` is 1000."""
    number, suffix = re.fullmatch(r"([0-9.]+)([A-Za-z]*)", quantity).groups()  # type: ignore[union-attr]  # validated
    return int(Fraction(number) * SUFFIXES[suffix])


def _cpu_remedy(text: str) -> str:
    if re.search("[KMGTkmgt]i?B?$", text) and not text.endswith("m"):
        return f"did you mean `{re.sub('[A-Za-z]+$', 'm', text)}`?"
    return f"did you mean `{text.replace(' ', '')}`?" if re.fullmatch("[0-9]+ +m", text) else ""


def _size_remedy(text: str) -> str:
    number = re.match(r"[1-9][0-9]*(\.[0-9]{1,3})?", text)
    if number is None:
        return ""
    unit = text[number.end() :].strip()
    known = {"b": "Mi", "": "Mi", "m": "Mi", "g": "Gi", "k": "Ki", "t": "Ti"}.get(
        unit.lower().removesuffix("b").removesuffix("i")
    )
    return f"did you mean `{number.group()}{known}`?" if known else ""


def _sized(text: str, least: str = "") -> None:
    _whole_bytes(text)
    if bytes_of(text) > bytes_of(MOST):
        raise mistake("bad-quantity", f"found {shown(text)}, expected at most `{MOST}`")
    if least and bytes_of(text) < bytes_of(least):
        raise mistake("bad-quantity", f"found {shown(text)}, expected at least `{least}`", f"write `{least}` or more")


def _whole_bytes(text: str) -> None:
    number, suffix = re.fullmatch(r"([0-9.]+)([A-Za-z]*)", text).groups()  # type: ignore[union-attr]  # matched before
    amount = Fraction(number) * SUFFIXES[suffix]
    if amount.denominator != 1:
        smaller = {"Ti": "Gi", "Gi": "Mi", "Mi": "Ki", "T": "G", "G": "M", "M": "k"}.get(suffix)
        hint = f"write `{round(amount / SUFFIXES[smaller])}{smaller}`" if smaller else ""
        raise mistake("bad-quantity", f"found {shown(text)}, expected a whole number of bytes", hint)


def _storage_remedy(text: str) -> str:
    return _size_remedy(text).replace("Mi`", "Gi`")


class CpuRule(Scalar):
    """A CPU quantity as text, or a whole number of cores, which becomes text."""

    text = Text(
        code="bad-quantity",
        expected="a quantity of CPU such as `250m` or `1.5`",
        pattern=CPU_PATTERN,
        remedy=_cpu_remedy,
    )

    def validate(self, value: Any) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            return self.text.validate(str(value))
        if isinstance(value, float):
            message = f"found {found(value)}, expected {self.text.expected}"
            raise mistake("wrong-type", message, f"write `{round(value * 1000)}m`" if 0 < value < 1e4 else "")
        return self.text.validate(value)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 9999}, self.text.schema()]}


MEMORY = Text(
    code="bad-quantity",
    expected="a quantity such as `128Mi`",
    pattern=SIZE_PATTERN,
    rule=_sized,
    remedy=_size_remedy,
)
STORAGE = Text(
    code="bad-quantity",
    expected="a quantity such as `10Gi`",
    pattern=SIZE_PATTERN,
    rule=_sized,
    remedy=_storage_remedy,
)


def _volume(least: str, sizes: str) -> Text:
    """The rule for a disk that has a least size."""
    return replace(
        STORAGE,
        expected=f"a volume of `{least}` or more, such as `50Gi`",
        pattern=sizes,
        rule=lambda text: _sized(text, least),
        remedy=lambda text: f"write `{least}` or more" if re.fullmatch(SIZE_PATTERN, text) else _storage_remedy(text),
    )


_FRACTION = r"(\.[0-9]{1,3})?"
VOLUME = _volume("1Gi", rf"[1-9][0-9]{{0,5}}{_FRACTION}(Gi|Ti|G|T)|[1-9][0-9]{{3,8}}{_FRACTION}(Mi|M)")
RDS_VOLUME = _volume(
    "20Gi",
    rf"([2-9][0-9]|[1-9][0-9]{{2,5}}){_FRACTION}(Gi|G)|[1-9][0-9]{{0,5}}{_FRACTION}(Ti|T)"
    rf"|[1-9][0-9]{{4,8}}{_FRACTION}(Mi|M)",
)


Cpu = Annotated[str, CpuRule()]
Memory = Annotated[str, MEMORY]
Storage = Annotated[str, STORAGE]
Volume = Annotated[str, VOLUME]
RdsVolume = Annotated[str, RDS_VOLUME]
