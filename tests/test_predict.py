"""Predict, commit, drag: numbers as people type them, the line that answers, what is locked and hidden meanwhile."""

import math
import re
from threading import Event
from threading import enumerate as enumerate_threads

import pytest
from ipywidgets import Text, fixed

import lossviz
from lossviz import Panel, choice, slider, tick
from lossviz.guess import UNREAD, read_number
from lossviz.progress import report
from lossviz.question_box import COMMITTER
from tests.test_threads import all_done, wait_until


@pytest.fixture(autouse=True)
def patient(asking, monkeypatch):
    """Have a press be done when it returns, however busy the machine."""
    monkeypatch.setattr("lossviz.aside.PATIENCE", 60)


def make(**presets):
    def draw(figure):
        axes = figure.subplots()
        axes.set(xlim=(-3, 3), ylim=(0, 9))
        (dot,) = axes.plot([0], [0], "o")
        (best,) = axes.plot([0], [0], "s")
        word = axes.text(0, 0, "")

        def update(n):
            dot.set_data([n.r], [n.loss])
            best.set_data([n.r], [n.loss])
            best.set_visible(n.r > 0)
            word.set_text("" if n.guess is None else f"you: {n.guess}")

        return update

    def read(n):
        return f"r = {n.r:.1f}" if n.open else f"r = {n.r:.1f}: loss {n.loss:.2f}"

    return Panel(
        lambda r=1.0, s=1.0, kind="sum", fade=False, unlocked=1.0: {"loss": s * r**2},
        draw,
        read,
        presets=presets,
        r=slider(-3.0, 3.0, 0.5, label="residual", unit="°C"),
        s=slider(1.0, 4.0),
        kind=choice("sum", "mean"),
        fade=tick("fade out"),
        unlocked=fixed(1.0),
    )


def ask(panel, **rest):
    given = {"guess": (0, 12), "near": 0.05, "unit": "°C²", "r": 3.0, "answer": lambda n: n.loss} | rest
    return panel.predict("How large is the loss?", **given)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.4", 0.4),
        (" 0,4 ", 0.4),
        ("0,375", 0.375),
        ("1/3", 1 / 3),
        ("-2", -2),
        ("−2", -2),
        ("+.5", 0.5),
        ("log 3", math.log(3)),
        ("ln 3", math.log(3)),
        ("log(3)", math.log(3)),
        ("-log 1,5", -math.log(1.5)),
        ("log2 8", 3),
        ("√2", math.sqrt(2)),
        ("2 ln 2".replace(" ", "*", 1), 2 * math.log(2)),
        ("2^5", 32),
        ("3²", 9),
        ("5 %", 0.05),
        ("1e−3", 0.001),
        ("−inf", -math.inf),
        ("∞", math.inf),
    ],
)
def test_a_number_is_read_as_people_type_it(text, value):
    assert read_number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "four",
            "1,000",
            "12,500",
            "1 2",
            "0..4",
            "()",
            "1/0",
            "log 0",
            "(-8)^0.5",
            "nan",
            "9^9^9^9",
            "inf-inf",
        ),
        *("print(1)", "__import__('os')", "[1]", "1 if 1 else 2", "True", "1j", "'1'", "x", "1+" * 30 + "1", "(" * 39),
    ],
)
def test_anything_else_is_no_number(text):
    with pytest.raises(ValueError, match=re.escape(UNREAD)):
        read_number(text)


def test_a_unit_may_stand_behind_a_number():
    assert read_number("4 °C", "°C") == 4
    assert read_number("4%", "%") == 4


NEAR, THEN = "as near as one can guess", "Drag “residual” to 3.0 and see."


@pytest.mark.parametrize(
    ("rest", "guess", "line"),
    [
        ({}, "4,2", "You said 4.2; it is 9 °C²: 4.8 °C² too low."),
        ({}, "9.04", f"You said 9.04, it is 9 °C²: {NEAR}."),
        ({}, "9.05", f"You said 9.05, it is 9 °C²: {NEAR}."),
        ({}, "9", "You said 9, and it is 9 °C²."),
        ({}, "4.125", "You said 4.125; it is 9 °C²: 4.875 °C² too low."),
        ({}, "28/3", "You said 9.33; it is 9 °C²: 0.33 °C² too high."),
        ({}, "-inf", "You said −inf; it is 9 °C²: too low."),
        ({"off": ("too cold", "too warm")}, "20", "You said 20; it is 9 °C²: 11 °C² too warm."),
        ({"unit": ("step", "steps"), "near": 0.5}, "10", "You said 10; it is 9 steps: 1 step too high."),
        ({"near": 1, "unit": "%", "answer": lambda n: n.loss / 7}, "4", "You said 4; it is 1 %: 3 points too high."),
        ({"unit": "%"}, "5 %", "You said 5; it is 9 %: 4 points too low."),
        ({"near": 0.5, "digits": 2, "answer": lambda n: n.loss / 7}, "2", "You said 2; it is 1.29: 0.71 too high."),
        ({"factor": True, "guess": (1, 50), "near": 1.2}, "27", "You said 27; it is 9 °C²: 3 times too high."),
        ({"factor": True, "guess": (1, 50), "near": 1.2}, "10", f"You said 10, it is 9 °C²: {NEAR}."),
        ({"factor": True, "guess": (1, 50), "near": None}, "0", "You said 0; it is 9 °C²: too low."),
    ],
)
def test_a_line_says_how_far_off_a_guess_was_in_figures_that_add_up(rest, guess, line):
    unit = {"unit": ""} if "digits" in rest else {}
    assert ask(make(), **(unit | rest)).commit(guess) == f"{line} {THEN}"


def test_a_known_wrong_idea_is_answered():
    answer = ask(make(), then="")
    answer.reply(6, "Half as much again.")
    answer.reply(lambda n: 2 * n.r - 1, "That is another.")
    n = answer._panel.numbers_at(**answer.asked)
    assert answer.replies(n) == [(6, "Half as much again."), (5, "That is another.")]
    assert answer.commit("6.04") == "You said 6.04; it is 9 °C²: 2.96 °C² too low. Half as much again."
    answer.reset()
    assert answer.commit("5").endswith("That is another.")
    answer.reset()
    assert answer.commit("9").endswith("it is 9 °C².")


def test_a_choice_is_answered():
    panel = make()
    answer = panel.predict("What comes?", guess=["it stays", "it grows"], answer="it grows", kind="mean", fade=True)
    answer.reply("it stays", "It would with the sum.")
    then = "Choose “mean” for “kind”, tick “fade out” and see."
    assert answer.commit(None) == "Choose one: it stays, it grows."
    assert answer.open
    assert answer.commit("it stays") == f"You said “it stays”; the answer is “it grows”. It would with the sum. {then}"
    assert answer.guess == "it stays"
    answer.reset()
    assert answer.commit("it grows") == f"You said “it grows”, and so it is. {then}"
    answer.reset()
    assert answer.skip() == f"The answer is “it grows”. {then}"


def test_choices_may_stand_for_values_from_which_the_answer_is_computed():
    panel = make()

    @panel.predict("Below five?", guess={"yes": True, "no": False}, r=3.0)
    def answer(n):
        return n.loss < 5

    assert answer.commit("no").startswith("You said “no”, and so it is.")


def test_the_answer_is_that_of_the_moment_of_the_commit():
    panel = make()
    answer = ask(panel)
    assert panel.set(s=2.0, r=-1.0).state["r"] == -1.0, "set by code, it is never locked"
    assert answer.commit("9").startswith("You said 9; it is 18 °C²")
    assert panel.state["r"] == -1.0, "nothing moves by itself"


def test_update_and_read_are_told_whether_a_question_is_open():
    told = []
    panel = Panel(lambda r=1.0: {"loss": r}, lambda figure: figure.subplots().plot([0])[0].set_label, str, r=(0.0, 3.0))
    panel.picture.update_function = lambda n: told.append((n.open, n.guess))
    panel.set(r=2.0)
    assert told == [(False, None)], "it does not ask"
    ask(panel).commit("9")
    assert told[1:] == [(True, None), (False, 9)]


def test_what_would_give_the_answer_away_is_locked_and_hidden_until_a_guess():
    panel = make(all={"r": 3.0}, here={"r": 1.0}, other={"s": 2.0}, next=lambda r, **_: {"r": r + 1})
    best, dot, word = (getattr(panel.picture.artists, name) for name in ("best", "dot", "word"))
    before = panel.picture.moving(), panel.picture.png()
    answer = ask(panel, hold=["best", "dot"])
    locks = [panel.controls["r"], *panel._presets]
    assert [widget.disabled for widget in locks] == [True, True, False, False, True]
    assert not panel.controls["s"].disabled
    assert not best.get_visible() and not dot.get_visible()
    assert panel.picture.png() != before[1]
    assert panel.reading == "r = 1.0"
    panel.set(s=2.0)
    assert not best.get_visible()
    assert answer.commit("no number") == UNREAD
    assert answer.open and panel.controls["r"].disabled
    answer.commit("4.2")
    assert answer.guess == 4.2 and word.get_text() == "you: 4.2"
    assert not any(widget.disabled for widget in locks)
    assert best.get_visible() and dot.get_visible()
    assert panel.reading == "r = 1.0: loss 2.00"
    assert not panel.set(r=-1.0).picture.artists.best.get_visible(), "where update hides it"
    assert answer.commit("5") == answer.line, "a guess that was committed stays"
    assert answer.guess == 4.2
    answer.reset()
    assert panel.state["r"] == 1.0, "asked again, it stands where it opened"
    assert answer.open and answer.guess is None and not word.get_text() and not best.get_visible()
    answer.skip()
    assert best.get_visible() and answer.guess is None
    assert panel.set(r=1.0, s=1.0).picture.moving() == before[0]


@pytest.mark.parametrize(
    ("mark", "place", "guess", "ends", "label"),
    [
        ("dot.y", (0, 9), "4,5", ([0, 1], [0.5, 0.5]), "you: 4.5"),
        ("dot.y", (0, 9), "40", ([0, 1], [1, 1]), "you: 40, beyond"),
        ("dot.y", (9, 0), "-4", ([0, 1], [1, 1]), "you: −4, beyond"),
        ("dot.x", (-3, 3), "1.5", ([0.75, 0.75], [0, 1]), "you: 1.5"),
    ],
)
def test_a_guess_is_marked_where_the_author_says(mark, place, guess, ends, label):
    panel = make()
    axes = panel.picture.artists.dot.axes
    axes.set(**{f"{mark[-1]}lim": place})
    answer = ask(panel, mark=mark)
    line, text = axes.lines[-1], axes.texts[-1]
    assert not line.get_visible() and not text.get_visible()
    still = panel._still.value
    answer.commit(guess)
    assert text.get_text() == label and line.get_visible()
    for data, end in zip(line.get_data(), ends, strict=True):
        assert data == pytest.approx(end)
    assert {line, text} <= {*panel.picture.moving_artists}
    assert panel._layers[0] in still, "the layer that stays is the same"
    panel.set(r=2.0)
    assert line.get_visible(), "it stays in view"
    answer.reset()
    assert not line.get_visible() and not text.get_visible()


def test_the_words_of_the_picture_gain_what_was_said_to_the_guess():
    panel = make()
    answer = ask(panel)
    before = panel.alt
    line = answer.commit("4")
    assert panel.alt == f"A picture that follows the controls. {line} {panel.reading}"
    assert f'aria-label="A picture that follows the controls. {line}"' in panel._still.value
    answer.reset()
    assert panel.alt == before == "A picture that follows the controls. r = 1.0"


def test_an_error_in_update_leaves_what_is_held_hidden():
    def draw(figure):
        (best,) = figure.subplots().plot([0], [0], "s")

        def update(n):
            best.set_xdata([1 / n.r])

        return update

    panel = Panel(lambda r=1.0: {}, draw, str, r=(-3.0, 3.0, 0.5))
    panel.predict("Where?", guess=(0, 2), answer=lambda n: n.r / 9, hold="best", r=3.0)
    with pytest.raises(ZeroDivisionError):
        panel.set(r=0.0)
    assert not panel.picture.artists.best.get_visible()


def parts(panel, which=0):
    """Return the widgets of a question: text, field, Commit, Show me, Ask me again, Next question, line."""
    return panel.children[which].children


def test_its_box_is_of_core_widgets_and_does_what_it_says(monkeypatch):
    anywhere, focused = [], []
    monkeypatch.setattr("lossviz.question_box.answer_anywhere", anywhere.append)
    monkeypatch.setattr(Text, "focus", lambda field: focused.append(field))
    panel = make()
    answer = ask(panel, unit="°C")
    question, field, commit, show, again, following, line = parts(panel)
    assert {*anywhere} == {field, commit, show, again, following}, "all that can be used while a cell runs"
    assert {type(part).__module__.partition(".")[0] for part in parts(panel)} == {"ipywidgets"}
    assert "How large is the loss?" in question.value
    assert not field.continuous_update
    assert (field.value, field.description) == ("", "your guess, °C (between 0 and 12)")
    assert line.value == "Commit a guess, or press Show me. Locked until then: “residual”."
    assert again.layout.display == following.layout.display == "none"
    field.value = "four"
    commit.click()
    assert line.value == UNREAD and answer.open
    field.value = "4"
    panel.controls["s"].value = 2.0
    assert field.value == "4", "a move leaves it"
    field._handle_custom_msg({"event": "submit"}, [])
    join(COMMITTER)
    assert line.value == answer.line == f"You said 4; it is 18 °C: 14 °C too low. {THEN}"
    assert again.layout.display is None and following.layout.display == "none"
    assert "lossviz-answered" in panel.children[0]._dom_classes
    field.value = "5"
    assert field.value == "4", "fixed"
    assert focused == []
    again.click()
    assert focused == [field]
    assert "lossviz-answered" not in panel.children[0]._dom_classes
    assert answer.open and field.value == "" and "Locked" in line.value
    field.value = "4"
    show.click()
    assert line.value == f"It is 18 °C. {THEN}" and field.value == ""


def test_a_choice_has_nothing_chosen():
    panel = make()
    answer = panel.predict("<What> comes?", guess=["it stays", "it > grows"], answer="it > grows", r=3.0, then="")
    question, field, commit, _, again, _, line = parts(panel)
    assert "&lt;What&gt; comes?" in question.value
    assert field.value is None
    commit.click()
    assert line.value == "Choose one: it stays, it &gt; grows."
    field.value = "it > grows"
    commit.click()
    assert answer.guess == "it > grows"
    assert line.value == "You said “it &gt; grows”, and so it is."
    field.value = "it stays"
    assert field.value == "it > grows"
    again.click()
    assert field.value is None


def test_questions_are_asked_one_after_the_other():
    panel = make()
    rows = panel.children
    first, second = ask(panel, hold="best"), ask(panel, r=2.0, s=2.0, hold=["dot"])
    assert panel.children[2:] == rows, "controls and picture below them"
    boxes, best, dot = panel.children[:2], panel.picture.artists.best, panel.picture.artists.dot
    assert [box.layout.display for box in boxes] == [None, "none"]
    assert not panel.controls["s"].disabled and dot.get_visible() and not best.get_visible()
    parts(panel)[3].click()
    panel.controls["r"].value = 2.0
    parts(panel)[5].click()
    assert panel.state["r"] == 1.0, "where it opened"
    assert [box.layout.display for box in boxes] == ["none", None]
    assert panel.controls["s"].disabled and best.get_visible() and not dot.get_visible()
    parts(panel, 1)[3].click()
    assert parts(panel, 1)[5].layout.display == "none", "the last"
    assert not first.open and not second.open
    ask(panel)
    with pytest.raises(ValueError, match="a panel asks at most 3 questions"):
        ask(panel)


def test_whoever_projects_a_lesson_has_the_answers_folded_beneath():
    lossviz.predictions("open")
    panel = make(all={"r": 3.0})
    answer = ask(panel, hold="best")
    ask(panel)
    assert not answer.open
    assert panel.picture.artists.best.get_visible()
    assert not any(widget.disabled for widget in [*list(panel.controls.values())[:4], *panel._presets])
    for box in panel.children[:2]:
        assert box.layout.display is None
        assert "<details><summary>Show the answer</summary>It is 9 °C².</details>" in box.children[0].value
    with pytest.raises(ValueError, match="guess first"):
        lossviz.predictions("closed")


@pytest.mark.parametrize(
    ("rest", "kind", "words"),
    [
        ({"unlocked": 1.0}, ValueError, "unlocked cannot be asked about: its fixed cannot be locked"),
        ({"q": 1.0}, ValueError, "no control named q; there are r, s, kind, fade, unlocked"),
        ({"r": 9.0}, ValueError, "r cannot be 9.0; it goes from -3.0 to 3.0"),
        ({"r": 1.0}, ValueError, r"the panel opens in the state that 'How large is the loss\?' asks about"),
        ({"guess": (0, 5)}, ValueError, r"the answer 9 lies outside guess=\(0, 5\); widen the range"),
        ({"guess": (0, 18)}, ValueError, "lies in the middle of"),
        ({"guess": (3, 27), "factor": True, "near": None}, ValueError, "lies in the middle of"),
        ({"guess": (12, 0)}, ValueError, "with the lower and the higher end"),
        ({"guess": (0, math.inf)}, ValueError, "with the lower and the higher end"),
        ({"guess": (0, 12), "factor": True}, ValueError, "both above 0 where the scale is a factor"),
        ({"guess": "0 to 12"}, TypeError, r"it takes \(low, high\) for a number"),
        ({"guess": ["it"]}, ValueError, "two to four different texts"),
        ({"guess": ["a", 2]}, TypeError, "a list of texts"),
        ({"guess": ["a", "b"], "answer": "c"}, ValueError, "the answer 'c' is not in the list: 'a', 'b'"),
        ({"near": 0}, ValueError, "near is 0; it must be a distance above 0"),
        ({"near": 1, "factor": True, "guess": (1, 50)}, ValueError, "near is 1; it must be a factor above 1"),
        ({"answer": 9}, TypeError, "answer is 9; a number is computed, never typed"),
        ({"answer": lambda n: "9 m"}, TypeError, "the answer is '9 m', where a number is asked for"),
        ({"answer": lambda n: math.inf}, ValueError, "the answer is inf, which nobody types; ask a choice"),
        ({"mark": "dot.z"}, ValueError, "mark is 'dot.z'; it marks a number at an artist and an axis of its axes"),
        ({"mark": "beast.x"}, ValueError, "mark is 'beast.x'"),
        ({"mark": "dot.x", "guess": ["a", "b"], "answer": "a"}, ValueError, "it marks a number"),
        ({"hold": "beast"}, ValueError, "hold names beast; update refers to .*best"),
    ],
)
def test_an_author_is_told_at_once_how_to_mend_a_question(rest, kind, words):
    panel = make()
    start = panel.state
    with pytest.raises(kind, match=words):
        ask(panel, **rest)
    assert panel.predictions == [] and panel.set().state == start


def test_more_that_an_author_is_told():
    panel = make()
    with pytest.raises(TypeError, match="question is ''; it must be a text"):
        panel.predict("", guess=(0, 1))
    with pytest.raises(TypeError, match=r"has no answer yet; write @panel.predict\(…\) before def answer"):
        panel.predict("How large?", guess=(0, 12), r=3.0).commit("4")
    answer = ask(panel)
    with pytest.raises(
        ValueError, match=r"a reply to 9\.04 would be given to the right answer too, 9, with near=0\.05"
    ):
        answer.reply(9.04, "So near.")
    answer = panel.predict("Which?", guess=["a", "b"], answer="b", r=3.0)
    with pytest.raises(ValueError, match="Choose one: a, b"):
        answer.reply("c", "No such choice.")


def test_an_answer_that_fails_is_told_and_the_guess_stays_editable(caplog):
    panel = make()
    answer = ask(panel, answer=lambda n: 8 + 1 / (n.s - 3))
    *_, line = parts(panel)
    panel.set(s=3.0)
    with pytest.raises(ZeroDivisionError):
        answer.commit("4")
    parts(panel)[1].value = "4"
    parts(panel)[2].click()
    assert line.value.startswith("The answer could not be worked out (ZeroDivisionError: ")
    assert answer.open and caplog.records[-1].exc_info
    panel.set(s=2.0)
    parts(panel)[2].click()
    assert not answer.open


def join(name):
    for thread in enumerate_threads():
        if thread.name == name:
            thread.join()


def test_what_the_browser_tells_after_the_key_is_what_was_entered(monkeypatch):
    monkeypatch.setattr("lossviz.question_box.SOON", 60)
    answer = ask(make())
    field = parts(answer._panel)[1]
    field.value = "4"
    field._handle_custom_msg({"event": "submit"}, [])
    field.value = "42"
    join(COMMITTER)
    assert (answer.guess, field.value) == (42, "42")


def test_what_is_told_while_it_waits_is_what_was_entered(monkeypatch):
    answer = ask(make())
    field = parts(answer._panel)[1]
    field.value = "4"
    monkeypatch.setattr(answer._panel._boxes[0]._told, "wait", lambda _: setattr(field, "value", "42"))
    field._handle_custom_msg({"event": "submit"}, [])
    join(COMMITTER)
    assert answer.guess == 42


def test_a_commit_does_not_keep_the_page_waiting_while_a_move_is_computed(monkeypatch):
    monkeypatch.setattr("lossviz.aside.PATIENCE", 0.1)
    going, go_on = Event(), Event()

    def compute(r=1.0, s=1.0):
        if s == 2.0:
            going.set()
            go_on.wait(60)
        return {"loss": s * r**2}

    def draw(figure):
        (dot,) = figure.subplots().plot([0], [0], "o")
        return lambda n: dot.set_data([n.r], [n.loss])

    panel = Panel(compute, draw, lambda n: f"{n.loss}", r=(-3.0, 3.0), s=(1.0, 3.0))
    answer = ask(panel)
    _, field, commit, *_ = parts(panel)
    panel.controls["s"].value = 2.0
    going.wait()
    field.value = "4"
    commit.click()  # Returns, though the move is not done.
    assert answer.open
    go_on.set()
    wait_until(all_done)
    assert answer.commit("5").startswith("You said 4; it is 18")


def test_what_compute_reports_of_an_answer_stays_in_the_panel(capsys):
    def compute(r=1.0):
        report("Working …")
        return {"loss": r**2}

    def draw(figure):
        (dot,) = figure.subplots().plot([0], [0], "o")
        return lambda n: dot.set_data([n.r], [n.loss])

    ask(Panel(compute, draw, lambda n: f"{n.loss}", r=(-3.0, 3.0))).commit("9")
    assert not capsys.readouterr().out


def test_a_closed_panel_asks_nothing():
    panel = make()
    answer = ask(panel)
    box, show = panel.children[0], parts(panel)[3]
    panel.close()
    assert panel.predictions == []
    assert box.comm is None and show.comm is None
    with pytest.raises(ValueError, match="the panel is closed; run its cell again"):
        answer.commit("4")
