"""The public face, for editors and type checkers; `lossviz` itself reads here which module each name is in."""

# ruff: noqa: F403, I001  (the lessons in their order)

from .controls import choice as choice, slider as slider, tick as tick
from .environment import check_environment as check_environment
from .exercises import check as check, solution as solution
from .frameworks import (
    compare as compare,
    framework as framework,
)
from .lecture import erratum as erratum
from .panel import Panel as Panel
from .picture import (
    BLUE as BLUE,
    GREEN as GREEN,
    INK as INK,
    PAPER as PAPER,
    PINK as PINK,
    RED as RED,
    SOFT as SOFT,
    Picture as Picture,
)
from .predict import predictions as predictions
from .series import contents as contents
from .losses.clipped import (
    clamped_cross_entropy as clamped_cross_entropy,
    clamped_cross_entropy_grad as clamped_cross_entropy_grad,
    clipped_cross_entropy as clipped_cross_entropy,
    clipped_cross_entropy_grad as clipped_cross_entropy_grad,
)
from .losses.naive import (
    naive_cross_entropy as naive_cross_entropy,
    naive_cross_entropy_grad as naive_cross_entropy_grad,
    naive_logsumexp as naive_logsumexp,
    naive_softmax as naive_softmax,
)
from .lessons.start import first_panel as first_panel
from .lessons.mse import five_days as five_days
from .lessons.mse import one_guess as one_guess
from .lessons.line import fit_line as fit_line
from .lessons.line import two_valleys as two_valleys
from .lessons.entropy import (
    one_question as one_question,
    surprises_add as surprises_add,
)
from .lessons.lottery import lottery as lottery
from .lessons.codes import (
    days_together as days_together,
    questions as questions,
)
from .lessons.cross_entropy import (
    belief as belief,
    many_days as many_days,
)
from .lessons.gap import gap as gap
from .lessons.why_not_mse import pull as pull
from .lessons.way_back import way_back as way_back
from .lessons.wrong_label import wrong_label as wrong_label
from .lessons.stability import (
    breakdown as breakdown,
    own_route as own_route,
)
from .lessons.overflow import (
    random_layer as random_layer,
    subtract_the_max as subtract_the_max,
)
from .lessons.disagreements import disagreements as disagreements
from .lessons.gradients import (
    two_roads as two_roads,
    who_pays as who_pays,
)
from .lessons.measured import (
    court as court,
    finite_difference as finite_difference,
)
from .lessons.prices import one_score as one_score
from .lessons.prices import one_walk as one_walk
from .lessons.margins import demands as demands
from .lessons.margins import walker as walker
from .lessons.tug_of_war import own_pull as own_pull
from .lessons.tug_of_war import tug_of_war as tug_of_war
from .lessons.under_the_pull import under_the_pull as under_the_pull
from .lessons.robust import outlier_fit as outlier_fit
from .lessons.bug_museum import bug_museum as bug_museum
from .lessons.bug_museum import known_answers as known_answers
from .losses import *
