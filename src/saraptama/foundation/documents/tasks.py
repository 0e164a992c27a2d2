"""Background work of documents: what crashes and rollbacks leave behind is cleared at night."""

from datetime import timedelta

from procrastinate.contrib.django import app

SURELY_OVER = timedelta(days=2)
"""No upload and no transaction lasts this long."""


@app.periodic(cron="17 3 * * *")
@app.task(name="documents.housekeeping", queueing_lock="documents.housekeeping", pass_context=False)
def housekeeping(timestamp: int) -> None:
    """Finish interrupted erasures; remove blobs without a record and uploads that broke off."""
    from saraptama.foundation.documents import ports
    from saraptama.foundation.documents.services import finish_erasures, sweep_orphans
    from saraptama.foundation.documents.uploading import sweep_uploads
    from saraptama.kernel import clock

    finish_erasures()
    long_ago = clock.now() - SURELY_OVER
    sweep_orphans(older_than=long_ago)
    ports.storage.get().clear_unfinished(long_ago)
    sweep_uploads(expired_by=clock.now())


@app.task(name="documents.inspect_files", queue="inspections", pass_context=False)
def inspect_files(inspection_id: str) -> None:
    """Re-check every stored file for who asked."""
    from uuid import UUID

    from saraptama.foundation.documents.stock import run_file_inspection

    run_file_inspection(UUID(inspection_id))
