"""Background jobs: what waits, what failed and why, what runs by the clock."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from saraptama.foundation.messaging import job_queue
from saraptama.web.administration.sections import acting, section_context
from saraptama.web.shared.components import Stat
from saraptama.web.shared.tones import Tone

TASK_WORDS: dict[str, Any] = {
    "messaging.react": gettext_lazy("pass on what happened"),
    "messaging.take_over": gettext_lazy("begin again what a crash left half done"),
    "journey.seal": gettext_lazy("prove and seal a signed conclusion"),
    "journey.expire_hand_overs": gettext_lazy("end offers of objects that nobody confirmed"),
    "journey.give_alerts": gettext_lazy("tell people how terms pass"),
    "journey.remind_of_petitions": gettext_lazy("remind of petitions without an answer"),
    "documents.housekeeping": gettext_lazy("clear what broken uploads left, finish erasures"),
    "documents.inspect_files": gettext_lazy("re-check every stored file"),
    "audit.verify_log": gettext_lazy("verify the log"),
    "messaging.deliver_webhook": gettext_lazy("tell a body's system what happened"),
    "messaging.tell_systems": gettext_lazy("look for what bodies' systems have not been told yet"),
    "messaging.forget_old_answers": gettext_lazy("forget kept answers of the interface that are out of date"),
    "desktop.make_export": gettext_lazy("make a file of a list"),
    "desktop.learn_words": gettext_lazy("learn the words that misspelt ones are compared with"),
    "desktop.forget": gettext_lazy("delete files of lists that are out of date"),
    "desktop.write_mail": gettext_lazy("send letters about notifications"),
}
LONG_WAIT_SECONDS = 60


def task_words(name: str) -> str:
    """The task in words; one that has none shows its name."""
    return str(TASK_WORDS.get(name, name))


def often(cron: str) -> str:
    """How often a job runs, in words: of the forms of a schedule only those that the service uses."""
    *seconds, minute, hour, _day, _month, _weekday = ["", *cron.split()][-6:]
    every = seconds[0] if seconds else ""
    if every.startswith("*/"):
        return _("every {count} seconds").format(count=every[2:])
    if minute.startswith("*/"):
        return _("every {count} minutes").format(count=minute[2:])
    if minute == "*":
        return _("every minute")
    return _("at {time} every day").format(time=f"{int(hour):02}:{int(minute):02}") if hour.isdigit() else cron


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """The queue."""
    state = job_queue.queue_state()
    context = {
        **section_context(request, "admin_jobs"),
        "stats": _stats(state),
        "state": state,
        "is_slow": state.longest_wait_seconds > LONG_WAIT_SECONDS,
        "failed": [
            (job, task_words(job.task), _about(job), job_queue.last_error_of(job)) for job in job_queue.failed_jobs()
        ],
        "stuck": [(job, task_words(job.task)) for job in job_queue.stuck_jobs()],
        "periodic": [(line, task_words(line.task), often(line.cron)) for line in job_queue.periodic_jobs()],
    }
    return render(request, "administration/jobs.html", context)


def _stats(state: job_queue.QueueState) -> list[Stat]:
    return [
        Stat(_("wait for a worker"), state.waiting),
        Stat(_("planned for later or for another try"), state.later),
        Stat(_("running now"), state.running),
        Stat(_("failed"), state.failed, "#failed", tone=Tone.OVERDUE if state.failed else None),
        Stat(_("workers alive"), state.workers, tone=None if state.workers else Tone.OVERDUE),
    ]


def _about(job: job_queue.JobLine) -> str:
    """What the job was about: its arguments are ids only."""
    return ", ".join(f"{name}: {value}" for name, value in job.arguments.items())


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Begin one failed job again, or all of them."""
    actor, wanted = acting(request), request.POST.get("job", "")
    if wanted.isdigit():
        job_queue.retry_job(actor, job_id=int(wanted))
        begun = 1
    else:
        begun = job_queue.retry_all_failed(actor)
    messages.success(
        request, ngettext("{count} job is begun again.", "{count} jobs are begun again.", begun).format(count=begun)
    )
    return redirect("admin_jobs")
