from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0003_learner_routes'),
    ]

    operations = [
        migrations.AddField(
            model_name='lessonprogress',
            name='edition',
            field=models.PositiveSmallIntegerField(default=1, help_text='That of the lesson when it was last read to the end.', verbose_name='edition'),
        ),
    ]
