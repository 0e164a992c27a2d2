"""Questions about experts: who they are, and what an assignment weighs."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Upper

from saraptama.capacity.experts.enums import AbsenceKind, ExpertKind
from saraptama.capacity.experts.errors import ExpertUnknown
from saraptama.capacity.experts.models import Absence, Expert, ExpertQuerySet, Secondment, SpecialtyCertificate
from saraptama.capacity.experts.search import certified, finding, in_alphabet
from saraptama.capacity.experts.types import AbsenceFacts, CertificateFacts, ExpertBrief, ExpertFacts, ExpertFilter
from saraptama.foundation.accounts.selectors import names_of
from saraptama.foundation.reference import selectors as reference
from saraptama.kernel import clock
from saraptama.kernel.actor import ActorRef


def facts_for_assignment(specialty_code: str, institute_id: UUID | None, on: date) -> list[ExpertFacts]:
    """Experts in service on a day who hold, or held, a certificate for a specialty, by name.

    Of an institute: those who serve in it on that day, whether at home or lent. Without an institute: everybody,
    private experts too. Expired and suspended certificates and absences are told, not hidden: the head sees why not.
    """
    rows = Expert.objects.working_on(on).filter(certificates__specialty_code=specialty_code).distinct()
    if institute_id is not None:
        rows = rows.serving_in(reference.unit(institute_id).path, on)
    return _facts(rows, on)


def facts_of(expert_ids: Iterable[UUID], on: date | None = None) -> list[ExpertFacts]:
    """The same facts about given experts, in service or not."""
    return _facts(Expert.objects.filter(id__in=set(expert_ids)), on or clock.today())


def expert(expert_id: UUID, on: date | None = None) -> ExpertFacts | None:
    """One expert, or None."""
    return next(iter(facts_of([expert_id], on)), None)


def expert_of_user(user_id: UUID, on: date | None = None) -> ExpertFacts | None:
    """The expert behind a user, or None."""
    return next(iter(_facts(Expert.objects.filter(user_id=user_id), on or clock.today())), None)


def briefs(expert_ids: Iterable[UUID], on: date | None = None) -> dict[UUID, ExpertBrief]:
    """Many experts at once, each in a line: three plain queries, however many."""
    day, ids = on or clock.today(), set(expert_ids)
    away = dict(Absence.objects.filter(valid_from__lte=day, valid_to__gte=day).values_list("expert_id", "valid_to"))
    rows = list(Expert.objects.filter(id__in=ids).values_list("id", "user_id", "position", "capacity"))
    names = names_of(user_id for _id, user_id, _position, _capacity in rows)
    return {
        key: ExpertBrief(key, user_id, names.get(user_id, ""), position, capacity, away.get(key))
        for key, user_id, position, capacity in rows
    }


def experts_among(people: Iterable[tuple[str, str]]) -> dict[UUID, int]:
    """Experts who are among people given as (IIN or nothing, full name): the expert with the place in the list.

    An IIN decides; without one the full name does, so a namesake is found too, and a head must look.
    """
    known = [(iin.strip(), _plain(name)) for iin, name in people]
    by_iin = {iin: place for place, (iin, _name) in enumerate(known) if iin}
    by_name = {name: place for place, (iin, name) in enumerate(known) if name and not iin}
    if not known:
        return {}
    surnames = {name.split()[0] for name in by_name}
    rows = Expert.objects.annotate(plain_surname=Upper("user__surname")).filter(
        Q(user__iin__in=by_iin) | Q(plain_surname__in=surnames)
    )
    found: dict[UUID, int] = {}
    for row in rows.select_related("user"):
        place = by_iin.get(row.user.iin or "", by_name.get(_plain(row.user.full_name())))
        if place is not None:
            found[row.id] = place
    return found


def _plain(name: str) -> str:
    """A name for comparison: capitals, single spaces."""
    return " ".join(name.upper().split())


def visible_experts(actor: ActorRef) -> ExpertQuerySet:
    """Experts that an actor may see, for list screens."""
    return Expert.objects.visible_to(actor).select_related("unit")


def register(actor: ActorRef, wanted: ExpertFilter | None = None) -> QuerySet[Expert]:
    """The register of experts as the actor may see it, narrowed, with the key of the Kazakh alphabet (features B8)."""
    chosen = wanted or ExpertFilter()
    day = clock.today()
    rows = in_alphabet(visible_experts(actor).select_related("user"))
    if not chosen.former:
        rows = rows.filter(Q(left_on__isnull=True) | Q(left_on__gte=day))
    if chosen.words:
        rows = finding(rows, chosen.words, day)
    if chosen.specialty:
        rows = certified(rows, [chosen.specialty], day)
    if chosen.language:
        rows = rows.filter(languages__contains=[chosen.language])
    if chosen.region:
        rows = rows.filter(unit__region_code=chosen.region)
    if chosen.unit_path:
        rows = rows.filter(Q(unit__path=chosen.unit_path) | Q(unit__path__startswith=f"{chosen.unit_path}."))
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.present:
        away = Absence.objects.filter(valid_from__lte=day, valid_to__gte=day)
        rows = rows.exclude(id__in=away.values("expert_id"))
    return rows


def expert_card(actor: ActorRef, expert_id: UUID) -> Expert:
    """One expert that the actor may see, with certificates, absences and secondments; ExpertUnknown otherwise."""
    found = (
        visible_experts(actor)
        .select_related("user")
        .prefetch_related(
            Prefetch("certificates", SpecialtyCertificate.objects.order_by("specialty_code", "-issued_on")),
            Prefetch("absences", Absence.objects.order_by("-valid_from")),
            Prefetch("secondments", Secondment.objects.select_related("to_unit").order_by("-valid_from")),
        )
        .filter(pk=expert_id)
        .first()
    )
    if found is None:
        raise ExpertUnknown
    return found


def _facts(rows: QuerySet[Expert], on: date) -> list[ExpertFacts]:
    """Four queries and one for the names, however many experts."""
    experts = list(
        rows.select_related("unit").prefetch_related(
            Prefetch("certificates", SpecialtyCertificate.objects.order_by("specialty_code", "issued_on")),
            Prefetch("absences", Absence.objects.filter(valid_to__gte=on).order_by("valid_from")),
            Prefetch(
                "secondments",
                Secondment.objects.filter(valid_from__lte=on, valid_to__gte=on).select_related("to_unit"),
            ),
        )
    )
    names = names_of(row.user_id for row in experts)
    return sorted((_told(row, names.get(row.user_id, "")) for row in experts), key=lambda f: (f.name, str(f.expert_id)))


def _told(row: Expert, name: str) -> ExpertFacts:
    lent = next(iter(row.secondments.all()), None)
    unit = lent.to_unit if lent else row.unit
    return ExpertFacts(
        expert_id=row.id,
        user_id=row.user_id,
        name=name,
        unit_id=unit.id if unit else None,
        unit_path=unit.path if unit else "",
        position=row.position,
        certificates=tuple(_certificate(line) for line in row.certificates.all()),
        absences=tuple(
            AbsenceFacts(line.valid_from, line.valid_to, AbsenceKind(line.kind)) for line in row.absences.all()
        ),
        languages=tuple(row.languages),
        kind=ExpertKind(row.kind),
        capacity=row.capacity,
        hired_on=row.hired_on,
        left_on=row.left_on,
    )


def _certificate(line: SpecialtyCertificate) -> CertificateFacts:
    return CertificateFacts(
        specialty=line.specialty_code,
        number=line.number,
        valid_from=line.issued_on,
        valid_to=line.valid_to,
        suspended_from=line.suspended_from,
    )
