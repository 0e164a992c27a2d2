"""Why an order document is refused. Nothing was written when one of these is raised."""

from django.utils.translation import gettext_lazy as _

from saraptama.kernel.errors import Refusal


class DocumentTooLarge(Refusal):
    """An order document is text; files travel beside it."""

    code = "document_too_large"
    message = _("The document is {size} bytes long; at most {most} are read. Send attachments as files of their own.")
    status = 413


class FileUnreadable(Refusal):
    """The file could not be opened."""

    code = "file_unreadable"
    message = _("The file “{name}” cannot be read: {why}. Check its name and who may read it.")


class WrongEncoding(Refusal):
    """Order documents are UTF-8."""

    code = "wrong_encoding"
    message = _("The document is not UTF-8 (byte {position}). Save it as UTF-8 and send it again.")


class EmptyDocument(Refusal):
    """Nothing was sent."""

    code = "empty_document"
    message = _("The document is empty. Send the order as JSON or XML; see docs/schemas.")


class MalformedJson(Refusal):
    """The text is not JSON."""

    code = "malformed_json"
    message = _(
        "The document is not valid JSON: line {line}, column {column}. Check commas, quotes and brackets there."
    )


class NumberNotPossible(Refusal):
    """NaN, Infinity, or a number with thousands of digits."""

    code = "number_not_possible"
    message = _("The document holds a number that no field can hold. Write numbers as plain digits.")


class RepeatedField(Refusal):
    """One name stands twice in one object: which one is meant cannot be known."""

    code = "repeated_field"
    message = _("The field “{name}” stands twice in one place. Keep one of them.")


class MalformedXml(Refusal):
    """The text is not well-formed XML."""

    code = "malformed_xml"
    message = _("The document is not well-formed XML: line {line}. Check the tags there.")


class ForbiddenXml(Refusal):
    """A document type or entities: nothing an order needs, and the way XML is attacked."""

    code = "forbidden_xml"
    message = _("The document declares a document type or entities. Remove the DOCTYPE and send it again.")


class XmlAgainstSchema(Refusal):
    """The XML does not follow the published schema."""

    code = "against_schema"
    message = _("Line {line}: {what}")


class FieldMissing(Refusal):
    """A field that the schema demands is not there."""

    code = "field_missing"
    message = _("The field “{path}” is missing.")


class FieldUnknown(Refusal):
    """A field that the schema does not know."""

    code = "field_unknown"
    message = _("The field “{path}” is not known. See the published schema for the names.")


class FieldWrong(Refusal):
    """A field whose value cannot be what it should be."""

    code = "field_wrong"
    message = _("The field “{path}” has a wrong value: {why}.")


class WrongContentType(Refusal):
    """The header says another form than JSON or XML, or another one than the body has."""

    code = "wrong_content_type"
    message = _("Content-Type is “{given}”. Send application/json or application/xml in UTF-8, as the body really is.")
    status = 415


class UnknownFormat(Refusal):
    """Neither JSON nor XML."""

    code = "unknown_format"
    message = _("The file is neither JSON nor XML. Orders are read in these two forms; see docs/schemas.")
    status = 415


class QuestionToNoSpecialty(Refusal):
    """A question is put to a specialty that is not ordered."""

    code = "question_to_no_specialty"
    message = _("Question {number} goes to the specialty {code}, which is not ordered. Add it or correct the question.")
