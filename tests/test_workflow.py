"""The workflow does what the README says, and nothing else."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
JOBS = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))["jobs"]


@pytest.mark.parametrize("job", JOBS)
def test_each_command_of_the_workflow_is_one_of_the_readme(job):
    readme = [line.partition("  #")[0].strip() for line in (ROOT / "README.md").read_text(encoding="utf-8").split("\n")]
    commands = [line for step in JOBS[job]["steps"] for line in step.get("run", "").splitlines()]
    assert commands
    for command in commands:
        plain = command.partition(" ARGS=")[0]
        assert plain in readme or f"`{plain}`" in " ".join(readme), command
