import importlib

import pytest
from django.apps import apps
from django.core.management import call_command

PACKAGES = ["cms", "certificates", "courses", "assessments", "accounts"]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.parametrize("label", PACKAGES)
def test_every_model_is_exported_by_its_package_and_says_what_a_row_is(label):
    config = apps.get_app_config(label)
    exported = importlib.import_module(f"{config.name}.models")
    for model in config.get_models():
        if model.__name__.endswith("Translation"):
            continue
        assert getattr(exported, model.__name__) is model
        assert model.__doc__.strip().split("\n")[0].startswith("One row"), model
