"""The lines of each panel and module: python -m tests.panel_lines."""

import ast
import inspect
import textwrap

import numpy as np

from lossviz.lessons import panels


def lines_of(make) -> int:
    """Return how many lines the function of a panel has."""
    return len(inspect.getsourcelines(make)[0])


def lines_of_questions(make) -> int:
    """Return how many of them ask: those after the panel is made."""
    body = ast.parse(textwrap.dedent(inspect.getsource(make))).body[0].body
    made = next((node.end_lineno for node in body if ast.unparse(node).startswith("panel = Panel(")), None)
    return body[-1].end_lineno - made - 1 if made else 0


def main() -> None:
    made = list(panels())
    lines = {make: lines_of(make) for make in made}
    for module in {inspect.getmodule(make): None for make in made}:
        its = [make for make in made if inspect.getmodule(make) is module]
        whole = len(inspect.getsource(module).splitlines())
        print(f"{module.__name__.rpartition('.')[2]:24} {whole:4} lines, {whole / len(its):5.1f} a panel")
        for make in its:
            asks = lines_of_questions(make)
            print(f"    {make.__name__:20} {lines[make]:4}, {asks:2} of them ask")
    mean, asks = np.mean([lines[make] for make in made]), np.mean([lines_of_questions(make) for make in made])
    print(f"mean of {len(made)} panels: {mean:.1f} lines, {asks:.1f} of them ask; 56 are wanted")


if __name__ == "__main__":
    main()
