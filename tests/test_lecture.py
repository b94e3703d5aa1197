"""The lecture's errata, as a cell shows them."""

from lossviz.lecture import Erratum
from lossviz.report import BAD, with_bar


def test_an_erratum_is_shown_as_text_beside_a_bar():
    shown = Erratum(1, "a < b", "<i>")._repr_html_()
    assert shown == with_bar("<b>The lecture</b>: a &lt; b<br><b>What holds</b>: &lt;i&gt;", BAD)
