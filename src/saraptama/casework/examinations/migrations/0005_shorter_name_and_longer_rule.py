from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('examinations', '0004_what_stood_at_hand_over'),
    ]

    operations = [
        migrations.RenameIndex(
            model_name='recusal',
            new_name='examinations_recused_expert',
            old_name='examinations_recusals_of_expert',
        ),
        migrations.AlterField(
            model_name='conflictoverride',
            name='rule',
            field=models.CharField(choices=[('CERTIFICATE', 'no certificate for the specialty is valid on the day'), ('CERTIFICATE_SUSPENDED', 'the certificate is suspended'), ('NOT_IN_INSTITUTE', 'does not work in this institute'), ('ABSENT', 'is absent on the day'), ('RECUSED', 'is challenged or has withdrawn in this case'), ('DECLARED_CONFLICT', 'has declared kinship or another conflict in this case'), ('PRIOR_ROLE', 'stands in this case in another role'), ('FIRST_CONCLUSION', 'wrote the conclusion that is doubted'), ('CAPACITY', 'has reached the norm of load')], max_length=24, verbose_name='rule set aside'),
        ),
    ]
