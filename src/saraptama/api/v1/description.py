"""The description of the interface as it stands in the repository: the gate makes it again and compares."""

import json

import yaml

from saraptama.api.v1.interface import api

PREFIX = "/api/v1/"


class _Plain(yaml.SafeDumper):
    """Block style, no anchors, no shortened words."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def openapi_yaml() -> str:
    """The OpenAPI description as YAML, keys in the order in which they are declared."""
    plain = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX), default=str))
    return yaml.dump(plain, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)
