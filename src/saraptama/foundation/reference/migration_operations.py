"""The trigger that tells every process when reference data changed."""

from typing import Any

from django.db import migrations

_FUNCTION = """
CREATE SEQUENCE IF NOT EXISTS reference_version_numbers;
CREATE OR REPLACE FUNCTION saraptama_new_reference_version() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO reference_referenceversion (id, number) VALUES (1, nextval('reference_version_numbers'))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
    RETURN NULL;
END $$;
"""


class RenewsReferenceVersion(migrations.RunSQL):
    """Any change of the table gives the reference data a new version number, whoever makes it."""

    def __init__(self, table: str, **kwargs: Any) -> None:
        self.table = table
        super().__init__(
            sql=f"""{_FUNCTION}
CREATE TRIGGER {table}_renews_reference AFTER INSERT OR UPDATE OR DELETE ON "{table}"
    FOR EACH STATEMENT EXECUTE FUNCTION saraptama_new_reference_version();
""",
            reverse_sql=f'DROP TRIGGER IF EXISTS {table}_renews_reference ON "{table}";',
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.table], {})
