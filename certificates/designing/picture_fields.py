"""A picture in a form: the file just sent, the one sent before the form came back, the one kept, or none.

A browser does not send a file twice, so what was sent and found fit goes back with the form as a hidden text.
"""

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.designing.pictures import Box, CleanPicture, PictureRefused, check_bytes, clean_picture

_LONGEST = 700_000  # of the hidden text


@dataclass(frozen=True)
class PictureSlot:
    """One picture of a form by the name of its field; `kept` is the sha256 of the stored one or ""."""

    name: str
    box: Box
    kept: str = ""

    def fields(self, label) -> dict[str, forms.Field]:
        widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg"})
        return {
            self.name: forms.FileField(label=label, required=False, widget=widget),
            f"{self.name}_sent": forms.CharField(
                required=False, max_length=_LONGEST, widget=forms.HiddenInput
            ),
            f"{self.name}_remove": forms.BooleanField(label=_("Take the picture away"), required=False),
        }

    def read(self, form: forms.Form) -> CleanPicture | None:
        """Return the new picture that came with a form; what is wrong with it stands in the form's errors."""
        data = form.cleaned_data
        try:
            if data.get(self.name):
                check_bytes(data[self.name].size)
                return clean_picture(data[self.name].read(), self.box)
            if data.get(f"{self.name}_sent") and not data.get(f"{self.name}_remove"):
                return clean_picture(_bytes(data[f"{self.name}_sent"]), self.box)
        except PictureRefused as error:
            form.add_error(self.name, str(error))
        return None

    def sha256(self, form: forms.Form, new: CleanPicture | None) -> str:
        """Return what the design keeps from now on."""
        if new is not None:
            return new.sha256
        return "" if form.cleaned_data.get(f"{self.name}_remove") else self.kept


def as_text(picture: CleanPicture) -> str:
    """Return a picture as it goes into the hidden field."""
    return b64encode(picture.png).decode()


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
