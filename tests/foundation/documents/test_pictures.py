"""A picture is told by its content and made small; what claims to be larger than any camera gives is refused."""

import base64
import struct

import pytest

from saraptama.foundation.documents.pictures import PictureTooLarge, PictureUnreadable, media_type_of, small_picture
from tests.factories.custody_papers import png

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////"
    "////////////2wBDAf//////////////////////////////////////////////////////////////////////////////////////wAARCAAB"
    "AAEDASIAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/8QA"
    "FBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AN//Z"
)


def test_a_small_picture_is_two_hundred_and_forty_wide() -> None:
    drawn = small_picture(png(800, 600), "a.png")
    assert struct.unpack(">II", drawn[16:24]) == (240, 180)


def test_a_jpeg_of_a_telephone_is_drawn() -> None:
    assert media_type_of(JPEG, "IMG.jpg") == "image/jpeg"
    assert small_picture(JPEG, "IMG.jpg").startswith(b"\x89PNG")


@pytest.mark.parametrize("content", [b"", b"GIF89a", JPEG[:40], JPEG[:2] + b"\x00" * 50, png()[:20]])
def test_what_cannot_be_drawn_is_no_picture(content: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        small_picture(content, "a")


def test_a_picture_that_claims_to_be_enormous_is_not_even_opened() -> None:
    enormous = bytearray(png())
    enormous[16:24] = struct.pack(">II", 60_000, 60_000)
    with pytest.raises(PictureTooLarge):
        small_picture(bytes(enormous), "a.png")
