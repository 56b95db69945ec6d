from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0005_subjects_of_earlier_certificates")]

    operations = [
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('holder', 'subject', 'cycle'), name='one_certificate_for_person_subject_and_cycle'),
        ),
    ]
