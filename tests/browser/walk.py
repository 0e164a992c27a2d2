"""The walk of one examination through the pages, step by step, whoever reads them in whatever language.

Nobody calls a service or writes a row; only the worker, which has no page, is told to work between the steps.
"""

import hashlib
from pathlib import Path

from playwright.sync_api import expect

from saraptama.demo.texts import RUSSIAN
from saraptama.kernel import clock
from tests.browser.person import House, Person
from tests.browser.service import Service

ORDER = "207"
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
QUESTIONS = [str(question["text"]) for question in RUSSIAN.order["questions"]]
OBJECTS = RUSSIAN.order["objects"]


def walk(house: House, service: Service, folder: Path, *, language: str, scripts: bool) -> Path:
    """From the order to the closed case; the conclusion as its recipient downloaded it."""
    timur, aigerim, bolat, dana, yerlan = (
        house.sits(login, language, scripts=scripts) for login in ("timur", "aigerim", "bolat", "dana", "yerlan")
    )
    an_order_is_sent(timur, folder)
    it_is_checked_and_registered(aigerim)
    service.drain()
    objects_are_accepted(bolat)
    service.drain()
    the_expert_is_assigned(dana)
    service.drain()
    objects_are_handed_over(bolat, to=yerlan, named="Сейітов")
    the_expert_accepts(yerlan)
    service.drain()
    the_expert_asks_for_samples(yerlan)
    service.drain()
    the_clock_stands_still(yerlan)
    the_petition_is_answered(timur)
    service.drain()
    the_method_is_noted(yerlan)
    the_conclusion_is_written(yerlan)
    the_draft_is_agreed(dana)
    service.drain()
    the_conclusion_is_signed(yerlan)
    service.drain()
    conclusion = the_conclusion_is_received(timur, folder)
    service.drain()
    objects_are_handed_over(yerlan, to=bolat, named="Жүнісов")
    objects_are_returned(bolat)
    service.drain()
    the_case_is_closed(dana)
    return conclusion


def an_order_is_sent(timur: Person, folder: Path) -> None:
    """One thing on a page, seven pages, and the answers are checked before anything is sent."""
    timur.turns_to("My orders")
    timur.follows("Appoint an examination")
    timur.presses("Begin")
    timur.picks("Specialty", "1.1 ")
    timur.presses("Save and go on")
    the_case_is_told(timur)
    the_questions_are_put(timur)
    the_objects_are_named(timur)
    the_persons_are_named(timur)
    timur.writes("Position", "старший следователь")
    scan = folder / "постановление.pdf"
    scan.write_bytes(SCAN)
    timur.attaches("Scan of the signed order", scan)
    timur.presses("Upload")
    timur.presses("Save and go on")
    timur.sees_heading("Check your answers")
    timur.sees_text(QUESTIONS[1])
    timur.sees_text("постановление.pdf")
    timur.presses("Send the order")
    timur.sees("The order is sent. The records office checks it and registers it.")


def the_case_is_told(timur: Person) -> None:
    timur.writes("Number of the order", ORDER)
    timur.writes("Date of the order", clock.today().isoformat())
    timur.writes("Place", str(RUSSIAN.order["place"]))
    timur.chooses("Language of the proceedings", "Russian")
    timur.chooses("Proceedings", "criminal")
    timur.picks("Kind of case number", timur.said("pre-trial register (ERDR)"))
    timur.writes("Number of the case", "267199039999207")
    timur.writes("Articles", "ст.190 ч.3 УК РК")
    timur.writes("Grounds", str(RUSSIAN.order["grounds"]))
    timur.writes("Circumstances of the case", str(RUSSIAN.order["plot"]))
    timur.presses("Save and go on")


def the_questions_are_put(timur: Person) -> None:
    timur.adds("Add a question", "Question", 2)
    for number, text in enumerate(QUESTIONS, start=1):
        timur.writes("Question", text, inside=timur.row("Question", number))
    timur.presses("Save and go on")


def the_objects_are_named(timur: Person) -> None:
    timur.adds("Add an object", "Object", 2)
    for number, sent in enumerate(OBJECTS, start=1):
        row = timur.row("Object", number)
        timur.picks("Kind", timur.said(str(sent["kind"]).lower()), inside=row)
        timur.writes("What it is", sent["name"], inside=row)
        timur.writes("Quantity", sent.get("quantity", "1"), inside=row)
        timur.writes("Packaging", sent["packaging"], inside=row)
        timur.writes("Number of the seal", sent["seal"], inside=row)
        timur.writes("Where it comes from", sent["origin"], inside=row)
    timur.presses("Save and go on")


def the_persons_are_named(timur: Person) -> None:
    person = RUSSIAN.order["persons"][0]
    row = timur.row("Person", 1)
    timur.writes("Surname, name, patronymic", person["full_name"], inside=row)
    timur.writes("IIN", person["iin"], inside=row)
    timur.ticks("There is a protocol that the people were made acquainted with the order")
    timur.presses("Save and go on")


def it_is_checked_and_registered(aigerim: Person) -> None:
    aigerim.turns_to("Records office")
    aigerim.opens_first_row()
    aigerim.presses("Check the order")
    aigerim.sees("Checked: nothing is missing.")
    aigerim.presses("Register")
    expect(aigerim.page.locator("main")).to_contain_text(aigerim.said("registered", "order"))


def objects_are_accepted(bolat: Person) -> None:
    """Each seal is looked at; nothing is chosen beforehand."""
    bolat.turns_to("Custody room")
    bolat.follows("Accept objects")
    bolat.opens_first_row()
    bolat.writes("Brought by", RUSSIAN.brought_by)
    for number, sent in enumerate(OBJECTS, start=1):
        row = bolat.page.get_by_role("group", name=f"{number}. {sent['name']}", exact=True)
        bolat.chooses("Seal", "intact", "seal", inside=row)
    bolat.presses("Accept")
    bolat.sees("Accepted: {count} objects. Print their labels.", count=str(len(OBJECTS)))


def the_expert_is_assigned(dana: Person) -> None:
    """Candidates come with reasons: Marat's certificate has run out."""
    dana.turns_to("Head of the body")
    dana.opens_first_row()
    dana.presses("Take into production")
    marat = dana.page.get_by_role("row").filter(has_text="Төлегенов")
    expect(marat).to_contain_text(dana.said("no certificate for the specialty is valid on the day"))
    expect(marat.get_by_role("radio")).to_have_count(0)
    dana.marks(dana.page.get_by_role("row").filter(has_text="Сейітов").get_by_role("radio"))
    dana.presses("Assign")
    dana.sees("Assigned. The expert is told and accepts next.")


def objects_are_handed_over(giver: Person, *, to: Person, named: str) -> None:
    """Two parties: nothing has moved before the receiver confirms."""
    giver.turns_to("Custody room")
    giver.follows("Hand over")
    giver.picks("To whom", named)
    giver.writes("For what", RUSSIAN.purpose)
    giver.presses("Offer")
    giver.sees("Offered. The objects stay yours until the receiver confirms.")
    to.turns_to("Custody room")
    to.activates(to.page.locator("#for-me ul.feed a").first)
    for seal in to.page.locator("input[type=radio][value=INTACT]").all():
        to.marks(seal)
    to.presses("I confirm")
    to.sees("Taken over: the objects are in your hands.")


def the_expert_accepts(yerlan: Person) -> None:
    """Warned of liability, free of conflict; the complexity sets the norm."""
    yerlan.turns_to("Expert's desk")
    yerlan.opens_first_row()
    yerlan.follows("Accept or decline")
    yerlan.sees("Warning of criminal liability")
    yerlan.ticks("I have read the warning of criminal liability; my rights and duties are explained to me.")
    yerlan.ticks("I declare that I have no conflict of interest in this case.")
    yerlan.chooses("Category of complexity", "of medium complexity")
    yerlan.writes("Justification", RUSSIAN.complexity)
    yerlan.presses("Accept the examination")
    yerlan.sees_status("in production", "examination")


def the_expert_asks_for_samples(yerlan: Person) -> None:
    yerlan.follows("Petition the appointing body")
    yerlan.picks("What is asked for", yerlan.said("for additional materials"))
    yerlan.writes("Subject", RUSSIAN.petition_subject)
    yerlan.writes("Reasons", RUSSIAN.petition)
    yerlan.presses("Send the petition")
    yerlan.sees("The petition is sent; the appointing body sees it at once.")


def the_clock_stands_still(yerlan: Person) -> None:
    """The due date answers “why?” with the petition."""
    yerlan.page.reload()
    yerlan.sees_status("suspended", "examination")
    why = yerlan.reads_why()
    assert clock.today().strftime("%d.%m.%Y") in why
    stopped = (
        "A petition for additional materials stops the term after {start}, until {end} at the latest: {days} days are"
        " added."
    )
    assert yerlan.said(stopped).partition("{start}")[0] in why


def the_petition_is_answered(timur: Person) -> None:
    timur.turns_to("My orders")
    timur.sees_text(RUSSIAN.petition_subject)
    timur.follows("Answer the petition")
    timur.sees_text("Представленных образцов недостаточно")
    timur.chooses("Decision", "granted")
    timur.writes("Explanation", RUSSIAN.answer)
    timur.writes("Number of the decision", f"{ORDER}/1")
    timur.presses("Send the answer")
    timur.sees("Your answer is recorded; the expert sees it at once.")


def the_method_is_noted(yerlan: Person) -> None:
    yerlan.turns_to("Expert's desk")
    yerlan.opens_first_row()
    yerlan.sees_status("in production", "examination")
    yerlan.follows("Note a method")
    yerlan.activates(yerlan.page.get_by_role("button", name=yerlan.said("I used it")).first)
    yerlan.sees("Noted. The conclusion will name this method.")
    yerlan.follows("Back to the examination")


def the_conclusion_is_written(yerlan: Person) -> None:
    """Question by question; what the law still misses stands beside the text."""
    yerlan.follows("Write the conclusion")
    yerlan.presses("Begin")
    for number, (outcome, text) in enumerate(RUSSIAN.answers, start=1):
        asked = yerlan.page.get_by_role(
            "group", name=yerlan.said("Question %(number)s") % {"number": number}, exact=True
        )
        answer = asked.get_by_label(yerlan.said("Outcome"))
        yerlan.takes(answer, answer.locator(f"option[value={outcome.value}]").inner_text())
        yerlan.fills(asked.get_by_role("textbox").first, text)
    for section, text in RUSSIAN.sections.items():
        yerlan.fills(yerlan.page.locator(f"#id_{section.value}"), text)
    yerlan.writes("Education", RUSSIAN.education)
    yerlan.presses("Save")
    yerlan.sees("Saved.")
    the_draft_is_previewed(yerlan)
    yerlan.presses("Save and submit for agreement")
    yerlan.presses("Submit for agreement")
    yerlan.sees("Submitted. Until the head decides nobody writes in the draft.")


def the_draft_is_previewed(yerlan: Person) -> None:
    link = yerlan.page.get_by_role("link", name=yerlan.said("Preview (PDF, new tab)"))
    answer = yerlan.page.request.get(yerlan.address + str(link.get_attribute("href")))
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF-")


def the_draft_is_agreed(dana: Person) -> None:
    dana.turns_to("Head of the body")
    dana.follows("Check the draft")
    dana.sees_text(RUSSIAN.answers[0][1])
    dana.chooses("Decision", "agreed")
    dana.presses("Decide")
    dana.sees("Agreed. The expert, or the next head, is told.")


def the_conclusion_is_signed(yerlan: Person) -> None:
    yerlan.turns_to("Expert's desk")
    yerlan.follows("Sign")
    yerlan.presses("Make up the document")
    yerlan.sees("You sign exactly these bytes, and nothing but them.")
    yerlan.presses("Put the DEVELOPMENT signature")
    yerlan.sees("Your signature is verified and kept. Log proof and seal follow by themselves.")


def the_conclusion_is_received(timur: Person, folder: Path) -> Path:
    """Downloaded, and the receipt names the hash of the receiver's own file."""
    timur.turns_to("My orders")
    timur.follows("Receive")
    with timur.page.expect_download() as waiting:
        timur.activates(timur.page.locator("a[download], a.btn", has_text=timur.said("Download")).first)
    assert waiting.value.suggested_filename.endswith(".pdf")
    path = folder / "conclusion.pdf"
    waiting.value.save_as(path)
    timur.writes("SHA-256 of the file that you have", hashlib.sha256(path.read_bytes()).hexdigest())
    timur.presses("Confirm the receipt")
    timur.sees("The receipt is given. Thank you: the institute knows that you have it.")
    return path


def objects_are_returned(bolat: Person) -> None:
    bolat.turns_to("Custody room")
    bolat.activates(bolat.page.get_by_role("link", name=bolat.said("Orders with objects to return")))
    bolat.opens_first_row()
    bolat.writes("Recipient", RUSSIAN.recipient)
    bolat.writes("Document of the recipient", RUSSIAN.power)
    bolat.presses("Return")
    bolat.sees("Returned.")


def the_case_is_closed(dana: Person) -> None:
    dana.turns_to("Head of the body")
    dana.follows("Journal of examinations")
    dana.opens_first_row()
    dana.sees_status("closed", "examination")
