"""The doctests of what needs a peer are left out where that is not installed."""

from importlib.util import find_spec

collect_ignore = [f"{peer}_peer.py" for peer in ("plotly", "bqplot") if find_spec(peer) is None]
