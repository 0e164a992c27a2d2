import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Built beside the work of a full house: no table is locked for writing, and no row is rewritten."""

    atomic = False

    dependencies = [
        ('intake', '0002_earlier_examinations_of_a_case'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='caseperson',
            index=models.Index(condition=models.Q(('iin', ''), _negated=True), fields=['iin', '-order'], name='intake_person_by_iin'),
        ),
        AddIndexConcurrently(
            model_name='caseperson',
            index=models.Index(django.db.models.functions.text.Upper('full_name'), models.OrderBy(models.F('order'), descending=True), name='intake_person_by_name'),
        ),
        AddIndexConcurrently(
            model_name='order',
            index=models.Index(models.Func(django.db.models.functions.text.Upper(models.Func(models.F('case_no'), models.Value('[^[:alnum:]]'), models.Value(''), models.Value('g'), function='REGEXP_REPLACE', output_field=models.CharField())), models.Value('ABCEHKMOPTXY'), models.Value('АВСЕНКМОРТХУ'), function='TRANSLATE', output_field=models.CharField()), models.OrderBy(models.F('id'), descending=True), name='intake_order_by_plain_case'),
        ),
        AddIndexConcurrently(
            model_name='orderedobject',
            index=models.Index(condition=models.Q(('seal_number', ''), _negated=True), fields=['seal_number', '-order'], name='intake_object_by_seal'),
        ),
    ]
