import django.db.models.deletion
from django.db import migrations, models

import saraptama.kernel.clock
import saraptama.kernel.ids
from saraptama.foundation.audit.migration_operations import AppendOnlyTable


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0001_orders_arrivals_and_numbers'),
    ]

    operations = [
        migrations.AddField(
            model_name='orderreturn',
            name='explanation_kk',
            field=models.TextField(blank=True, db_default='', default='', verbose_name='explanation in Kazakh'),
        ),
        migrations.CreateModel(
            name='EarlierOrderLink',
            fields=[
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=saraptama.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', models.PositiveSmallIntegerField(verbose_name='no.')),
                ('relation', models.CharField(choices=[('FIRST', 'the first examination, which this one repeats'), ('SUPPLEMENTED', 'the examination that this one adds to'), ('SAME_CASE', 'the same case, other questions'), ('NOT_SAME', 'not the same')], max_length=14, verbose_name='what it is')),
                ('ground', models.CharField(blank=True, max_length=400, verbose_name='ground')),
                ('score', models.PositiveSmallIntegerField(verbose_name='likeness')),
                ('reasons', models.JSONField(default=list, verbose_name='reasons of the likeness')),
                ('occurred_on', models.DateField(verbose_name='day')),
                ('actor_id', models.UUIDField(verbose_name='by')),
                ('recorded_at', models.DateTimeField(default=saraptama.kernel.clock.now, editable=False, verbose_name='recorded')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier_links', to='intake.order', verbose_name='order')),
                ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='later_links', to='intake.order', verbose_name='earlier order')),
            ],
            options={
                'verbose_name': 'link to an earlier order',
                'verbose_name_plural': 'links to earlier orders',
                'ordering': ['order', 'seq'],
                'constraints': [
                    models.UniqueConstraint(fields=('order', 'seq'), name='intake_earlier_links_follow_each_other', violation_error_message='The order was changed meanwhile. Reload the page and repeat.'),
                    models.CheckConstraint(condition=models.Q(('order', models.F('earlier')), _negated=True), name='intake_order_is_not_earlier_than_itself', violation_error_message='An order is not its own earlier one.'),
                ],
            },
        ),
        AppendOnlyTable("intake_earlierorderlink"),
    ]
