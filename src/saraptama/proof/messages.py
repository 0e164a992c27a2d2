"""What the verifier says, in Kazakh, Russian and English; here, because whoever checks us has no catalogues."""

from typing import Final

from saraptama.kernel.errors import Refusal

LANGUAGES: Final = ("kk", "ru", "en")

# What was asked → Kazakh, Russian, English.
_SENTENCES: Final = {
    ("readable", "proven"): (
        "Файл оқылды.",
        "Файл прочитан.",
        "The file can be read.",
    ),
    ("readable", "failed"): (
        "Файлды тексеру мүмкін емес.",
        "Файл невозможно проверить.",
        "The file cannot be checked.",
    ),
    ("seal", "proven"): (
        "Мөр бұзылмаған және бүкіл файлды қамтиды: {name}.",
        "Печать не нарушена и охватывает весь файл: {name}.",
        "The seal is intact and covers the whole file: {name}.",
    ),
    ("seal", "not_proven"): (
        "Мөрді тексеру мүмкін болмады.",
        "Печать проверить не удалось.",
        "The seal could not be checked.",
    ),
    ("seal", "failed"): (
        "Мөр жарамсыз.",
        "Печать недействительна.",
        "The seal does not hold.",
    ),
    ("seal_owner", "proven"): (
        "Мөрдің иесін сенімді куәландырушы орталық растайды: {name}.",
        "Владельца печати подтверждает доверенный удостоверяющий центр: {name}.",
        "A trusted authority vouches for the seal's owner: {name}.",
    ),
    ("seal_owner", "not_proven"): (
        "Мөрдің иесі расталмады: {name}.",
        "Владелец печати не подтверждён: {name}.",
        "The seal's owner is not proven: {name}.",
    ),
    ("seal_owner", "failed"): (
        "Мөрдің сертификаты жарамсыз: {name}.",
        "Сертификат печати недействителен: {name}.",
        "The seal's certificate does not hold: {name}.",
    ),
    ("seal_time", "proven"): (
        "Мөр {at} уақытынан кешіктірілмей басылған (Астана уақыты): уақыт белгісі бар.",
        "Печать поставлена не позднее {at} (время Астаны): есть метка времени.",
        "The seal was made no later than {at} (Astana time): a time stamp says so.",
    ),
    ("seal_time", "not_proven"): (
        "Мөрдің уақыты дәлелденбеген.",
        "Время печати не доказано.",
        "The time of the seal is not proven.",
    ),
    ("seal_time", "failed"): (
        "Мөрдің уақыт белгісі жарамсыз.",
        "Метка времени печати недействительна.",
        "The seal's time stamp does not hold.",
    ),
    ("signature", "proven"): (
        "{name} дәл осы құжатқа қол қойған ({file}).",
        "{name}: подписан именно этот документ ({file}).",
        "{name} signed exactly this document ({file}).",
    ),
    ("signature", "not_proven"): (
        "Қолтаңбаны тексеру мүмкін болмады ({file}).",
        "Подпись проверить не удалось ({file}).",
        "The signature could not be checked ({file}).",
    ),
    ("signature", "failed"): (
        "Сарапшының қолтаңбасы расталмады.",
        "Подпись эксперта не подтверждена.",
        "The expert's signature does not hold.",
    ),
    ("signer", "proven"): (
        "{name}: кілт иесін {issuer} растайды, сертификат {at} жарамды болған.",
        "{name}: владельца ключа подтверждает {issuer}, сертификат действовал {at}.",
        "{name}: {issuer} vouches for the key's owner, the certificate was valid on {at}.",
    ),
    ("signer", "not_proven"): (
        "{name}: кілттің иесі дәлелденбеген.",
        "{name}: владелец ключа не доказан.",
        "{name}: whose key it was is not proven.",
    ),
    ("signer", "failed"): (
        "{name}: сертификат жарамсыз.",
        "{name}: сертификат недействителен.",
        "{name}: the certificate does not hold.",
    ),
    ("unaltered", "proven"): (
        "Қол қойылғаннан кейін мазмұны өзгермеген.",
        "После подписания содержание не менялось.",
        "Nothing in the content was changed after signing.",
    ),
    ("unaltered", "not_proven"): (
        "Мазмұнының өзгермегені дәлелденбеген: расталған қолтаңба жоқ.",
        "Неизменность содержания не доказана: нет подтверждённой подписи.",
        "That the content is unchanged is not proven: no signature holds.",
    ),
    ("unaltered", "failed"): (
        "Құжат сарапшы қол қойғаннан кейін өзгертілген.",
        "Документ изменён после подписания экспертом.",
        "The document was altered after the expert signed.",
    ),
    ("dissent", "proven"): (
        "Ерекше пікірге оның иесі қол қойған: {name} ({file}).",
        "Особое мнение подписано его автором: {name} ({file}).",
        "The dissenting opinion is signed by its author: {name} ({file}).",
    ),
    ("dissent", "not_proven"): (
        "Ерекше пікірдің қолтаңбасын тексеру мүмкін болмады ({file}).",
        "Подпись под особым мнением проверить не удалось ({file}).",
        "The signature under the dissenting opinion could not be checked ({file}).",
    ),
    ("dissent", "failed"): (
        "Ерекше пікірдің қолтаңбасы расталмады ({file}).",
        "Подпись под особым мнением не подтверждена ({file}).",
        "The signature under the dissenting opinion does not hold ({file}).",
    ),
    ("logged", "proven"): (
        "Жазба {origin} журналында {position}-орында тұр ({size} жазбаның ішінде).",
        "Запись стоит в журнале {origin} на месте {position} (из {size}).",
        "The entry stands in the log {origin} at position {position} of {size}.",
    ),
    ("logged", "not_proven"): (
        "Журналда бар екені дәлелденбеген: файлда дәлел жоқ.",
        "Наличие в журнале не доказано: в файле нет доказательства.",
        "That it is in the log is not proven: the file carries no proof.",
    ),
    ("logged", "failed"): (
        "Журнал дәлелі жарамсыз.",
        "Доказательство журнала не сходится.",
        "The log proof does not hold.",
    ),
    ("log_key", "proven"): (
        "Журналдың күйіне {origin} сенімді кілтімен қол қойылған.",
        "Состояние журнала подписано доверенным ключом {origin}.",
        "The log's state is signed by the trusted key of {origin}.",
    ),
    ("log_key", "not_proven"): (
        "Журналдың кілті сенімді кілттердің арасында жоқ: {origin}.",
        "Ключа журнала нет среди доверенных: {origin}.",
        "The log's key is not among the trusted ones: {origin}.",
    ),
    ("log_key", "failed"): (
        "Журнал күйінің қолтаңбасы жарамсыз: {origin}.",
        "Подпись состояния журнала недействительна: {origin}.",
        "The signature of the log's state does not hold: {origin}.",
    ),
    ("committed", "proven"): (
        "Журнал дәл осы құжатты және осы қолтаңбаны тіркеген: {name}.",
        "Журнал зафиксировал именно этот документ и эту подпись: {name}.",
        "The log recorded exactly this document and this signature: {name}.",
    ),
    ("committed", "not_proven"): (
        "Бұл қолтаңбаның тіркелгені дәлелденбеген: {name}.",
        "Фиксация этой подписи не доказана: {name}.",
        "That this signature was recorded is not proven: {name}.",
    ),
    ("committed", "failed"): (
        "Журнал басқа құжатты немесе басқа қолтаңбаны тіркеген: {name}.",
        "Журнал зафиксировал другой документ или другую подпись: {name}.",
        "The log recorded another document or another signature: {name}.",
    ),
    ("revocation", "not_proven"): (
        "Сертификаттардың кері қайтарылуы желісіз тексерілмейді.",
        "Отзыв сертификатов без сети не проверяется.",
        "Whether certificates were revoked is not checked offline.",
    ),
    ("verdict", "proven"): ("НӘТИЖЕ: ДӘЛЕЛДЕНДІ.", "ИТОГ: ДОКАЗАНО.", "RESULT: PROVEN."),
    ("verdict", "not_proven"): (
        "НӘТИЖЕ: ТОЛЫҚ ДӘЛЕЛДЕНБЕДІ. Қайшылық табылмады, бірақ дәлелдер жетіспейді.",
        "ИТОГ: ДОКАЗАНО НЕ ВСЁ. Противоречий нет, но доказательств не хватает.",
        "RESULT: NOT FULLY PROVEN. Nothing contradicts it, but proof is missing.",
    ),
    ("verdict", "failed"): (
        "НӘТИЖЕ: ЖАРАМСЫЗ. Бұл файлға сенуге болмайды.",
        "ИТОГ: НЕДЕЙСТВИТЕЛЬНО. Полагаться на этот файл нельзя.",
        "RESULT: FAILED. Do not rely on this file.",
    ),
    ("mark", "proven"): ("дәлелденді", "доказано", "proven"),
    ("mark", "not_proven"): ("дәлелденбеді", "не доказано", "not proven"),
    ("mark", "failed"): ("жарамсыз", "не сходится", "failed"),
}

# Why: the refusal's code → Kazakh, Russian. English is the refusal's own message.
_REASONS: Final = {
    "signature.unreadable": ("Бұл CMS қолтаңбасы емес.", "Это не подпись CMS."),
    "signature.unsigned": ("Қолтаңба файлында қолтаңба жоқ.", "В файле подписи нет ни одной подписи."),
    "signature.content_missing": ("Қол қойылған құжат жоқ.", "Нет подписанного документа."),
    "signature.content_differs": (
        "Қолтаңбаның ішінде басқа құжат тұр.",
        "Внутри подписи другой документ.",
    ),
    "signature.attributes_unfit": (
        "Қол қойылған атрибуттар жарамсыз.",
        "Подписанные атрибуты непригодны.",
    ),
    "signature.signer_certificate_missing": (
        "Қолтаңбада қол қоюшының сертификаты жоқ.",
        "В подписи нет сертификата подписавшего.",
    ),
    "signature.signer_certificate_swapped": ("Сертификат ауыстырылған.", "Сертификат подменён."),
    "signature.document_altered": (
        "Бұл қол қойылған құжат емес: дайджесі басқа.",
        "Это не тот документ, который подписан: дайджест иной.",
    ),
    "signature.wrong_key": (
        "Қолтаңба бұл сертификаттың кілтімен жасалмаған немесе өзгертілген.",
        "Подпись сделана не ключом этого сертификата или изменена.",
    ),
    "signature.algorithm_unknown": (
        "Алгоритмді мұнда тексеру мүмкін емес: {algorithm}.",
        "Алгоритм здесь проверить нельзя: {algorithm}.",
    ),
    "signature.key_weak": ("Кілт тым әлсіз.", "Ключ слишком слабый."),
    "signature.times_contradict": (
        "Қолтаңба өзінің тіркелуінен кейінгі уақытты көрсетеді: {claimed}, тіркелген {recorded}.",
        "Подпись заявляет время позже собственной записи: {claimed}, записано {recorded}.",
    ),
    "certificate.unreadable": ("Сертификат оқылмайды.", "Сертификат не читается."),
    "certificate.issuer_unknown": (
        "Берушіге мұнда сенім білдірілмеген: {issuer}.",
        "Издателю здесь не доверяют: {issuer}.",
    ),
    "certificate.issuer_not_authority": (
        "{issuer} сертификат беруге құқылы емес.",
        "{issuer} не вправе выдавать сертификаты.",
    ),
    "certificate.forged": ("Сертификатқа {issuer} қол қоймаған.", "Сертификат не подписан: {issuer}."),
    "certificate.not_yet_valid": (
        "Сертификат тек {since} бастап жарамды.",
        "Сертификат действует только с {since}.",
    ),
    "certificate.expired": (
        "Сертификаттың мерзімі {until} бітті; {at} күні сұралды.",
        "Срок сертификата истёк {until}; проверялось на {at}.",
    ),
    "certificate.purpose_unfit": (
        "Сертификат бұл мақсатқа берілмеген.",
        "Сертификат выдан не для этой цели.",
    ),
    "certificate.condition_unknown": (
        "Сертификатта түсініксіз шарт бар ({extension}).",
        "В сертификате непонятное условие ({extension}).",
    ),
    "time_stamp.unfit": ("Уақыт белгісі уақытты дәлелдемейді.", "Метка времени не доказывает времени."),
    "conclusion.unreadable": (
        "Бұл құрылымын соңына дейін оқуға болатын PDF емес.",
        "Это не PDF, строение которого можно прочесть до конца.",
    ),
    "conclusion.altered_after_signing": ("Өзгерген: {what}.", "Изменено: {what}."),
    "conclusion.no_seal": ("Файлда мөр жоқ.", "В файле нет печати."),
    "conclusion.seal_not_whole": (
        "Мөрден кейін бірдеңе қосылған немесе мөр өзгертуге тыйым салмайды.",
        "После печати что-то добавлено, или печать не запрещает изменений.",
    ),
    "conclusion.no_signature": (
        "Файлда сарапшының қолтаңбасы жоқ.",
        "В файле нет подписи эксперта.",
    ),
    "log.malformed_note": ("Журналдың күйі оқылмайды.", "Состояние журнала не читается."),
    "log.unknown_note_signer": (
        "Журналдың күйінде сенімді кілттің қолтаңбасы жоқ.",
        "Под состоянием журнала нет подписи доверенного ключа.",
    ),
    "log.note_signature_invalid": (
        "Журнал күйінің қолтаңбасы сәйкес келмейді.",
        "Подпись под состоянием журнала не сходится.",
    ),
    "log.wrong_origin": (
        "Журналдың күйі басқа журналдікі: {found}.",
        "Состояние относится к другому журналу: {found}.",
    ),
    "log.proof_unreadable": ("Журнал дәлелі оқылмайды.", "Доказательство журнала не читается."),
    "log.not_included": (
        "Дәлел журналдың күйіне апармайды: жазба ол журналда жоқ.",
        "Доказательство не ведёт к состоянию журнала: записи в нём нет.",
    ),
    "log.not_committed": (
        "Журналдағы жазба басқа құжат немесе басқа қолтаңба туралы.",
        "Запись журнала говорит о другом документе или другой подписи.",
    ),
}


def sentence(check: str, verdict: str, params: dict[str, str], reason: Refusal | None, language: str) -> str:
    """The answer in a person's language, with its reason behind it."""
    place = LANGUAGES.index(language)
    answer = _SENTENCES[str(check), str(verdict)][place].format_map(_Known(params))
    return answer if reason is None else f"{answer} {_reason(reason, place)}"


def heading(kind: str, verdict: str, language: str) -> str:
    """The result as a whole (`verdict`), or the word for one answer (`mark`)."""
    return _SENTENCES[kind, str(verdict)][LANGUAGES.index(language)]


def _reason(reason: Refusal, place: int) -> str:
    if LANGUAGES[place] == "en" or reason.code not in _REASONS:
        return reason.text()
    return _REASONS[reason.code][place].format_map(_Known({name: str(value) for name, value in reason.params.items()}))


class _Known(dict[str, str]):
    """A value nobody stated is shown as a dash."""

    def __missing__(self, key: str) -> str:
        return "—"
