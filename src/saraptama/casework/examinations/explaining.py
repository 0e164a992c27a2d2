"""Why a date: the steps of a reckoning as sentences."""

from datetime import date

from django.utils import formats

from saraptama.casework.examinations.labels import STEPS, STEPS_AHEAD
from saraptama.casework.examinations.types import ExplainedStep, Step, Term


def explain(reckoned: Term) -> list[ExplainedStep]:
    """Why this date: each step of the reckoning as a sentence in the language active now."""
    return [
        ExplainedStep(
            step,
            _words_of(step, reckoned.as_of).format(
                start=formats.date_format(step.start, "SHORT_DATE_FORMAT"),
                end=formats.date_format(step.end, "SHORT_DATE_FORMAT") if step.end else "…",
                days=abs(step.days),
            ),
        )
        for step in reckoned.steps
    ]


def _words_of(step: Step, as_of: date) -> str:
    """What the step says; of a limit that lies ahead of the day asked about, that it will be reached."""
    is_ahead = step.end is not None and step.end > as_of
    return str(STEPS_AHEAD.get(step.key, STEPS[step.key]) if is_ahead else STEPS[step.key])
