"""What the delivered reference data says of its own sources and acts, in the reader's language.

A source is one text in the data, for whoever compares it with the act; what an administrator enters stays as entered.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

DELIVERED = (
    _("assumed contract with the courts' and criminal case systems"),
    _("by analogy with Law 44-VI art. 34"),
    _("CPC 231-V of 04.07.2014, art. 272; severity is our assumption"),
    _("CPC art. 272(1) referring to art. 271(1)"),
    _("CPC art. 272(1), 79; GPK art. 87"),
    _("CPC art. 272, GPK art. 82, Order 484; code names are ours"),
    _("CPC art. 287 (number to be confirmed); severity is our assumption"),
    _("CPC art. 79"),
    _("CPC art. 79, 284; the list is our assumption"),
    _("CPC art. 79, GPK art. 87"),
    _("CPC rule on terms, number to be confirmed"),
    _("design: kinds of objects; Order 305 (body unread)"),
    _("domain practice: two-digit codes of the institutes' journals, 2017 to now"),
    _(
        "domain practice: two-digit codes of the institutes' journals, 2017 to now; the day of change"
        " and the present label are not confirmed"
    ),
    _("editorial draft"),
    _("exists in law; code and names to be confirmed by Order 306"),
    _("Government resolution 1245 of 1997; BIN synthetic"),
    _("GPK art. 87; Law of 2010 art. 27 (repealed)"),
    _(
        "institutes and units as published in 2020; region codes after the 2022 split and the shape of"
        " units are our mapping"
    ),
    _(
        "institutes and units as published in 2020; region codes after the 2022 split and the shape of"
        " units are our mapping; BIN synthetic"
    ),
    _("KATO; ISO 3166-2:KZ"),
    _("languages of proceedings"),
    _("Law 267-II of 13.12.2001 on holidays; Labour Code"),
    _("Law 44-VI art. 19"),
    _("Law 44-VI art. 34"),
    _("Law 44-VI art. 34 and practice; list of Order 484 unread"),
    _("Law 44-VI art. 34, CPC art. 79; the list is our assumption"),
    _("Law 44-VI of 10.02.2017 art. 34; Order 303 of 27.03.2017 (body unread)"),
    _("list of 2017 (Order 306 of 27.03.2017), as used in the institutes' journals"),
    _("one zone nationwide since 01.03.2024"),
    _("Order 183 of 23.02.2026"),
    _("Order 303 of 27.03.2017 (body unread); labels from the institutes' journals"),
    _("Order 303, body unread"),
    _("own choice, to be confirmed by the owner"),
    _("own limit for a parcel with objects, to be confirmed by the owner"),
    _("own list, to be confirmed by the owner"),
    _("package holidays 0.109"),
    _("practice: journals of the institutes"),
    _("practice: list of the journals, complete list to be confirmed"),
    _("practice: posts of the institutes"),
    _("practice; Order 303, body unread"),
    _("practice; presumably Order 303 (body unread)"),
    _("procedural codes"),
    _("procedural codes; article numbers to be confirmed"),
    _("project's assumption"),
    _("public name of a kind of body in this region; BIN left open"),
    _("public name of a kind of body in this region; BIN synthetic"),
    _("resolution of the Government of the year (number to be entered)"),
    _("strict reading of Law 44-VI art. 34"),
    _("terms of keeping: our assumption until the Ministry's list is read"),
)


def in_words(text: str) -> str:
    """A delivered source in the language active now; any other text as it is."""
    return gettext(text) if text in DELIVERED else text
