"""Codes that are printed and scanned: QR for telephones, Code 128 for scanners of records offices (features A10)."""

import segno
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_WIDTHS = [
    "212222",
    "222122",
    "222221",
    "121223",
    "121322",
    "131222",
    "122213",
    "122312",
    "132212",
    "221213",
    "221312",
    "231212",
    "112232",
    "122132",
    "122231",
    "113222",
    "123122",
    "123221",
    "223211",
    "221132",
    "221231",
    "213212",
    "223112",
    "312131",
    "311222",
    "321122",
    "321221",
    "312212",
    "322112",
    "322211",
    "212123",
    "212321",
    "232121",
    "111323",
    "131123",
    "131321",
    "112313",
    "132113",
    "132311",
    "211313",
    "231113",
    "231311",
    "112133",
    "112331",
    "132131",
    "113123",
    "113321",
    "133121",
    "313121",
    "211331",
    "231131",
    "213113",
    "213311",
    "213131",
    "311123",
    "311321",
    "331121",
    "312113",
    "312311",
    "332111",
    "314111",
    "221411",
    "431111",
    "111224",
    "111422",
    "121124",
    "121421",
    "141122",
    "141221",
    "112214",
    "112412",
    "122114",
    "122411",
    "142112",
    "142211",
    "241211",
    "221114",
    "413111",
    "241112",
    "134111",
    "111242",
    "121142",
    "121241",
    "114212",
    "124112",
    "124211",
    "411212",
    "421112",
    "421211",
    "212141",
    "214121",
    "412121",
    "111143",
    "111341",
    "131141",
    "114113",
    "114311",
    "411113",
    "411311",
    "113141",
    "114131",
    "311141",
    "411131",
    "211412",
    "211214",
    "211232",
    "2331112",
]
"""Widths of bars and spaces in turn, by the value of each sign (ISO/IEC 15417)."""

_START_B, _STOP, _FIRST_SIGN, _LAST_SIGN = 104, 106, " ", "~"
QUIET = 10
"""Modules of white that a scanner needs on both sides."""


def qr(address: str) -> SafeString:
    """An address as a QR: a telephone opens it, a scanner types it. Its size is the style sheet's business."""
    drawn = segno.make(address, error="m").svg_inline(border=2, svgclass="qr", lineclass=None, omitsize=True)
    return mark_safe(drawn)  # noqa: S308 - drawn by segno from an address of ours, no words of people in it


def code_values(text: str) -> list[int]:
    """The signs of a text in Code 128 set B: start, letters, check sign, stop. A ValueError beyond ASCII."""
    if not text or any(not _FIRST_SIGN <= sign <= _LAST_SIGN for sign in text):
        raise ValueError(f"Code 128 B holds printable ASCII only: {text!r}")
    values = [_START_B, *(ord(sign) - ord(_FIRST_SIGN) for sign in text)]
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    return [*values, check, _STOP]


def bars_of(text: str) -> list[tuple[int, int]]:
    """Where each bar begins, and how wide it is, in modules from the first one."""
    bars, place = [], 0
    for value in code_values(text):
        for number, width in enumerate(map(int, _WIDTHS[value])):
            if number % 2 == 0:
                bars.append((place, width))
            place += width
    return bars


def code128(text: str, *, height: int = 40) -> SafeString:
    """A number as bars; it fills the width it is given and is read aloud by its own text."""
    bars = bars_of(text)
    width = bars[-1][0] + bars[-1][1]
    drawn = format_html_join(
        "", '<rect x="{}" width="{}" height="{}"></rect>', ((place + QUIET, wide, height) for place, wide in bars)
    )
    return format_html(
        '<svg class="code128" role="img" aria-label="{}" viewBox="0 0 {} {}" preserveAspectRatio="none"'
        ' shape-rendering="crispEdges">{}</svg>',
        text,
        width + 2 * QUIET,
        height,
        drawn,
    )
