"""What the site keeps of a panel: packed and unpacked the same, and the states that a reader wants first."""

import itertools
import math

import ipywidgets as widgets
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lossviz
from lossviz import choice, slider, tick
from lossviz.site.pack import pack, unpack
from lossviz.site.page import what_is_kept
from lossviz.site.record import record
from lossviz.site.states import control_of, states_of

PIECES = [
    "M 1.5 -2 \nL ",
    '<path d="',
    '" style="fill: #1b1f24"/>',
    '<use x="',
    "0.10",
    "-0",
    "−3.50",
    "1e-05",
    "12",
    "007",
    "€\0ω",
    "0.1234567",
    "\t",
]


@given(
    st.lists(
        st.lists(st.sampled_from(PIECES) | st.floats(-1e9, 1e9).map("{:.2f}".format) | st.integers().map(str)).map(
            "".join
        )
    )
)
def test_what_is_packed_comes_out_the_same(texts):
    assert unpack(pack({"title": "π"}, texts)) == (unpack(pack({"title": "π"}, texts))[0], texts)


def test_a_sign_costs_nothing():
    sizes = [len(pack({}, [f'<path d="M {sign * x / 8:g} 0.5"/>' for x in range(1, 99)])) for sign in (1, -1)]
    assert sizes[1] < sizes[0] + 20


def test_a_control_character_is_an_error():
    with pytest.raises(ValueError, match="control character"):
        pack({}, ["a\1b"])


def make(**controls):
    def draw(figure):
        axes = figure.subplots()
        axes.set(xlim=(0, 1), ylim=(0, 1))
        (dot,) = axes.plot([], [], "o")
        return lambda n: dot.set_data([n.a], [n.b])

    return lossviz.Panel(
        lambda a=0.5, b=0.5: {},
        draw,
        lambda n: f"{n.a:.2f} and {n.b:.2f}" + " open" * n.open,
        presets={"low": {"a": 0.0}, "on": lambda a, b: {"b": min(1.0, round(b + 0.5, 1))}},
        **{name: slider(0.0, 1.0, 0.1) for name in "ab"} | controls,
    )


@pytest.mark.usefixtures("asking")
def test_a_recording_is_what_the_panel_shows_in_each_state():
    panel = make()
    panel.predict("Where?", guess=(0, 4), near=0.1, a=1.0, answer=lambda n: n.a + n.b)
    recording = record(panel, "x")
    assert len(recording.states) == recording.total == 121
    assert recording.states[60] == recording.opening == (5, 5)
    assert len(recording.frames) == 121 + 11, "while it asks a is locked"
    assert recording.frames[60][1] == "0.50 and 0.50"
    assert [reading for _, reading in recording.frames[121:]] == [f"0.50 and {b / 10:.2f} open" for b in range(11)]
    (question,) = recording.questions
    assert [question.answers[i]["told"] for i in question.which[:3]] == ["It is 1.", "It is 1.1.", "It is 1.2."]
    assert recording.presets[0] == ("low", [{0: 0}], [0])
    assert recording.presets[1][1][recording.presets[1][2][0]] == {1: 5}
    for state, (moving, reading) in itertools.islice(
        zip(recording.states, recording.frames, strict=False), 0, None, 17
    ):
        panel.set(a=state[0] / 10, b=state[1] / 10)
        assert (panel._layers[1].replace(panel._prefix, "x"), panel.reading) == (moving, reading)
    assert what_is_kept(recording) == ""


def test_a_panel_whose_axes_move_is_an_error():
    def draw(figure):
        axes = figure.subplots()
        return lambda n: axes.set_xlim(0, n.r)

    with pytest.raises(RuntimeError, match="axes, title or legend"):
        record(lossviz.Panel(lambda r=1: {}, draw, lambda n: "", r=slider(1, 3)), "x")


def test_a_control_that_cannot_be_recorded_is_an_error():
    with pytest.raises(TypeError, match="name is a Text"):
        control_of("name", widgets.Text())


def test_a_slider_stops_at_whole_multiples_of_a_stride():
    decades = control_of("c", slider(0.001, 1.0, 1.0, log=True))
    assert decades.values == pytest.approx([0.001, 0.01, 0.1, 1])
    assert decades.stops(2) == {1, 3}, "0.01 and 1"
    tenths = control_of("a", slider(-0.3, 0.3, 0.1))
    assert tenths.stops(3) == {0, 3, 6}, "−0.3, 0 and 0.3"
    assert control_of("d", choice("one", "two", "three")).stops(2) == {0, 1, 2}


def test_where_there_is_room_a_short_slider_keeps_all_its_steps():
    long, short = control_of("a", slider(0, 1000)), control_of("b", slider(0, 9))
    assert {b for a, b in states_of([long, short], [(0, 0)]) if a == 500} == set(range(10))


CONTROLS = [
    control_of("a", slider(0.0, 1.0, 0.01)),
    control_of("b", slider(1, 100)),
    control_of("c", slider(0.001, 1.0, 0.05, log=True)),
    control_of("d", choice("one", "two", "three")),
    control_of("e", tick()),
]


@pytest.mark.parametrize("count", [2, 3, 4, 5])
@pytest.mark.parametrize("most", [500, 3000])
def test_of_too_many_states_a_reader_gets_what_is_wanted_first(count, most):
    controls = CONTROLS[:count]
    bases = [(50, 9, 20, 1, 0)[:count], (3, 77, 0, 2, 1)[:count]]
    states = states_of(controls, bases, {0.25}, most)
    assert len(states) <= most < 2 * most < math.prod(len(control.values) for control in controls)
    assert states == sorted(set(states))
    assert set(bases) <= set(states)
    if (count, most) != (5, 500):  # Where there is room for a grid, it has the corners.
        assert {(0,) * count, tuple(len(control.values) - 1 for control in controls)} <= set(states)
    for base in bases:
        for i, control in enumerate(controls):
            way = {state[i] for state in states if state[:i] + state[i + 1 :] == base[:i] + base[i + 1 :]}
            assert {0, len(control.values) - 1} <= way
            assert len(way) >= len(control.values) // 5
