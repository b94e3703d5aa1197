"""The questions of the lessons' panels: what is held back, and what is said to each guess."""

import pytest

from lossviz.guess import Number
from lossviz.lessons import panels
from tests.content import FIGURE

# Panel, which of its questions, guess, and how the reply to this wrong idea begins.
REPLIES = [
    ("known_answers", 0, 0, "Down the batch the"),
    ("known_answers", 0, 3.4, "That is what one"),
    ("known_answers", 0, 1.1, "That is log 3, what"),
    ("known_answers", 0, 0.55, "That is the floor"),
    ("days_together", 0, 1.11, "That is for all six"),
    ("days_together", 0, 1, "That would be a question"),
    ("days_together", 0, 0.166667, "That would do if"),
    ("days_together", 0, 0.16, "Six days take at"),
    ("days_together", 0, 0.189317, "Near. H + 1/6 would"),
    ("days_together", 0, 0.0226507, "That is the entropy,"),
    ("questions", 0, "it grows", "The second answer"),
    ("questions", 0, "it shrinks", "The first answer"),
    ("questions", 0, "it stays", "What the first answer"),
    ("belief", 0, "The pessimist", "Seven days in ten"),
    ("belief", 0, "The boaster", "The boaster is right"),
    ("belief", 0, "The know-nothing", "Every day costs her"),
    ("belief", 1, "20, 30, 50: what she thinks", "Now p is what she"),
    ("belief", 1, "⅓ each, to be safe", "Rain, for her half"),
    ("belief", 1, "70, 20, 10: the true chances", "By her own chances"),
    ("many_days", 0, 0.7, "Days are dealt by"),
    ("many_days", 0, 0.75, "There is no middle"),
    ("many_days", 0, 0.5, "There sun costs as"),
    ("many_days", 0, 0.2, "That is the share"),
    ("many_days", 0, 0.9, "That saves on the"),
    ("many_days", 0, 1, "Then the two days"),
    ("many_days", 0, 80, "In per cent that"),
    ("many_days", 0, 8, "That is how many"),
    ("one_question", 0, 0.2, "That would be a tent,"),
    ("one_question", 0, 0.1, "That is only how"),
    ("one_question", 0, 0.332, "That is what yes"),
    ("one_question", 0, 0.5, "Near. A rare yes"),
    ("one_question", 0, 3.32, "That is the surprise"),
    ("one_question", 0, 1, "That would be the"),
    ("surprises_add", 0, 9.2, "That would be four"),
    ("surprises_add", 0, 6.29, "That would be four"),
    ("surprises_add", 0, 3.32, "That is one halving"),
    ("surprises_add", 0, 1.16, "That would be half"),
    ("surprises_add", 0, 4.64, "That would be twice"),
    ("surprises_add", 0, 0.58, "That would be a quarter"),
    ("gap", 0, "By more than 1", "The bar rises by"),
    ("gap", 0, "By exactly 1", "Almost. But dog is"),
    ("gap", 0, "By a little less than 1", "The bar rises by"),
    ("gap", 0, "By much less than 1", "The soft maximum"),
    ("two_roads", 0, "z3", "It is less wrong"),
    ("two_roads", 0, "z1", "It does go up, but"),
    ("two_roads", 0, "z2", "That is the one they"),
    ("who_pays", 0, 0.27, "Per cent are asked"),
    ("who_pays", 0, 33, "Only two classes"),
    ("who_pays", 0, 50, "The payers do not"),
    ("who_pays", 0, 9, "So much it holds"),
    ("who_pays", 0, 73, "That is what class"),
    ("who_pays", 0, 37, "So much it holds"),
    ("two_valleys", 0, 0.1, "Nearly: there a tenth"),
    ("two_valleys", 0, 0.2, "There it leaps past"),
    ("two_valleys", 0, 0.222, "There it leaps to"),
    ("two_valleys", 0, 0.3, "There it leaps past"),
    ("two_valleys", 1, "It walks the same way", "Their mean does,"),
    ("two_valleys", 1, "It arrives four times as soon", "It would, but such"),
    ("court", 0, "One", "It convicts q alone,"),
    ("court", 0, "All six", "A lost minus, or"),
    ("court", 0, "Two", "J times anything adds"),
    ("court", 0, "Five", "It is the other way"),
    ("court", 1, "acquitted", "So the eye would"),
    ("finite_difference", 0, "1e−5", "There the bend is"),
    ("finite_difference", 0, "0.1", "From a tenth away"),
    ("finite_difference", 0, "1e−10", "So thinks who has"),
    ("five_days", 0, 0, "That would take a"),
    ("five_days", 0, 19, "That may be the best"),
    ("five_days", 0, 2.4, "So far off is a day"),
    ("five_days", 1, 18, "That is the day in"),
    ("five_days", 1, 19, "There it was before."),
    ("five_days", 1, 24, "That would be following"),
    ("one_guess", 0, 18, "That would be twice"),
    ("one_guess", 0, 12, "That would be three"),
    ("one_guess", 0, 6, "That is the residual,"),
    ("random_layer", 0, 73, "That would be 28"),
    ("random_layer", 0, 19, "The products differ"),
    ("random_layer", 0, 2.6, "The products differ"),
    ("subtract_the_max", 0, "0.644, 0.237, 0.087, 0.032, as it should", "59,872 fits. Now"),
    ("subtract_the_max", 0, "nan, 0, 0, 0", "That takes inf over"),
    ("outlier_fit", 0, 0.5, "Inside the band the"),
    ("outlier_fit", 0, 0.9, "That is half the"),
    ("outlier_fit", 0, 1.3, "That is the slope"),
    ("breakdown", 0, "One piece alone", "The unprotected route"),
    ("breakdown", 0, "All but Keras' clip", "The clamp says 50,"),
    ("breakdown", 0, "All four", "The clip keeps q"),
    ("first_panel", 0, 2.2, "At 2.2 there is a"),
    ("tug_of_war", 0, 21, "That is the mean,"),
    ("tug_of_war", 0, 18, "That is the median."),
    ("tug_of_war", 0, 28.33, "That would be the"),
    ("tug_of_war", 0, 20.33, "That would be a fifth"),
    ("tug_of_war", 0, 17.67, "That would throw"),
    ("way_back", 0, 16, "That would be so"),
    ("way_back", 0, 43, "So many they need"),
    ("pull", 0, "The one at −6", "The one at −6 pays"),
    ("pull", 0, "The one at −2", "The one at −2 comes"),
    ("pull", 0, "The one at 0", "Its blue price is"),
    ("pull", 0, "The one at 2", "The one at 2 is right"),
    ("wrong_label", 0, 0.25, "That would be so"),
    ("wrong_label", 0, 0.474687, "That is where the"),
]


pytestmark = pytest.mark.usefixtures("asking")


@pytest.mark.parametrize("make_panel", list(panels()), ids=lambda make_panel: make_panel.__name__)
@pytest.mark.usefixtures("no_svg")
def test_a_question_of_a_lesson_is_open_until_a_guess_and_answers_each(make_panel):
    """The right answer, each known wrong idea, a guess beyond each end, and none."""
    panel = make_panel()
    for at, question in enumerate(panel.predictions):
        panel._ask(question)
        not_given_away(panel, question)

        def committed(given, question=question):
            line = question.commit(given)
            assert not question.open and not panel.error, line
            question.reset()
            return line

        kind, answer = question.kind, question._answer_at(panel.numbers_at(**question.asked))
        if isinstance(kind, Number):
            assert "too" not in committed(answer)
            low, high = (committed(f"{end:.12g}") for end in (kind.low - kind.near, kind.high + kind.near))
            assert kind.off[0] in low and kind.off[1] in high
        else:
            assert sum("so it is" in committed(text) for text in kind.options) == 1
        ideas = {guess: words for *of, guess, words in REPLIES if of == [make_panel.__name__, at]}
        for guess, words in ideas.items():
            assert f" {words}" in committed(guess), guess
        assert len(ideas) == len({sentence for _, sentence in question._replies}), "each is in the table"
        assert kind.told(answer) in question.skip()


def not_given_away(panel, question):
    """Neither the reading, nor the alternative text, nor what moves in the picture says the answer."""
    told = question.told()
    moving = [a.get_text() for a in panel.picture.moving_artists if hasattr(a, "get_text") and a.get_visible()]
    for place, text in {"reading": panel.reading, "words": panel.alt, "picture": " ".join(moving)}.items():
        if isinstance(question.kind, Number):
            shown = {float(figure.replace("−", "-")) for figure in FIGURE.findall(text)}
            assert float(FIGURE.search(told)[0].replace("−", "-")) not in shown, f"{place}: {told}: {text}"
        assert told not in text, place
