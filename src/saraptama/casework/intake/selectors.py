"""Questions to intake."""

from saraptama.casework.intake.labels import choices_of, label_of

__all__ = ["choices_of", "label_of"]
