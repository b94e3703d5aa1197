"""The workflows do what the README says, and nothing else."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
JOBS = {
    f"{file.stem} {name}": job
    for file in FILES
    for name, job in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].items()
    if name != "publish"  # It runs no command.
}


@pytest.mark.parametrize("job", JOBS)
def test_each_command_of_a_workflow_is_one_of_the_readme(job):
    readme = [line.partition("  #")[0].strip() for line in (ROOT / "README.md").read_text(encoding="utf-8").split("\n")]
    commands = [line for step in JOBS[job]["steps"] for line in step.get("run", "").splitlines()]
    assert commands
    for command in commands:
        plain = command.partition(" ARGS=")[0]
        assert plain in readme or f"`{plain}`" in " ".join(readme), command
