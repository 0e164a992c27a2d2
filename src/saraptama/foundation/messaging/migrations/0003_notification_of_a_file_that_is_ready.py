from django.db import migrations, models

from saraptama.foundation.messaging.enums import NotificationKind


class Migration(migrations.Migration):

    dependencies = [
        ('messaging', '0002_webhooks_and_kept_answers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=NotificationKind.choices, max_length=30),
        ),
    ]
