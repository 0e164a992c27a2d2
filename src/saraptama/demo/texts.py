"""The words of the played examination: fictional people, in the language of the proceedings."""

import json
from datetime import date

from saraptama.casework.conclusions.enums import Outcome, Section


def order(ordered_on: date) -> bytes:
    """The resolution of the played examination, as the body's system sends it."""
    return json.dumps({**_ORDER, "ordered_on": ordered_on.isoformat()}, ensure_ascii=False).encode()


_ORDER = {
    "schema": "saraptama/order/1",
    "kind": "RESOLUTION",
    "number": "118",
    "place": "г. Астана",
    "grounds": "Ст. 270, 271, 272 УПК РК: для установления исполнителя подписи нужны специальные знания",
    "plot": "Образцов П. П. получил деньги под расписку, после чего отрицал свою подпись в ней.",
    "language": "ru",
    "institute": "I71",
    "case": {
        "category": "CRIM",
        "number": "257199039999999",
        "number_kind": "ERDR",
        "articles": [{"article": "190", "part": "3", "law": "УК РК"}],
    },
    "appointing": {
        "body": "71-03-1",
        "person": {
            "surname": "Исмаилов",
            "name": "Тимур",
            "patronymic": "Рашидович",
            "position": "старший следователь",
            "rank": "майор полиции",
        },
    },
    "examination": {"kind": "PRIMARY", "composition": "SOLE", "specialties": ["1.1"]},
    "questions": [
        {"text": "Кем, Образцовым П. П. или другим лицом, выполнена подпись от его имени в расписке?"},
        {"text": "Не выполнена ли подпись в необычных условиях или с намеренным изменением почерка?"},
    ],
    "objects": [
        {
            "name": "Расписка на одном листе",
            "kind": "DOCUMENT",
            "packaging": "бумажный конверт",
            "seal": "KZ-004511",
            "origin": "протокол выемки",
            "destruction": "NONE",
        },
        {
            "name": "Образцы подписи Образцова П. П. на 10 листах",
            "kind": "SAMPLE",
            "quantity": "10",
            "unit": "SHEET",
            "packaging": "бумажный конверт",
            "seal": "KZ-004512",
            "origin": "протокол получения образцов",
            "destruction": "NONE",
        },
    ],
    "persons": [{"role": "SUSPECT", "full_name": "Образцов Пётр Петрович", "iin": "999999000303"}],
    "acquaintance_protocol": True,
    "signed_on_paper": True,
}

BROUGHT_BY = "Исмаилов Тимур Рашидович"
PURPOSE = "Производство экспертизы"
BACK = "Возврат на хранение"
COMPLEXITY = "Два объекта, краткая подпись, достаточный объём образцов"
PETITION_SUBJECT = "Свободные образцы подписи"
PETITION = (
    "Представленных образцов недостаточно для оценки устойчивости признаков. Прошу представить свободные образцы"
    " подписи Образцова П. П. за 2024–2025 годы, не менее десяти."
)
ANSWER = "Направляются двенадцать свободных образцов подписи."
EDUCATION = "высшее, «Криминалистика»"
RECIPIENT = "Исмаилов Тимур Рашидович"
POWER = "служебное удостоверение № 0001"

SECTIONS = {
    Section.CIRCUMSTANCES: "Образцов П. П. получил деньги под расписку и отрицает свою подпись в ней.",
    Section.RESEARCH: (
        "Исследуемая подпись имеет смешанную транскрипцию, средний темп, среднюю выработанность. Сравнением с образцами"
        " установлены совпадения общих и частных признаков: размещение движений при выполнении начальной буквы, форма"
        " и протяжённость росчерка, относительное размещение точек начала и окончания движений. Различия объясняются"
        " вариационностью подписи. Признаков необычных условий и намеренного изменения не найдено."
    ),
}

ANSWERS = (
    (
        Outcome.CATEGORICAL_POSITIVE,
        "Подпись от имени Образцова П. П. в расписке выполнена Образцовым Петром Петровичем.",
    ),
    (
        Outcome.CATEGORICAL_NEGATIVE,
        "Подпись выполнена в обычных условиях, без намеренного изменения почерка.",
    ),
)
