"""The draft as DOCX, from the same record as the PDF: for those who read and mark up drafts in an office program.

It is a copy to read. Nothing comes back from it: what the experts write stands in the editor, and a file made anew
after a change holds every word of it (features E6).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from typing import Any

import typst
from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from saraptama.casework.conclusions.papers import laid_out_record, widths_of
from saraptama.foundation.documents.rendering import PACKAGE

FONT = "Times New Roman"
"""What every office program has; it holds every Kazakh letter."""


def docx_of(record: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    """The document question by question, with pictures and tables where the text puts them."""
    paper = _Draft(record, pictures)
    for part in (paper.title, paper.grounds, paper.experts, paper.questions, paper.objects, paper.course):
        part()
    paper.research()
    paper.findings()
    return paper.saved()


@cache
def fixed_words(language: str) -> dict[str, str]:
    """The fixed words of the printed conclusion: one source for both papers (typst/words.typ)."""
    source = (
        '#import "/casework/conclusions/typst/words.typ": words\n'
        f'#let own = words.at("{language}").pairs().filter(pair => type(pair.at(1)) == str)\n'
        "#metadata(own) <words>"
    )
    asked: Any = source.encode()  # the wheel takes a source as bytes, whatever its types say
    return dict(json.loads(typst.query(asked, "<words>", field="value", one=True, root=str(PACKAGE))))


class _Draft:
    """The paper as it grows, part by part in the order of CPC art. 283."""

    def __init__(self, record: Mapping[str, Any], pictures: Mapping[str, bytes]) -> None:
        self._record = {**record, **laid_out_record(record)}
        self._pictures, self._widths = pictures, widths_of(pictures)
        self._words = fixed_words(record["language"])
        self._paper: Paper = Document()
        self._set_page()

    def _set_page(self) -> None:
        section = self._paper.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(25), Mm(16)
        section.top_margin, section.bottom_margin = Mm(20), Mm(22)
        for name, size in (("Normal", 11), ("Title", 17), ("Heading 1", 13), ("Heading 2", 11), ("Caption", 10)):
            style: Any = self._paper.styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
        made = datetime.combine(date.fromisoformat(self._record["dated"]), time())
        properties = self._paper.core_properties
        properties.title, properties.language = self._record["number"], self._record["language"]
        properties.author = ", ".join(expert["name"] for expert in self._record["experts"])
        properties.created = properties.modified = made

    def saved(self) -> bytes:
        """The file."""
        file = BytesIO()
        self._paper.save(file)
        return file.getvalue()

    def title(self) -> None:
        """What it is, its number, and that it is a draft."""
        kind = "title-impossible" if self._record["kind"] == "IMPOSSIBLE" else "title-conclusion"
        if kind == "title-conclusion" and len(self._record["experts"]) > 1:
            kind = "title-commission"
        language = self._record["language"]
        self._centred(self._record["institute"][f"name_{language}"])
        self._paper.add_heading(self._words[kind].upper(), 0).alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._centred(f"№ {self._record['number']}")
        if self._record["draft"]:
            self._centred(self._words["draft"])
        examination = self._record["examination"]
        self._facts(
            (self._words["specialty"], _label(examination["specialty"])),
            (self._words["kind"], _label(examination["kind"])),
            (self._words["composition"], _label(examination["composition"])),
            (self._words["complexity"], _label(examination["complexity"])),
            (self._words["place"], self._record["place"]),
            (self._words["accepted"], _day(examination["accepted_on"])),
            (self._words["started"], _day(examination["started_on"])),
        )

    def grounds(self) -> None:
        """On whose order."""
        order = self._record["order"]
        self._heading("grounds")
        self._facts(
            (self._words["order"], f"{_label(order['kind'])}, {_day(order['dated'])} № {order['number'] or '—'}"),
            (self._words["body"], order["body"]),
            (self._words["person"], ", ".join(filter(None, (order["person"], order["position"])))),
            (self._words["case"], " № ".join(filter(None, (_label(order["case_category"]), order["case_number"])))),
            (self._words["materials"], order["materials"]),
        )

    def experts(self) -> None:
        """Who, with which certificate, and warned of what."""
        self._heading("experts-many" if len(self._record["experts"]) > 1 else "experts")
        for expert in self._record["experts"]:
            self._facts(
                (self._words["expert-name"], expert["name"]),
                (self._words["position"], expert["position"]),
                (self._words["specialty"], expert["specialty"]),
                (self._words["education"], expert["education"]),
                (self._words["degree"], expert["degree"]),
                (self._words["certificate"], f"№ {expert['certificate']['number']}"),
            )
        self._heading("liability")
        self._prose(self._record["liability"]["text"])

    def questions(self) -> None:
        """The questions, word for word."""
        self._heading("questions")
        for question in self._record["questions"]:
            self._paper.add_paragraph(f"{question['number']}. {question['text']}")

    def objects(self) -> None:
        """What was examined."""
        self._heading("objects")
        head = [self._words[name] for name in ("number", "object", "quantity", "packaging")]
        rows = [
            [str(thing["number"]), thing["name"], thing["quantity"], "; ".join(filter(None, _wrapping(thing)))]
            for thing in self._record["objects"]
        ]
        self._table(head, rows)

    def course(self) -> None:
        """Who was present, what the case is about, what was asked meanwhile."""
        for name, heading in (("attended", "at-presence"), ("circumstances", "circumstances")):
            if self._record[name]:
                self._heading(heading)
                self._prose(self._record[name])
        if self._record["petitions"]:
            self._heading("petitions", 2)
            head = [self._words[name] for name in ("when", "petition-about", "petition-answer")]
            self._table(head, [[_day(row["on"]), row["about"], row["answer"]] for row in self._record["petitions"]])

    def research(self) -> None:
        """Methods, equipment, and the experts' own text with its pictures and tables."""
        self._heading("research")
        if self._record["methods"]:
            self._heading("methods", 2)
            head = [self._words[name] for name in ("method", "version", "registered")]
            rows = [[row["title"], row["version"], row["registered"]] for row in self._record["methods"]]
            self._table(head, rows)
        if self._record["equipment"]:
            self._heading("equipment", 2)
            head = [self._words[name] for name in ("device", "device-number", "calibrated")]
            used = self._record["equipment"]
            self._table(head, [[row["name"], row["number"], _day(row["calibrated_until"])] for row in used])
        for piece in self._record["body"]:
            match piece["kind"]:
                case "picture":
                    self._picture(piece["number"])
                case "table":
                    self._numbered_table(piece["number"])
                case _:
                    self._prose(piece["text"])

    def findings(self) -> None:
        """Each question with its answers and their outcomes."""
        self._heading("findings-impossible" if self._record["kind"] == "IMPOSSIBLE" else "findings")
        if self._record["impossibility"]:
            self._prose(_label(self._record["impossibility"]))
        for question in self._record["questions"]:
            asked = self._paper.add_paragraph()
            asked.paragraph_format.keep_with_next = True
            asked.add_run(f"{question['number']}. {question['text']}").italic = True
            for answer in self._record["answers"]:
                if answer["question"] == question["number"]:
                    self._prose(answer["text"])
                    self._prose(f"{self._words['outcome']}: {_label(answer['outcome'])}")
        for name in ("initiative", "returned"):
            if self._record[name]:
                self._heading(name)
                self._prose(self._record[name])
        if self._record["attachments"]:
            self._heading("attachments")
            for line in self._record["attachments"]:
                self._paper.add_paragraph(line, style="List Number")

    def _heading(self, name: str, level: int = 1) -> None:
        self._paper.add_heading(self._words[name], level)

    def _centred(self, text: str) -> None:
        self._paper.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _facts(self, *pairs: tuple[str, str]) -> None:
        """Names and values that there are."""
        table = self._paper.add_table(rows=0, cols=2)
        for name, value in pairs:
            if value:
                cells = table.add_row().cells
                cells[0].text, cells[1].text = name, value
                cells[0].width, cells[1].width = Mm(52), Mm(117)
        self._paper.add_paragraph()

    def _prose(self, text: str) -> None:
        """A person's words: a blank line ends a paragraph, `## ` is a heading, `- ` a list."""
        for piece in filter(None, (part.strip() for part in text.replace("\r", "").split("\n\n"))):
            lines = [line.strip() for line in piece.split("\n")]
            if piece.startswith("## "):
                self._paper.add_heading(piece[3:].replace("\n", " "), 2)
            elif all(line.startswith("- ") for line in lines):
                for line in lines:
                    self._paper.add_paragraph(line[2:], style="List Bullet")
            else:
                self._paper.add_paragraph("\n".join(lines))

    def _table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        table = self._paper.add_table(rows=1, cols=len(head), style="Table Grid")
        for cell, words in zip(table.rows[0].cells, head, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
        self._paper.add_paragraph()

    def _picture(self, number: int) -> None:
        picture = self._record["pictures"][number - 1]
        self._paper.add_picture(BytesIO(self._pictures[picture["file"]]), width=Mm(self._widths[picture["file"]]))
        self._paper.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._caption(f"{self._numbered('picture', number)}. {picture['caption']}", WD_ALIGN_PARAGRAPH.CENTER)

    def _numbered_table(self, number: int) -> None:
        table = self._record["tables"][number - 1]
        self._caption(f"{self._numbered('table', number)}. {table['caption']}", WD_ALIGN_PARAGRAPH.LEFT)
        self._table(table["head"], table["rows"])

    def _caption(self, text: str, where: WD_ALIGN_PARAGRAPH) -> None:
        self._paper.add_paragraph(text, style="Caption").alignment = where

    def _numbered(self, kind: str, number: int) -> str:
        """`Рисунок 2` or `2-сурет`."""
        return self._words[f"{kind}-numbered"].replace("0", str(number))


def _label(value: Mapping[str, str] | None) -> str:
    return value["label"] if value else ""


def _day(text: str | None) -> str:
    return date.fromisoformat(text[:10]).strftime("%d.%m.%Y") if text else "—"


def _wrapping(thing: Mapping[str, str]) -> tuple[str, str]:
    return thing["packaging"], f"№ {thing['seal']}" if thing["seal"] else ""
