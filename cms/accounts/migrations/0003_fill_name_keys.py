from django.db import migrations

from cms.accounts.spelling import name_keys


def fill(apps, schema_editor):
    """Write the keys of everybody who is there already."""
    people = apps.get_model("accounts", "User").objects
    for person in people.only("pk", "name_native", "name_latin").iterator():
        people.filter(pk=person.pk).update(name_key=name_keys(person.name_native, person.name_latin))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_name_keys")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
