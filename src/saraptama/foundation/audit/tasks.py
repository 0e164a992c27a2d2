"""Background work of the record."""

from procrastinate.contrib.django import app


@app.task(name="audit.verify_log", queue="inspections", pass_context=False)
def verify_log(inspection_id: str) -> None:
    """Verify the log for who asked."""
    from uuid import UUID

    from saraptama.foundation.audit.inspections import run_log_inspection

    run_log_inspection(UUID(inspection_id))
