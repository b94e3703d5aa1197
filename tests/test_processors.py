"""Lanes of `python -m tests.processors`: their variables take effect, and a lane that fails is told."""

import os
import platform
import subprocess
import sys

import pytest

from tests import processors
from tests.missing import missing
from tests.processors import LANES, ROOT

HERE = [name for name, lane in LANES.items() if not lane.lacking]
# What OpenBLAS calls its kernels: the oldest it has stand in for those older still.
KERNELS = {"prescott": {"Prescott", "Katmai"}, "sandybridge": {"Sandybridge"}}
PYTORCH = {"haswell": "AVX2", "skylakex": "AVX512"}
FUSED = {"haswell", "skylakex"}  # multiply and add at once, in the C library's exp too

REPORT = """
import math, sys
import numpy, scipy.linalg
from numpy._core._multiarray_umath import __cpu_features__
from threadpoolctl import threadpool_info
print(*(level for level in ("X86_V3", "X86_V4") if __cpu_features__.get(level)))
print(*{one["architecture"].lower() for one in threadpool_info() if one["internal_api"] == "openblas"})
print(hash(tuple(math.exp(i / 1000) for i in range(3000))))
if "torch" in sys.argv:
    import torch
    print(torch.backends.cpu.get_cpu_capability())
"""


def report(name, *arguments):
    command = [sys.executable, "-c", REPORT, *arguments]
    run = subprocess.run(
        command, env=os.environ | LANES[name].environment, capture_output=True, encoding="utf-8", check=True
    )
    assert run.stderr == ""
    return run.stdout.splitlines()


@pytest.mark.skipif(not HERE, reason="not an x86-64 processor")
def test_the_variables_of_each_lane_take_effect():
    rounded = {}
    for name in HERE:
        levels, kernels, rounded[name] = report(name)
        assert set(levels.split()) == set(LANES[name].numpy)
        assert kernels in {kernel.lower() for kernel in KERNELS.get(name, {name})}
    if platform.libc_ver() >= ("glibc", "2.33") and set(HERE) >= FUSED:
        assert len({rounded[name] for name in FUSED}) == 1
        assert {rounded[name] for name in FUSED}.isdisjoint(rounded[name] for name in LANES if name not in FUSED)


@pytest.mark.skipif("torch" in missing(), reason="PyTorch is not installed")
@pytest.mark.skipif(not HERE, reason="not an x86-64 processor")
def test_pytorch_takes_the_kernels_of_the_lane():
    assert report(processors.farthest(), "torch")[-1] == PYTORCH.get(processors.farthest(), "DEFAULT")


@pytest.mark.parametrize(
    ("machine", "found", "able"),
    [
        ("x86_64", [], ["prescott", "nehalem"]),
        ("AMD64", ["X86_V3"], ["prescott", "nehalem", "sandybridge", "haswell"]),
        ("x86_64", ["X86_V3", "X86_V4", "AVX512_ICL"], list(LANES)),
        ("arm64", ["ASIMDHP"], []),
    ],
)
def test_a_machine_runs_the_lanes_that_it_has_the_instructions_for(monkeypatch, machine, found, able):
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(processors, "features", lambda: found)
    assert [name for name, lane in LANES.items() if not lane.lacking] == able
    assert processors.farthest() == "prescott"
    for name in able:
        assert LANES[name].environment["NPY_DISABLE_CPU_FEATURES"].split() == [
            f for f in found if f not in LANES[name].numpy
        ]


def test_lanes_set_the_same_variables():
    assert len({frozenset(lane.environment) - {"GLIBC_TUNABLES"} for lane in LANES.values()}) == 1


def test_what_is_left_out_or_in_is_there():
    paths = [path.removeprefix("--ignore=") for path in processors.LEFT_OUT + processors.LEAN[2:]]
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    ("passed", "failed", "code"),
    [(5, 0, 0), (5, 1, 1), (0, 0, 1)],
)
def test_a_lane_that_fails_or_tests_nothing_is_red(monkeypatch, capsys, passed, failed, code):
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(processors, "features", lambda: ["X86_V3"])
    ran = []

    def run(lane, arguments):
        ran.append(lane)
        return {"passed": passed, "skipped": 2, "failed": failed}, 61.0

    monkeypatch.setattr(processors, "run", run)
    assert processors.main(["--only", "nehalem", "--only", "skylakex", "--only", "farthest"]) == code
    assert ran == [LANES["nehalem"], LANES["prescott"]]
    out = capsys.readouterr().out
    assert "skylakex is left out: this machine lacks X86_V4" in out
    assert f"; NPY_DISABLE_CPU_FEATURES=X86_V3 | {passed} | 2 | {failed} | 61 s |" in out


@pytest.mark.slow
@pytest.mark.skipif(not HERE, reason="not an x86-64 processor")
def test_what_is_printed_is_the_same_as_the_farthest_processor_would():
    """The one lane that is part of every run; `make processors` runs all of them, with more tests."""
    command = [sys.executable, "-m", "tests.processors", "--only", "farthest", "--lean"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-2000:]
