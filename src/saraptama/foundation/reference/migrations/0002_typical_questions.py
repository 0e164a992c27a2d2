import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import saraptama.foundation.reference.models.dated
import saraptama.kernel.ids
from django.db import migrations, models

from saraptama.foundation.audit.migration_operations import VersionedTable
from saraptama.foundation.reference.migration_operations import RenewsReferenceVersion


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0001_dictionaries_units_bodies_norms_and_calendar'),
    ]

    operations = [
        migrations.CreateModel(
            name='TypicalQuestion',
            fields=[
                ('row_version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=saraptama.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='in force to')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('confirmed', models.BooleanField(default=False, verbose_name='confirmed')),
                ('from_seed', models.BooleanField(default=False, editable=False, verbose_name='as delivered')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('specialty_code', models.CharField(max_length=10, verbose_name='type or specialty')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='order in lists')),
                ('text_kk', models.TextField(verbose_name='text in Kazakh')),
                ('text_ru', models.TextField(verbose_name='text in Russian')),
                ('text_en', models.TextField(verbose_name='text in English')),
            ],
            options={
                'verbose_name': 'typical question',
                'verbose_name_plural': 'typical questions',
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='reference_typicalquestion_ends_after_it_begins', violation_error_message='The last day in force is not before the first.'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='reference_typicalquestion_has_a_source', violation_error_message='Say where this comes from: an act, an order, a letter.'), models.CheckConstraint(condition=models.Q(('text_kk', ''), ('text_ru', ''), ('text_en', ''), _connector='OR', _negated=True), name='reference_typicalquestion_in_three_languages', violation_error_message='Fill in the text in Kazakh, Russian and English.'), django.contrib.postgres.constraints.ExclusionConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], expressions=[('code', '='), (saraptama.foundation.reference.models.dated.DateRange('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='reference_typicalquestion_versions_do_not_overlap', violation_error_message='Another version of this code is in force on some of these days. Close it first.')],
            },
        ),
        VersionedTable("reference_typicalquestion"),
        RenewsReferenceVersion("reference_typicalquestion"),
    ]
