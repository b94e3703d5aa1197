"""The check of the environment and the table of contents, as a learner meets them."""

import importlib.metadata

import pytest

from lossviz import environment
from lossviz.environment import check_environment
from lossviz.series import LESSONS, contents


def test_all_there_is_said_in_one_line(monkeypatch):
    monkeypatch.setattr(environment, "find_spec", lambda name: object())
    assert repr(check_environment()).startswith("All is there")


@pytest.mark.parametrize("name", ["torch", "tensorflow", "jupyterlab"])
def test_what_is_missing_is_said_in_words(name, monkeypatch):
    monkeypatch.setattr(environment, "find_spec", lambda asked: None if asked == name else object())
    (line,) = check_environment().missing
    assert "is missing" in line
    assert line in repr(check_environment())


def test_a_version_too_old_is_said_with_the_mend(monkeypatch):
    def version(name):
        if name == "ipywidgets":
            return "7.7"
        return importlib.metadata.version(name)

    monkeypatch.setattr(environment, "version", version)
    monkeypatch.setattr(environment, "find_spec", lambda name: object())
    (line,) = check_environment().missing
    assert line == f"ipywidgets is 7.7; the lessons need >=8.1. {environment.MEND}"
    assert "need &gt;=8.1." in check_environment()._repr_html_()


def test_a_package_that_is_not_there_is_said_with_the_mend(monkeypatch):
    def version(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(environment, "version", version)
    assert any(line.startswith("numpy is missing.") for line in check_environment().missing)


def test_contents_shows_link_and_question_of_each_lesson(monkeypatch):
    shown = []
    monkeypatch.setattr("lossviz.series.display", shown.append)
    contents()
    for line, lesson in zip(shown[0].data.splitlines(), LESSONS, strict=True):
        assert f"[{lesson.title}]({lesson.notebook})" in line
        assert lesson.question in line
