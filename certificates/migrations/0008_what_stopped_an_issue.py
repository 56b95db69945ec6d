import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0007_span_by_its_first_second")]

    operations = [
        migrations.RemoveField("issuerun", "error"),
        migrations.AddField(
            "issuerun", "left_out", models.JSONField(blank=True, default=list, verbose_name="left out")
        ),
        migrations.AddField(
            "issuerun", "trouble", models.JSONField(blank=True, null=True, verbose_name="what stopped it")
        ),
        migrations.AlterField(
            "issuerun",
            "design_version",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="certificates.designversion",
            ),
        ),
    ]
