"""What Binder would build, as far as it goes without its service: repo2docker's reading, then its commands."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.classroom.hub import ROOT


def run(*command, cwd, **env):
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=os.environ | env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Copy what git knows, as Binder gets it."""
    folder = tmp_path_factory.mktemp("binder") / "lossviz"
    names = run("git", "ls-files", cwd=ROOT).split()
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def test_repo2docker_finds_what_it_needs(clone):
    said = run(sys.executable, "-m", "repo2docker", "--no-build", "--debug", ".", cwd=clone)
    assert "environment.py-3.12" in said.replace("-2d", "-").replace("-2e", ".")
    assert re.search(r"RUN chmod \+x binder/postBuild", said)
    assert "./binder/postBuild" in said


def test_its_commands_make_an_environment_in_which_a_lesson_runs(clone, tmp_path):
    """With PyTorch installed first: its own place, where uv finds the lean build, may be out of reach."""
    folder = tmp_path / "environment"
    run(sys.executable, "-m", "venv", folder, cwd=clone)
    bin = folder / "bin"
    lean = next(line for line in (clone / "requirements.txt").read_text().splitlines() if line.startswith("torch"))
    run(bin / "python", "-m", "pip", "install", lean, cwd=clone)
    path = f"{bin}{os.pathsep}{os.environ['PATH']}"
    run("bash", "binder/postBuild", cwd=clone, PATH=path)
    installed = run(bin / "python", "-m", "pip", "list", cwd=clone)
    assert "nvidia" not in installed, "PyTorch's lean build is left as it is"
    run(bin / "python", "-m", "pip", "check", cwd=clone)
    lesson = "notebooks/05_numerical_stability.ipynb"  # It asks for both frameworks.
    own = {"PATH": path, "JUPYTER_PREFER_ENV_PATH": "1", "JUPYTER_DATA_DIR": str(tmp_path / "data")}
    run(bin / "jupyter", "execute", "--inplace", lesson, cwd=clone, **own)
    shown = (clone / lesson).read_text(encoding="utf-8")
    assert "is not installed" not in shown
    assert shown.count('"image/png"') == (ROOT / lesson).read_text(encoding="utf-8").count('"image/png"')


def test_the_values_for_kubernetes_are_those_of_the_configuration_that_is_run():
    values = yaml.safe_load((ROOT / "binder/zero-to-jupyterhub.yaml").read_text(encoding="utf-8"))["singleuser"]
    config = (Path(ROOT) / "binder/jupyterhub_config.py").read_text(encoding="utf-8")
    for name, value in values["extraEnv"].items():
        assert f'"{name}": "{value}"' in config
    assert f'default_url = "{values["defaultUrl"]}"' in config
