from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0008_what_stopped_an_issue")]

    operations = [
        migrations.RemoveConstraint("certificate", "one_status_bit_for_a_certificate"),
        migrations.AddConstraint(
            "certificate",
            models.UniqueConstraint(
                fields=["academy", "status_list", "status_index"], name="one_status_bit_for_a_certificate"
            ),
        ),
    ]
