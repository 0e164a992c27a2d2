from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0002_typical_questions'),
    ]

    operations = [
        migrations.AddField(
            model_name='appointingbodykind',
            name='order_kinds',
            field=models.CharField(blank=True, default='', max_length=120, verbose_name='kinds of appointing acts'),
            preserve_default=False,
        ),
    ]
