from __future__ import annotations

from generator.check import VERSIONS
from generator.model.texts import KUBERNETES_VERSIONS


def test_whatever_version_a_person_may_name_has_schemas():
    assert VERSIONS == KUBERNETES_VERSIONS
