"""The numbers quoted in 00_start_here.ipynb; see tests/prose.py."""

CLAIMS = {
    "starts two steps from the truth, and the bar beside it is 4 high": lambda: 2**2,
    "A distance of 2 costs 4, but a distance of 3 costs 9": lambda: (..., 2**2, ..., 3**2),
}
GIVEN: dict[str, str] = {}
