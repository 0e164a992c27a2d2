"""RFC 3161 time stamps: an authority says that these bytes existed no later than then."""

from datetime import datetime

from asn1crypto import tsp

from saraptama.proof.algorithms import digest_of
from saraptama.proof.certificates import EXTENDED_KEY_USAGE_TIME_STAMPING
from saraptama.proof.cms import read_cms, verify_signatures
from saraptama.proof.signature_errors import TimeStampUnfit
from saraptama.proof.trust import TrustStore, build_chain


def stamped_at(token: bytes, stamped: bytes) -> datetime:
    """The time a token states for `stamped`; its signature holds, its authority is not yet asked about."""
    verify_signatures(token)
    message = read_cms(token)
    if message.data["encap_content_info"]["content_type"].native != "tst_info":
        raise TimeStampUnfit(why="it is no RFC 3161 token")
    info = tsp.TSTInfo.load(message.content or b"")
    imprint = info["message_imprint"]
    digest = digest_of(imprint["hash_algorithm"]["algorithm"].dotted, stamped)
    if imprint["hashed_message"].native != digest:
        raise TimeStampUnfit(why="it was made for something else")
    moment = info["gen_time"].native
    if not isinstance(moment, datetime):
        raise TimeStampUnfit(why="it states no time")
    return moment


def trusted_time(token: bytes, stamped: bytes, trust: TrustStore) -> datetime:
    """As `stamped_at`, by an authority that is trusted for time."""
    moment = stamped_at(token, stamped)
    carried = read_cms(token).certificates
    for signature in verify_signatures(token):
        if EXTENDED_KEY_USAGE_TIME_STAMPING not in signature.certificate.purposes:
            raise TimeStampUnfit(why="its certificate is not for time stamping")
        build_chain(signature.certificate, anchors=trust.time_stamps, between=(*trust.issuers, *carried), at=moment)
    return moment
