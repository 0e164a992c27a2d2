"""Background work: jobs are deferred in the act's own transaction (an outbox without a second broker)."""

PROCRASTINATE_ON_APP_READY = "saraptama.config.wiring.on_jobs_ready"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
