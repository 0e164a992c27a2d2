import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # Millions of objects are read for the indexes; nobody waits meanwhile.
    atomic = False

    dependencies = [
        ("custody", "0002_photos_parcels_endings_and_incidents"),
        ("desktop", "0002_words_that_misspelt_ones_are_compared_with"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="custodyobject",
            index=models.Index(fields=["-received_on", "-id"], name="custody_object_by_day"),
        ),
        AddIndexConcurrently(
            model_name="custodyobject",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("name"), name="gin_trgm_ops"
                ),
                name="custody_object_by_name",
            ),
        ),
    ]
