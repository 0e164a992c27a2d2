"""The interface itself: its name, its security, its routers."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from saraptama.api.v1 import (
    arrivals,
    conclusions,
    dispatches,
    documents,
    examinations,
    log,
    objects,
    order_acts,
    orders,
    problems,
    reference_data,
    typical_questions,
    webhooks,
)
from saraptama.api.v1.parsing import StrictParser
from saraptama.api.v1.security import MachineBearer

_RETRY_AFTER = {
    "description": "In how many seconds to come back.",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": 60},
}


def _too_often() -> dict[str, Any]:
    """The answer that every operation can give: the caller asks more often than anybody needs to."""
    problem = {"$ref": "#/components/schemas/Problem"}
    return {"description": "Too Many Requests", "content": {"application/json": {"schema": problem}}}


class Interface(NinjaAPI):
    """A NinjaAPI whose description says that problems are sent as problem details, and that there are limits."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> Any:
        schema: OpenAPISchema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"].setdefault("429", _too_often())
                operation["responses"]["429"]["headers"] = {"Retry-After": _RETRY_AFTER}
                for status, response in operation["responses"].items():
                    if int(status) >= 400 and "application/json" in response.get("content", {}):
                        response["content"] = {problems.MEDIA_TYPE: response["content"]["application/json"]}
        return schema


api = Interface(
    title="Saraptama",
    version="1",
    description=(
        "Forensic examinations: orders in, states and conclusions out. The same services as the screens.\n\n"
        "Texts come in the language of `Accept-Language` (kk, ru, en). A refusal is a problem (RFC 9457) with a code "
        "that never changes; nothing was written. Lists are read by cursor.\n\n"
        "Every write names itself by `Idempotency-Key`: a repeat gets the first answer again, and nothing is done "
        "twice. What may change carries an `ETag`; a change sent with `If-Match` is refused when somebody was faster."
        "\n\nWhoever asks too often gets 429 and `Retry-After` in seconds."
    ),
    urls_namespace="api-v1",
    auth=MachineBearer(),
    parser=StrictParser(),
    docs_url=None,
)
problems.install(api)
for part in (
    orders,
    order_acts,
    documents,
    arrivals,
    objects,
    examinations,
    conclusions,
    dispatches,
    reference_data,
    typical_questions,
    webhooks,
    log,
):
    api.add_router("", part.router)
