from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

import saraptama.casework.intake.words

FUNCTION = """
CREATE FUNCTION intake_order_words(search_words text, received_on date, institute_id uuid, body_id uuid)
RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('simple'::regconfig, coalesce(search_words, '')) || array_to_tsvector(ARRAY[
        'm' || (extract(year FROM received_on)::int * 12 + extract(month FROM received_on)::int)::text,
        'i' || replace(institute_id::text, '-', ''),
        'b' || replace(body_id::text, '-', '')
    ])
$$
"""


class Migration(migrations.Migration):
    # Millions of orders are read for the index; nobody waits meanwhile.
    atomic = False

    dependencies = [
        ("intake", "0003_indexes_that_find_earlier_orders"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION intake_order_words"),
        AddIndexConcurrently(
            model_name="order",
            index=GinIndex(
                saraptama.casework.intake.words.words_of_order(),
                name="intake_order_words_and_days",
            ),
        ),
        RemoveIndexConcurrently(model_name="order", name="intake_order_words"),
    ]
