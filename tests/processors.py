"""Run the tests as other processors would, and print what passed as a table.

    python -m tests.processors                    all lanes that this machine can run
    python -m tests.processors --only haswell     one of them
    python -m tests.processors --only farthest    the one that holds back the most of this machine

The numeric libraries bring kernels for many processors and take the newest that they find; the
last digits differ. Environment variables have them take older ones, each library its own. What
this cannot show: kernels of a newer processor, and of other makes than x86-64.

Left out are tests that hang on no last digit: the browser, tools, installs, the server, and how a panel works.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.installs import ROOT, counts

LEFT_OUT = [
    f"--ignore=tests/{name}"
    for name in (
        "benchmark",
        "browser",
        "test_bad_panels.py",
        "test_environment.py",
        "test_environment_check.py",
        "test_everyone.py",
        "test_export.py",
        "test_installs.py",
        "test_missing.py",
        "test_mutants.py",
        "test_notebooks.py",
        "test_package.py",
        "test_panel.py",
        "test_private_names.py",
        "test_processors.py",
        "test_server.py",
        "test_style.py",
        "test_telling.py",
        "test_threads.py",
        "test_workflow.py",
    )
]
# The lane that is part of `make test`: what is printed, and what else is quick. The notebooks' cells in one process.
LEAN = ["-m", "not installs and not mutants", "lossviz"] + [
    f"tests/test_{name}.py" for name in ("said", "losses", "naive", "cross_entropy")
]


@dataclass(frozen=True)
class Lane:
    """A processor's kernels: the variables that choose them, and the levels of x86-64 that NumPy is to keep.

    `needs` is what the machine must have for them: by default what NumPy keeps.
    """

    variables: str
    numpy: tuple[str, ...] = ()
    needs: tuple[str, ...] | None = None

    @property
    def lacking(self) -> list[str]:
        """What the machine at hand would need to run this lane and does not have."""
        if platform.machine() not in ("x86_64", "AMD64"):
            return ["x86-64"]
        return [level for level in (self.numpy if self.needs is None else self.needs) if level not in features()]

    @property
    def held_back(self) -> list[str]:
        """What NumPy finds on the machine at hand and must not use."""
        return [feature for feature in features() if feature not in self.numpy]

    @property
    def environment(self) -> dict[str, str]:
        """All variables."""
        given = dict(variable.split("=", 1) for variable in self.variables.split())
        return given | {"NPY_DISABLE_CPU_FEATURES": " ".join(self.held_back)}


# In order: OpenBLAS (NumPy and SciPy); PyTorch's own kernels; MKL, which multiplies its matrices;
# oneDNN, in both frameworks; whether TensorFlow uses it; the C library's exp and log, which
# Python's math takes; and the number of threads, since sums are split among them.
LANES = {
    "prescott": Lane(
        "OPENBLAS_CORETYPE=Prescott ATEN_CPU_CAPABILITY=default MKL_CBWR=COMPATIBLE ONEDNN_MAX_CPU_ISA=SSE41 "
        "TF_ENABLE_ONEDNN_OPTS=0 GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA,-FMA4,-AVX,-SSE4_1 "
        "OMP_NUM_THREADS=1 TF_NUM_INTRAOP_THREADS=1"
    ),
    "nehalem": Lane(
        "OPENBLAS_CORETYPE=Nehalem ATEN_CPU_CAPABILITY=default MKL_CBWR=SSE4_2 ONEDNN_MAX_CPU_ISA=SSE41 "
        "TF_ENABLE_ONEDNN_OPTS=1 GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA,-FMA4,-AVX "
        "OMP_NUM_THREADS=2 TF_NUM_INTRAOP_THREADS=2"
    ),
    "sandybridge": Lane(
        "OPENBLAS_CORETYPE=Sandybridge ATEN_CPU_CAPABILITY=default MKL_CBWR=AVX ONEDNN_MAX_CPU_ISA=AVX "
        "TF_ENABLE_ONEDNN_OPTS=1 GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA,-FMA4 "
        "OMP_NUM_THREADS=4 TF_NUM_INTRAOP_THREADS=4",
        needs=("X86_V3",),  # NumPy names no level between the second, which it takes for granted, and this
    ),
    "haswell": Lane(
        "OPENBLAS_CORETYPE=Haswell ATEN_CPU_CAPABILITY=avx2 MKL_CBWR=AVX2 ONEDNN_MAX_CPU_ISA=AVX2 "
        "TF_ENABLE_ONEDNN_OPTS=1 GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F "
        "OMP_NUM_THREADS=1 TF_NUM_INTRAOP_THREADS=1",
        numpy=("X86_V3",),
    ),
    "skylakex": Lane(
        "OPENBLAS_CORETYPE=SkylakeX ATEN_CPU_CAPABILITY=avx512 MKL_CBWR=AVX512 ONEDNN_MAX_CPU_ISA=AVX512_CORE "
        "TF_ENABLE_ONEDNN_OPTS=1 OMP_NUM_THREADS=4 TF_NUM_INTRAOP_THREADS=4",
        numpy=("X86_V3", "X86_V4"),
    ),
}


def features() -> list[str]:
    """Return what NumPy finds on this machine beyond what it takes for granted."""
    return np.show_config(mode="dicts")["SIMD Extensions"]["found"]


def farthest() -> str:
    """Return the lane that holds back the most of what this machine has; among equals the oldest."""
    able = [name for name, lane in LANES.items() if not lane.lacking]
    return max(able or LANES, key=lambda name: len(LANES[name].held_back))


def run(lane: Lane, arguments: list[str]) -> tuple[dict[str, int], float]:
    """Run the tests in a lane, saying what pytest says; return how many passed, and the seconds it took."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *arguments]
        subprocess.run(command, cwd=ROOT, env=os.environ | lane.environment)
        return counts(report)[0], time.monotonic() - start


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.processors")
    parser.add_argument("--only", choices=[*LANES, "farthest"], action="append")
    parser.add_argument("--lean", action="store_true", help="only what is printed, and what else is quick")
    options = parser.parse_args(arguments)
    names = [farthest() if name == "farthest" else name for name in options.only or LANES]
    rows, well = [], True
    for name in names:
        lane = LANES[name]
        if lane.lacking:
            print(f"{name} is left out: this machine lacks {', '.join(lane.lacking)}", flush=True)
            continue
        print(f"as {name} would:", flush=True)
        got, seconds = run(lane, LEAN if options.lean else ["-n2", *LEFT_OUT])
        well &= got["passed"] > 0 and got["failed"] == 0
        told = " | ".join(str(got[key]) for key in ("passed", "skipped", "failed"))
        variables = "; ".join(f"{key}={value}" for key, value in lane.environment.items())
        rows.append(f"| {name} | {variables} | {told} | {seconds:.0f} s |")
    if rows:
        print("| lane | variables | passed | skipped | failed | time |")
        print("| --- | --- | --- | --- | --- | --- |")
        print("\n".join(rows))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
