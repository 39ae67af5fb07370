import pytest

from generator.diff.nouns import Edit, Verdict
from generator.diff.report import images
from tests.diff.report.shop import IMAGE, bumped, edited, report


def remarks(old, new):
    (image,) = images(report([edited(Edit(IMAGE, old, new))]))
    return image.remarks


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("shop/api:1.4.2", "shop/api:1.5.0", ()),
        ("shop/api:1.4.2", "shop/api:2.0.0", ("major version",)),
        ("shop/api:v1.4.2", "shop/api:v1.4.1", ("downgrade",)),
        ("shop/api:1.4", "shop/api", ("latest: nobody knows what will run",)),
        ("shop/api:1.4", "shop/api:latest", ("latest: nobody knows what will run",)),
        ("shop/api:1@sha256:aa", "shop/api:1", ("digest dropped",)),
        ("shop/api:1.0.0@sha256:aa", "shop/api:1.0.0@sha256:bb", ()),
        ("shop/api:1.0.0", "registry.example.com:5000/shop/api:1.0.0", ("another registry",)),
        ("shop/api:1.0.0", "shop/store:1.0.0", ("another repository",)),
        ("shop/api:main-1", "shop/api:main-2", ()),
    ],
)
def test_what_to_think_of_another_image(old, new, expected):
    assert remarks(old, new) == expected


def test_an_image_is_one_row_with_all_who_run_it_production_first():
    (image,) = images(report([bumped(name, (1, 1)) for name in ("development", "staging", "production")]))

    assert (image.repository, image.old, image.new) == ("registry.example.com/shop/api", "1.4.2", "1.5.0")
    assert image.users == ("production: Deployment/api", "development: Deployment/api", "staging: Deployment/api")


def test_a_digest_is_shown_short():
    (image,) = images(report([edited(Edit(IMAGE, "a:1", f"a:1@sha256:{'a' * 64}"))]))

    assert image.new == "1@sha256:aaaaaaaaaaaa"


def test_a_hidden_image_another_field_and_noise_make_no_row():
    edits = [Edit(IMAGE, "a:1", "a:2", hidden=True), Edit("spec.image", "a:1", "a:2")]

    assert images(report([edited(*edits), edited(Edit(IMAGE, "a:1", "a:2"), verdict=Verdict.NOISE)])) == ()
