"""The words of the played examination: fictional people, in either language of the proceedings."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from saraptama.casework.conclusions.enums import Outcome, Section


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the people of the play write, in one language."""

    order: dict[str, Any]
    brought_by: str
    purpose: str
    back: str
    complexity: str
    petition_subject: str
    petition: str
    answer: str
    education: str
    recipient: str
    power: str
    sections: dict[Section, str]
    answers: tuple[tuple[Outcome, str], ...]
    """Outcome and text for each question, in the order of the questions."""

    def order_document(self, ordered_on: date) -> bytes:
        """The resolution of the played examination, as the body's system sends it."""
        return json.dumps({**_COMMON, **self.order, "ordered_on": ordered_on.isoformat()}, ensure_ascii=False).encode()


_COMMON = {
    "schema": "saraptama/order/1",
    "kind": "RESOLUTION",
    "number": "118",
    "institute": "I71",
    "examination": {"kind": "PRIMARY", "composition": "SOLE", "specialties": ["1.1"]},
    "acquaintance_protocol": True,
    "signed_on_paper": True,
}


def _case(law: str) -> dict[str, Any]:
    return {
        "category": "CRIM",
        "number": "257199039999999",
        "number_kind": "ERDR",
        "articles": [{"article": "190", "part": "3", "law": law}],
    }


def _appointing(position: str, rank: str) -> dict[str, Any]:
    person = {"surname": "Исмаилов", "name": "Тимур", "patronymic": "Рашидович", "position": position, "rank": rank}
    return {"body": "71-03-1", "person": person}


def _document(name: str, packaging: str, origin: str) -> dict[str, str]:
    return {"name": name, "kind": "DOCUMENT", "packaging": packaging, "seal": "KZ-004511", "origin": origin,
            "destruction": "NONE"}  # fmt: skip


def _samples(name: str, packaging: str, origin: str) -> dict[str, str]:
    return {"name": name, "kind": "SAMPLE", "quantity": "10", "unit": "SHEET", "packaging": packaging,
            "seal": "KZ-004512", "origin": origin, "destruction": "NONE"}  # fmt: skip


RUSSIAN = Words(
    order={
        "language": "ru",
        "place": "г. Астана",
        "grounds": "Ст. 270, 271, 272 УПК РК: для установления исполнителя подписи нужны специальные знания",
        "plot": "Образцов П. П. получил деньги под расписку, после чего отрицал свою подпись в ней.",
        "case": _case("УК РК"),
        "appointing": _appointing("старший следователь", "майор полиции"),
        "questions": [
            {"text": "Кем, Образцовым П. П. или другим лицом, выполнена подпись от его имени в расписке?"},
            {"text": "Не выполнена ли подпись в необычных условиях или с намеренным изменением почерка?"},
        ],
        "objects": [
            _document("Расписка на одном листе", "бумажный конверт", "протокол выемки"),
            _samples("Образцы подписи Образцова П. П. на 10 листах", "бумажный конверт", "протокол получения образцов"),
        ],
        "persons": [{"role": "SUSPECT", "full_name": "Образцов Пётр Петрович", "iin": "999999000303"}],
    },
    brought_by="Исмаилов Тимур Рашидович",
    purpose="Производство экспертизы",
    back="Возврат на хранение",
    complexity="Два объекта, краткая подпись, достаточный объём образцов",
    petition_subject="Свободные образцы подписи",
    petition=(
        "Представленных образцов недостаточно для оценки устойчивости признаков. Прошу представить свободные образцы"
        " подписи Образцова П. П. за 2024–2025 годы, не менее десяти."
    ),
    answer="Направляются двенадцать свободных образцов подписи.",
    education="высшее, «Криминалистика»",
    recipient="Исмаилов Тимур Рашидович",
    power="служебное удостоверение № 0001",
    sections={
        Section.CIRCUMSTANCES: "Образцов П. П. получил деньги под расписку и отрицает свою подпись в ней.",
        Section.RESEARCH: (
            "Исследуемая подпись имеет смешанную транскрипцию, средний темп, среднюю выработанность. Сравнением с"
            " образцами установлены совпадения общих и частных признаков: размещение движений при выполнении начальной"
            " буквы, форма и протяжённость росчерка, относительное размещение точек начала и окончания движений."
            " Различия объясняются вариационностью подписи. Признаков необычных условий и намеренного изменения не"
            " найдено."
        ),
    },
    answers=(
        (
            Outcome.CATEGORICAL_POSITIVE,
            "Подпись от имени Образцова П. П. в расписке выполнена Образцовым Петром Петровичем.",
        ),
        (
            Outcome.CATEGORICAL_NEGATIVE,
            "Подпись выполнена в обычных условиях, без намеренного изменения почерка.",
        ),
    ),
)

KAZAKH = Words(
    order={
        "language": "kk",
        "place": "Астана қ.",
        "grounds": "ҚР ҚПК 270, 271, 272-баптары: қолтаңбаны кім орындағанын анықтау үшін арнайы ғылыми білім қажет",
        "plot": "Ғ. Ө. Үлгібаев жиһаз сатып алуға қолхатпен ақша алып, кейін ондағы өз қолтаңбасынан бас тартты.",
        "case": _case("ҚР ҚК"),
        "appointing": _appointing("аға тергеуші", "полиция майоры"),
        "questions": [
            {"text": "Қолхаттағы Ғ. Ө. Үлгібаевтың атынан қойылған қолтаңбаны оның өзі ме, басқа адам орындады ма?"},
            {"text": "Қолтаңба әдеттен тыс жағдайда немесе қолжазба қасақана өзгертіліп орындалмаған ба?"},
        ],
        "objects": [
            _document("Бір парақтағы қолхат", "қағаз конверт", "алу хаттамасы"),
            _samples("Ғ. Ө. Үлгібаев қолтаңбасының 10 парақтағы үлгілері", "қағаз конверт", "үлгілерді алу хаттамасы"),
        ],
        "persons": [{"role": "SUSPECT", "full_name": "Үлгібаев Ғани Өтегенұлы", "iin": "999999000303"}],
    },
    brought_by="Исмаилов Тимур Рашидович",
    purpose="Сараптама жүргізу",
    back="Сақтауға қайтару",
    complexity="Екі объект, қысқа қолтаңба, үлгілердің көлемі жеткілікті",
    petition_subject="Қолтаңбаның еркін үлгілері",
    petition=(
        "Ұсынылған үлгілер белгілердің тұрақтылығын бағалауға жеткіліксіз. Ғ. Ө. Үлгібаев қолтаңбасының 2024–2025"
        " жылдардағы кемінде он еркін үлгісін ұсынуды сұраймын."
    ),
    answer="Қолтаңбаның он екі еркін үлгісі жіберіледі.",
    education="жоғары, «Криминалистика»",
    recipient="Исмаилов Тимур Рашидович",
    power="№ 0001 қызметтік куәлік",
    sections={
        Section.CIRCUMSTANCES: (
            "Ғ. Ө. Үлгібаев жиһаз сатып алуға қолхатпен ақша алған және ондағы өз қолтаңбасынан бас тартады."
        ),
        Section.RESEARCH: (
            "Зерттелетін қолтаңбаның транскрипциясы аралас, қарқыны мен жетілгендігі орташа. Үлгілермен салыстырғанда"
            " жалпы және жеке белгілердің сәйкестігі анықталды: бастапқы әріпті орындаудағы қозғалыстардың орналасуы,"
            " росчерктің нысаны мен ұзындығы, қозғалыстардың басталу және аяқталу нүктелерінің өзара орналасуы."
            " Айырмашылықтар қолтаңбаның өзгермелілігімен түсіндіріледі. Әдеттен тыс жағдайдың және қасақана"
            " өзгертудің белгілері табылған жоқ."
        ),
    },
    answers=(
        (
            Outcome.CATEGORICAL_POSITIVE,
            "Қолхаттағы Ғ. Ө. Үлгібаевтың атынан қойылған қолтаңбаны Ғани Өтегенұлы Үлгібаевтың өзі орындаған.",
        ),
        (
            Outcome.CATEGORICAL_NEGATIVE,
            "Қолтаңба әдеттегі жағдайда, қолжазба қасақана өзгертілмей орындалған.",
        ),
    ),
)

BY_LANGUAGE = {"ru": RUSSIAN, "kk": KAZAKH}
