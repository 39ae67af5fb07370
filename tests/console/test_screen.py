import io
import os
import sys
from pathlib import Path

import pytest

from generator.console.screen import Look, Screen


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(patch: pytest.MonkeyPatch) -> Terminal:
    """Stderr, as a terminal; to be called in the test itself, where pytest has set up its own."""
    stream = Terminal()
    patch.setenv("TERM", "xterm")
    patch.setattr(sys, "stderr", stream)
    return stream


def test_a_terminal_is_rich_and_colored(monkeypatch: pytest.MonkeyPatch):
    terminal(monkeypatch)

    assert Screen().err == Look(rich=True, colored=True)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_plain_terminal_is_rich_without_colors(monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    terminal(monkeypatch)
    monkeypatch.setenv(name, value)

    assert Screen().err == Look(rich=True, colored=False)
    assert Screen("always").err == Look(rich=True, colored=True)


def test_never_means_never(monkeypatch: pytest.MonkeyPatch):
    terminal(monkeypatch)

    assert Screen("never").err == Look(rich=True, colored=False)


def test_a_pipe_is_plain_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())

    assert Screen().out == Look()
    assert Screen("always").out == Look(rich=True, colored=True)


def test_progress_is_seen_on_a_terminal_and_gone_after_it(monkeypatch: pytest.MonkeyPatch):
    stream = terminal(monkeypatch)

    with Screen().progress("rendering"):
        assert stream.getvalue() == "rendering …"

    assert stream.getvalue() == "rendering …\r\x1b[K"


def test_progress_is_not_seen_elsewhere(capsys: pytest.CaptureFixture[str]):
    with Screen().progress("rendering"):
        pass

    assert capsys.readouterr() == ("", "")


def test_quiet_silences_talk_and_no_complaint(capsys: pytest.CaptureFixture[str]):
    screen = Screen(verbosity="quiet")

    screen.talk(["talk"])
    screen.complain(["complaint"])
    screen.data(["data"])

    assert capsys.readouterr() == ("data\n", "complaint\n")


def test_in_a_github_workflow_lines_are_no_commands_but_exact_text_is_exact(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    Screen().data(["::error::x"])
    Screen().exact("::error::y\n")

    assert capsys.readouterr().out == "\\x3a:error::x\n::error::y\n"


def test_a_reader_that_has_gone_ends_the_output_and_nothing_else(monkeypatch: pytest.MonkeyPatch):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)

        Screen().data(["one"])
        Screen().data(["two"])

        assert os.path.samestat(os.fstat(stream.fileno()), Path(os.devnull).stat())
