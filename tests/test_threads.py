"""Threads: a slider moves on another thread than a cell runs on. Each lock is shown to be needed.

No test here waits for a time to pass: what must not happen at once is held at a gate, and is seen
to wait there. In the place of a lock, a null context lets it through.
"""

import threading
import weakref
from contextlib import nullcontext

import pytest
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from lossviz import aside as aside_module
from lossviz import picture as picture_module
from lossviz.aside import aside
from lossviz.controls import slider
from lossviz.panel import Panel
from lossviz.picture import Picture
from lossviz.renderer import MovingRenderer

SOON, LATE = 20.0, 0.5  # Seconds to wait for what must come; for what must not.


class Gate:
    """A place in the code that holds who comes there until it is opened, and knows how many are there."""

    def __init__(self):
        self.inside, self.most = 0, 0
        self._reached, self._opened, self._lock = threading.Semaphore(0), threading.Event(), threading.Lock()

    def __call__(self):
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self._reached.release()
        assert self._opened.wait(SOON)
        with self._lock:
            self.inside -= 1

    def reached(self, timeout=SOON):
        """Whether one more has come, within `timeout`."""
        return self._reached.acquire(timeout=timeout)

    def open(self):
        self._opened.set()


@pytest.fixture
def run():
    """Run functions on threads of their own; at the end they must have ended, without an error."""
    threads, errors = [], []

    def guarded(function, *arguments, **named):
        try:
            function(*arguments, **named)
        except BaseException as error:
            errors.append(error)

    def start(function, *arguments, **named):
        threads.append(threading.Thread(target=guarded, args=(function, *arguments), kwargs=named, daemon=True))
        threads[-1].start()
        return threads[-1]

    yield start
    for thread in threads:
        thread.join(SOON)
        assert not thread.is_alive()
    assert not errors


def make(in_compute=lambda r: None, in_update=lambda r: None):
    """Return a panel that calls `in_compute` and `in_update` with r; neither at its start, r = 0."""

    def compute(r=0):
        if r:
            in_compute(r)
        return {"square": r * r}

    def draw(figure):
        (dot,) = figure.subplots().plot([0], [0], "o")

        def update(n):
            if n.r:
                in_update(n.r)
            dot.set_data([n.r], [n.square])

        return update

    return Panel(compute, draw, lambda n: f"{n.r}² = {n.square}", r=slider(0, 100))


def halted(run, where, instead):
    """Return a panel that is halted at a gate in its move to 3, and the gate; `instead` may hold other locks."""
    gate = Gate()
    panel = make(**{where: lambda r: gate()})
    vars(panel).update(instead)
    run(panel.set, r=3)
    assert gate.reached()
    return panel, gate


def wait_until(true):
    """Wait for what another thread brings about."""
    for _ in range(int(SOON / 0.01)):
        if true():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it did not come about")


def all_done():
    """Whether no thread follows a move."""
    return len(aside_module.free) == [thread.name for thread in threading.enumerate()].count(aside_module.NAME)


LOCKS = pytest.mark.parametrize("locked", [True, False], ids=["with its lock", "without"])


@LOCKS
@pytest.mark.parametrize(
    ("work", "home", "step"),
    [
        (lambda _: Picture(lambda figure: figure.subplots() and None), Figure, "subplots"),
        (Picture.settle, ConstrainedLayoutEngine, "execute"),
        (Picture.moving, MovingRenderer, "finalize"),
        (Picture.png, Figure, "savefig"),
    ],
    ids=["made", "settled", "moving", "png"],
)
def test_one_picture_is_made_or_drawn_at_a_time(work, home, step, locked, run, monkeypatch):
    """Of all panels: Matplotlib is not made for two threads, and its style is one for the whole process."""
    gate, one, two, real = Gate(), make().picture, make().picture, getattr(home, step)
    monkeypatch.setattr(home, step, lambda *given, **options: gate() or real(*given, **options))
    if not locked:
        monkeypatch.setattr(picture_module, "LOCK", nullcontext())
    run(work, one)
    assert gate.reached()
    run(work, two)
    assert gate.reached(LATE) is not locked
    gate.open()


@LOCKS
def test_a_panel_computes_one_move_at_a_time(locked, run):
    panel, gate = halted(run, "in_compute", {} if locked else {"_turn": nullcontext()})
    run(panel.set, r=4)
    assert gate.reached(LATE) is not locked
    gate.open()
    if locked:
        assert gate.reached()
        wait_until(lambda: panel.reading == "4² = 16")


@LOCKS
def test_numbers_of_another_state_wait_for_a_move_that_is_computed(locked, run):
    panel, gate = halted(run, "in_compute", {} if locked else {"_turn": nullcontext()})
    run(panel.numbers_at, r=4)
    assert gate.reached(LATE) is not locked
    gate.open()


@pytest.mark.parametrize(
    ("second", "guess", "open_"),
    [
        (lambda answer: answer.commit("7"), 5, False),
        (lambda answer: answer.skip(), 5, False),
        (lambda answer: answer.reset(), None, True),
    ],
    ids=["commit", "skip", "reset"],
)
def test_what_comes_while_a_guess_is_answered_comes_after_it(second, guess, open_, run):
    """A guess that was committed stays, and a reset forgets it whole."""
    gate, armed = Gate(), threading.Event()
    panel = make(in_compute=lambda r: gate() if armed.is_set() else None)
    answer = panel.predict("How much is the square?", guess=(0, 300), r=9)(lambda n: n.square)
    answer.reset()  # The other tests have panels that do not ask.
    armed.set()
    run(answer.commit, "5")
    assert gate.reached()
    later = run(second, answer)
    later.join(LATE)
    assert later.is_alive(), "it waits for the first"
    gate.open()
    later.join(SOON)
    assert (answer.guess, answer.open) == (guess, open_)


@LOCKS
def test_a_panel_is_not_closed_while_it_is_drawn(locked, run):
    panel, gate = halted(run, "in_update", {} if locked else {"_open": nullcontext()})
    closing = run(panel.close)
    closing.join(LATE)
    assert closing.is_alive() is locked
    gate.open()
    closing.join(SOON)
    assert panel.picture is None


@pytest.mark.parametrize("told", ["a word", "a move", "a still"])
def test_a_panel_is_not_closed_while_the_page_is_told_of_it(told, run, monkeypatch):
    gate, panel = Gate(), make()
    layer = panel._layer
    monkeypatch.setattr(panel, "_layer", lambda *given: gate() or layer(*given))
    monkeypatch.setattr(panel.picture, "png", lambda: gate() or b"")
    tell = {
        "a word": lambda: panel._report("a word"),
        "a move": lambda: panel.set(r=3),
        "a still": panel._repr_mimebundle_,
    }
    run(tell[told])
    assert gate.reached()
    closing = run(panel.close)
    closing.join(LATE)
    assert closing.is_alive()
    gate.open()
    closing.join(SOON)
    assert panel.picture is None


@LOCKS
def test_moves_during_a_slow_compute_are_followed_once_by_the_newest(locked, run):
    """Not one by one, which would take as long as all of them."""
    gate, computed = Gate(), []

    def slow(r):
        computed.append(r)
        gate()

    panel = make(in_compute=slow)
    if not locked:

        class Free:
            acquire, release = staticmethod(lambda blocking: True), staticmethod(lambda: None)

        panel._busy = Free()
    for r in (1, 2, 3, 4, 5):
        panel.controls["r"].value = r
    assert gate.reached()
    gate.open()
    wait_until(all_done)
    assert panel.reading == "5² = 25"
    assert (computed == [1, 5]) is locked, computed


def test_moves_are_followed_on_one_thread_which_is_kept(monkeypatch):
    """Of a new one for each, ipykernel would open a socket for each."""
    monkeypatch.setattr("lossviz.aside.PATIENCE", SOON)
    threads, waited = set(), []

    class Done(threading.Event):
        def wait(self, timeout=None):
            waited.append(super().wait(timeout))

    monkeypatch.setattr("lossviz.aside.Event", Done)
    panel = make(in_compute=lambda r: threads.add(threading.current_thread()))
    for r in range(1, 9):
        panel.controls["r"].value = r
    assert panel.reading == "8² = 64"
    assert len(threads) == 1
    assert waited == [True] * 8


def test_a_thread_that_waits_for_work_holds_nothing_of_the_last(monkeypatch):
    monkeypatch.setattr("lossviz.aside.PATIENCE", SOON)

    class Work:
        def __call__(self):
            pass

    aside(work := Work())
    seen = weakref.ref(work)
    del work
    assert seen() is None


def test_work_that_raises_ends_its_thread_and_the_next_has_another(monkeypatch):
    told, done = [], []
    monkeypatch.setattr("lossviz.aside.PATIENCE", SOON)
    monkeypatch.setattr(threading, "excepthook", lambda of: told.append(of.exc_type))
    aside(lambda: 1 / 0)
    aside(lambda: done.append(1))
    assert done == [1]
    wait_until(lambda: told == [ZeroDivisionError])
    wait_until(all_done)


def test_a_slow_panel_does_not_hold_up_the_others(run):
    """One thread brings the moves of all panels from the browser: a slow panel lets it go on."""
    gate = Gate()
    slow, quick = make(in_compute=lambda r: gate()), make()
    slow.controls["r"].value = 2
    assert gate.reached()
    quick.controls["r"].value = 3
    assert quick.reading == "3² = 9"
    assert (slow.state, slow.numbers.square, slow.reading) == ({"r": 0}, 0, "0² = 0"), "still the moment before"
    assert gate.inside == 1
    gate.open()
    wait_until(lambda: slow.reading == "2² = 4")
    assert (slow.state, slow.numbers.square) == ({"r": 2}, 4)


def test_set_in_a_cell_waits_for_a_move_that_is_computed_and_comes_after_it(run):
    gate = Gate()
    panel = make(in_compute=lambda r: gate())
    panel.controls["r"].value = 2
    assert gate.reached()
    run(panel.set, r=7)
    assert not gate.reached(LATE), "two moves are computed at once"
    assert panel.controls["r"].value == 2, "controls are set under a move that is computed"
    gate.open()
    wait_until(lambda: panel.reading == "7² = 49")


def test_nothing_is_drawn_of_a_panel_that_was_closed_while_it_computed(run):
    gate, drawn = Gate(), []
    panel = make(in_compute=lambda r: gate(), in_update=drawn.append)
    panel.controls["r"].value = 2
    assert gate.reached()
    panel.close()
    gate.open()
    wait_until(lambda: panel._busy.acquire(blocking=False))
    assert not drawn


@pytest.mark.parametrize("where", ["in_compute", "in_update"])
def test_a_panel_closed_while_it_computes_ends_in_silence(where, run, caplog):
    gate = Gate()
    panel = make(**{where: lambda r: gate()})
    panel.controls["r"].value = 2
    assert gate.reached()
    closing = run(panel.close)
    if where == "in_compute":
        closing.join(SOON)
        assert panel.picture is None, "without waiting for it"
    gate.open()
    closing.join(SOON)
    wait_until(lambda: panel._busy.acquire(blocking=False))
    assert panel.picture is None
    assert not caplog.records
