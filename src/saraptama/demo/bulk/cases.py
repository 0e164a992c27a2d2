"""The rows of one order: what it says, how it arrived, its number, and the examinations that it opens."""

import hashlib
import json
import random
from functools import cache

from saraptama.casework.intake.enums import CaseNoKind, Series
from saraptama.casework.intake.rules import number_text
from saraptama.casework.intake.services.drafting import articles_json, case_number_parts
from saraptama.demo.bulk import officials
from saraptama.demo.bulk.days import day_text, moment_text
from saraptama.demo.bulk.drafts import write_draft
from saraptama.demo.bulk.drawing import Drawing
from saraptama.demo.bulk.ids import identifier
from saraptama.demo.bulk.paper import Paper
from saraptama.demo.bulk.stories import LANGUAGES, Thing, words_of
from saraptama.demo.bulk.studies import Studies, Study, dashed
from saraptama.demo.bulk.tables import NULL, Batch
from saraptama.demo.bulk.world import Institute
from saraptama.demo.names import stock_of_iins

_NO_CONSENT_NEEDED = {"consent": "NOT_NEEDED", "consent_exception": ""}
_NO_FIRST = {"first_institute": "", "first_number": "", "first_note": ""}
_CONSTANT = {
    "ordered_at_time": NULL,
    "person_iin": "",
    "named_expert": "",
    "by_materials": "f",
    "acquaintance_protocol": "t",
    "destruction_permission": "NONE",
    "return_ground": "",
    "withdrawal_ground": "",
    "retention_class": "CASE",
    "checks_done": "1",
    "legal_hold": "f",
}
"""What every generated order says alike."""

_PLACE = ("{} қ.", "г. {}")


class Cases:
    """Draws orders of institutes and writes them with all that followed."""

    def __init__(self, batch: Batch, studies: Studies, drawing: Drawing, rng: random.Random) -> None:
        self.batch, self.lines = batch, batch.lines
        self.studies, self.drawing, self.rng = studies, drawing, rng
        self.iins = stock_of_iins()

    def write(self, institute: Institute, day: int, composition: str) -> int:
        """One order of an institute, registered on a day; returns how many examinations it has."""
        paper = self.drawing.paper(institute, day, composition)
        self._order(paper)
        self._arrival(paper)
        self._contents(paper)
        if self.studies.with_history or paper.is_closed > self.studies.until:
            self._history(paper)
        self._examinations(paper)
        return len(paper.courses)

    def _order(self, paper: Paper) -> None:
        day, lang, institute = day_text(paper.day), paper.language, paper.institute
        closed = day_text(paper.is_closed) if paper.is_closed <= self.studies.until else NULL
        body_name = paper.body.name_ru if lang else paper.body.name_kk
        self.batch.put(
            "order",
            _CONSTANT
            | self._case_number(paper)
            | self._first(paper)
            | self._consent(paper)
            | {
                "id": paper.id,
                "conversation_id": paper.conversation,
                "state": "registered" if closed is NULL else "closed",
                "received_on": day,
                "accepted_on": day,
                "order_kind": "RULING" if paper.category == "CIV" else "RESOLUTION",
                "number": paper.number,
                "ordered_on": day_text(paper.day - int(self.rng.random() ** 2 * 9)),
                "place": _PLACE[lang].format(paper.city),
                "grounds": officials.GROUNDS[paper.category][lang],
                "plot": paper.told,
                "appointing_body_id": paper.body.id,
                "body_name": body_name,
                "person_name": paper.official.full,
                "person_position": officials.POSITIONS[paper.body.kind][lang],
                "person_rank": self._rank(paper),
                "case_category": paper.category,
                "exam_kind": paper.kind,
                "composition": paper.composition,
                "language": LANGUAGES[lang],
                "region": institute.region,
                "institute_id": institute.id,
                "unit_id": institute.id,
                "confidentiality": paper.confidentiality,
                "signature_status": "PAPER_SCAN" if paper.channel == "PAPER" else "VERIFIED",
                "closed_on": closed,
                "recorded_at": moment_text(paper.day, 0),
                "search_words": self._words(paper, body_name),
            },
        )

    def _rank(self, paper: Paper) -> str:
        ranks = officials.RANKS.get(paper.body.kind)
        return ranks[int(self.rng.random() * len(ranks))][paper.language] if ranks else ""

    def _consent(self, paper: Paper) -> dict[str, str]:
        """A victim is examined without written consent only in the excepted cases (CPC 271(1))."""
        excepted = self._is_examined(paper) and self._role(paper) == "VICTIM"
        return {"consent": "EXCEPTED", "consent_exception": "CPC271_1_2"} if excepted else _NO_CONSENT_NEEDED

    def _case_number(self, paper: Paper) -> dict[str, str]:
        year, region = day_text(paper.day)[2:4], paper.institute.region
        serial = int(self.rng.random() * 1_000_000)
        if paper.category == "CIV":
            number, kind = f"{region}11-{year}-00-2/{serial % 20_000 + 1}", CaseNoKind.CIVIL_CASE
        elif paper.category == "ADM":
            number, kind = f"{region}-{year}-{serial:06d}", CaseNoKind.ADM_MATERIAL
        else:
            number, kind = f"{year}{region}{paper.body.kind}{serial % 40:02d}1{serial:06d}", CaseNoKind.ERDR
        parts = json.dumps(case_number_parts(number, kind)) if self.studies.with_history else "{}"
        articles = articles_of(officials.ARTICLES[paper.specialties[0].partition(".")[0]])
        return {
            "case_no": number,
            "case_no_kind": kind.value,
            "case_no_parts": parts,
            "articles": articles if paper.category == "CRIM" else "[]",
        }

    def _first(self, paper: Paper) -> dict[str, str]:
        """Where the first examination was, for an additional or repeated one."""
        if paper.kind == "PRIMARY":
            return _NO_FIRST
        year, serial = int(day_text(paper.day)[:4]) - 1, 1 + int(self.rng.random() * 900)
        number = number_text(prefix=paper.institute.prefix, year=year, series=Series.ORDER, number=serial)
        return {
            "first_institute": paper.institute.code,
            "first_number": number,
            "first_note": officials.DOUBTS[paper.language],
        }

    def _words(self, paper: Paper, body_name: str) -> str:
        """The same words as intake keeps: of names, number, plot, questions and objects."""
        found = {paper.number, *words_of(body_name), *words_of(paper.city), *words_of(paper.plot)}
        for name in (paper.official.full, paper.person.full):
            found |= words_of(name)
        for question, _ in paper.questions:
            found |= words_of(question)
        for thing, _ in paper.things:
            found |= words_of(thing.name)
        return " ".join(sorted(found))

    def _arrival(self, paper: Paper) -> None:
        day, moment, institute = day_text(paper.day), moment_text(paper.day, 0), paper.institute
        digest = hashlib.sha256(paper.id.encode()).hexdigest()
        answer = json.dumps(self._first_answer(paper)) if self.studies.with_history else "{}"
        self.lines["arrival"].append(
            f"{identifier(self.rng, paper.day, 31_900_000)}\t{institute.id}\t{day[:4]}\t{int(paper.incoming[-6:])}\t"
            f"{paper.channel}\t{day}\t{moment}\t{moment}\tdemo-{paper.channel.lower()}\t{paper.id}\t{digest}\t"
            f"{paper.body.id}\t{paper.id}\t{answer}\t1\n"
        )
        self.lines["registration"].append(
            f"{paper.registration}\t{paper.id}\t{institute.id}\tORDER\t{day[:4]}\t{int(paper.registered_as[-6:])}\t"
            f"{paper.registered_as}\t{day}\t{moment_text(paper.day, 1)}\t1\n"
        )

    def _first_answer(self, paper: Paper) -> dict[str, object]:
        return {
            "order_id": dashed(paper.id),
            "conversation_id": dashed(paper.conversation),
            "state": "registered",
            "incoming_number": paper.incoming,
            "registrations": [[paper.institute.code, paper.registered_as]],
            "findings": [],
        }

    def _contents(self, paper: Paper) -> None:
        day, rng, lines, single = paper.day, self.rng, self.lines, len(paper.specialties) == 1
        person = paper.person.full
        for seq, code in enumerate(paper.specialties, start=1):
            lines["specialty"].append(f"{identifier(rng, day)}\t{paper.id}\t{seq}\t{code}\t\t{paper.institute.id}\t1\n")
        for number, (question, seq) in enumerate(paper.questions, start=1):
            said, key = question.replace("{person}", person), identifier(rng, day)
            paper.question_ids.append((key, number, seq))
            lines["question"].append(f"{key}\t{paper.id}\t{number}\t{said}\t{NULL if single else seq}\t1\n")
        for number, (thing, seq) in enumerate(paper.things, start=1):
            sealing = self._sealing(paper, thing, number)
            lines["ordered_object"].append(
                f"{identifier(rng, day)}\t{paper.id}\t{number}\t{thing.kind}\t"
                f"{thing.name.replace('{person}', person)}\t"
                f"1\t{thing.measure_unit}\t{sealing}\t\tNONE\t{'t' if thing.kind == 'DIGITAL' else 'f'}\t"
                f"{'[]' if single else f'[{seq}]'}\t1\n"
            )
        iin = self.iins[int(rng.random() * len(self.iins))] if rng.random() < 0.85 else ""
        lines["person"].append(
            f"{identifier(rng, day)}\t{paper.id}\t1\t{self._role(paper)}\t{person}\t{iin}\t{'f' if iin else 't'}\t"
            f"{'t' if self._is_examined(paper) else 'f'}\t1\n"
        )

    def _sealing(self, paper: Paper, thing: Thing, number: int) -> str:
        """Packaging, seal number, and why there is no seal: three columns."""
        if thing.kind in officials.NOT_SEALED:
            return f"\t\t{officials.NOT_SEALED[thing.kind][paper.language]}"
        return f"{officials.PACKAGING[thing.kind][paper.language]}\tП-{paper.registered_as[-6:]}-{number}\t"

    def _role(self, paper: Paper) -> str:
        if any(thing.kind == "CORPSE" for thing, _ in paper.things):
            return "DECEASED"
        if paper.category == "CIV":
            return "PLAINTIFF" if paper.day % 2 else "DEFENDANT"
        if paper.category == "ADM":
            return "OFFENDER"
        return "VICTIM" if int(paper.id[-2:], 16) < 120 else "SUSPECT"

    def _is_examined(self, paper: Paper) -> bool:
        return any(thing.kind in ("PERSON", "CORPSE") for thing, _ in paper.things)

    def _history(self, paper: Paper) -> None:
        clerk = self._clerk(paper)
        steps = [("received", paper.day), ("checked", paper.day), ("registered", paper.day)]
        if paper.is_closed <= self.studies.until:
            steps.append(("closed", paper.is_closed))
        for seq, (state, day) in enumerate(steps, start=1):
            self.lines["order_status"].append(
                f"{identifier(self.rng, day)}\t{paper.id}\t{seq}\t{state}\t{day_text(day)}\t"
                f"{moment_text(day, seq)}\t{clerk}\t\t1\n"
            )

    def _clerk(self, paper: Paper) -> str:
        clerks = paper.institute.clerks
        return clerks[paper.day % len(clerks)]

    def _examinations(self, paper: Paper) -> None:
        group = identifier(self.rng, paper.day) if paper.composition == "COMPLEX" else NULL
        on_site = any(thing.kind == "PLACE" for thing, _ in paper.things)
        for seq, code in enumerate(paper.specialties, start=1):
            study = Study(
                order=paper.id,
                registration=paper.registration,
                number=paper.registered_as,
                seq=seq,
                specialty=code,
                institute=paper.institute,
                desk=paper.institute.desks[code.partition(".")[0]],
                body=paper.body,
                kind=paper.kind,
                composition=paper.composition,
                category=paper.category,
                confidentiality=paper.confidentiality,
                language=paper.language,
                group=group,
                place="ON_SITE" if on_site else "LAB",
                course=paper.courses[seq - 1],
                experts=paper.experts[seq - 1],
                clerk=self._clerk(paper),
                plot=paper.told,
                questions=[(question, number) for question, number, of in paper.question_ids if of == seq],
            )
            examination = self.studies.write(study)
            if self.studies.is_drafted(study.course):
                write_draft(self.studies, study, examination)


@cache
def articles_of(written: str) -> str:
    """The article of the Criminal Code as written and as read apart."""
    return json.dumps(articles_json((written,)), ensure_ascii=False)
