"""Chart.yaml and README.md: what people read, whatever they wrote."""

from __future__ import annotations

from typing import Any

import pytest

from generator import yamlio
from generator.charts.readme import default, escaped
from tests.repositories import POSTGRES, WEB, environment, files, generated, over

OWNER = {"owner": {"team": "core", "email": "core@example.com"}}


def metadata(service: dict[str, Any], **keywords: Any) -> dict[str, Any]:
    (found,) = yamlio.documents(generated(files({"app": service}, **keywords)).files["charts/app/Chart.yaml"])
    return dict(found)


def readme(service: dict[str, Any], **keywords: Any) -> str:
    return generated(files({"app": service}, **keywords)).files["charts/app/README.md"]


def test_a_chart_is_described_by_its_service_or_by_its_kind() -> None:
    assert metadata(over(WEB, {"description": "the API"}))["description"] == "the API"
    assert metadata(WEB)["description"] == "web service of shop"


def test_a_chart_names_the_owner_where_there_is_one() -> None:
    assert metadata(WEB, platform=OWNER)["maintainers"] == [{"name": "core", "email": "core@example.com"}]
    assert "maintainers" not in metadata(WEB)


def test_an_environment_describes_no_chart() -> None:
    dev = environment(services={"app": {"description": "only here"}})

    assert metadata(over(WEB, {"description": "everywhere"}), environments={"dev": dev})["description"] == "everywhere"


def test_a_readme_says_how_to_install_the_chart_alone() -> None:
    found = readme(WEB)

    assert (
        "helm upgrade --install app charts/app --namespace NAMESPACE \\\n  --values charts/app/values/ENVIRONMENT.yaml"
        in found
    )
    assert "The cluster must have" not in found


def test_a_readme_says_what_the_cluster_must_have() -> None:
    found = readme(POSTGRES)

    assert "- the External Secrets Operator, and in the namespace a SecretStore `aws-secrets-manager`\n" in found
    assert "- a StorageClass of the name that `storage` has\n" in found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("two\nlines", "two lines"),
        ("a | b", "a \\| b"),
        ("<b>*x*</b> @you #1", "\\<b\\>\\*x\\*\\</b\\> \\@you \\#1"),
        ("[a](b) `c` \\", "\\[a\\](b) \\`c\\` \\\\"),
    ],
)
def test_a_text_of_a_persons_is_no_markup(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, "–"),
        (3, "`3`"),
        ({"a": "x|y"}, '`{"a": "x\\|y"}`'),
        (["`"], "see values.yaml"),
        (["x" * 60], "see values.yaml"),
    ],
)
def test_a_default_is_shown_where_it_fits_into_a_cell(value: Any, cell: str) -> None:
    assert default(value) == cell
