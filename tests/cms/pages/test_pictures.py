"""Pictures that editors upload: taken only when they are pictures, and served so that nothing in them can run."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client(lecturer):
    client = Client()
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def png() -> bytes:
    out = BytesIO()
    Picture.new("RGB", (60, 40), "#0f4c4a").save(out, "PNG")
    return out.getvalue()


def upload(client, name, content):
    file = SimpleUploadedFile(name, content, content_type="image/png")
    return client.post(reverse("wagtailimages:add"), {"title": "A picture", "file": file})


def test_a_lecturer_uploads_a_picture(client):
    assert upload(client, "post.png", png()).status_code == 302
    assert get_image_model().objects.get().width == 60


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("evil.svg", SVG),
        ("evil.png", SVG),
        ("evil.html", b"<script>1</script>"),
        ("evil.png", b"GIF89a<script>"),
    ],
)
def test_what_is_no_picture_is_refused(client, name, content):
    assert upload(client, name, content).status_code == 200
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize("path", ["keys/secret-key", "images/../keys/secret-key", "panah.sqlite3", "images/"])
def test_nothing_but_pictures_is_served(path):
    assert Client().get(f"/media/{path}", follow=True).status_code == 404
