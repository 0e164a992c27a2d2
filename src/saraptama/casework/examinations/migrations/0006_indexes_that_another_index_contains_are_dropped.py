import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A foreign key that a unique index begins with needs no index of its own; a document's key only where it is set.

    Each index is written at every registration: 23 entries fewer for an order of the samples (decision 0022).
    """

    dependencies = [
        ('examinations', '0005_shorter_name_and_longer_rule'),
        ('intake', '0005_indexes_that_another_index_contains_are_dropped'),
        ('reference', '0003_kinds_of_orders_of_a_kind_of_body'),
    ]

    operations = [
        migrations.AlterField(
            model_name='examination',
            name='institute',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.unit', verbose_name='institute'),
        ),
        migrations.AlterField(
            model_name='examination',
            name='order',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='examinations', to='intake.order', verbose_name='order'),
        ),
        migrations.AlterField(
            model_name='examination',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.unit', verbose_name='unit'),
        ),
    ]
