import django.contrib.postgres.indexes
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desktop', '0001_views_exports_and_kept_forms'),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='KnownWord',
            fields=[
                ('word', models.CharField(max_length=60, primary_key=True, serialize=False)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['word'], name='desktop_words_by_likeness', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.CreateModel(
            name='LearntUpTo',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('order_id', models.UUIDField()),
            ],
        ),
    ]
