from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('examinations', '0003_recusals_parts_and_the_queue'),
    ]

    operations = [
        migrations.AddField(
            model_name='assignment',
            name='handed_over',
            field=models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict, verbose_name='what stood when the work was handed over'),
        ),
    ]
