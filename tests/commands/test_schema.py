from collections.abc import Callable

from tests.commands.conftest import Run


def test_the_schema_is_printed_as_json(run: Run, pipeline: Callable[..., None]):
    pipeline(schema_of=lambda root, kind: {"title": f"{kind} of {root.name}, ঢাকা"})

    assert run("schema", "service") == (0, '{\n  "title": "service of repository, ঢাকা"\n}\n', "")


def test_a_kind_of_file_that_is_none_names_the_near_one(run: Run):
    assert run("schema", "enviroment") == (
        2,
        "",
        (
            "error: `KIND-OF-FILE` is `enviroment`, which is none of `platform`, `service`, `template`, `environment`\n"
            "  help: did you mean `environment`?\n"
        ),
    )
