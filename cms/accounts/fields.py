from django.db import models

from cms.accounts.spelling import name_keys


class NameKeyField(models.TextField):
    """The keys by which a person's name is found in either script; written anew whenever the person is saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "editable": False, "blank": True, "default": ""})

    def pre_save(self, model_instance, add):
        keys = name_keys(model_instance.name_native, model_instance.name_latin)
        setattr(model_instance, self.attname, keys)
        return keys
