"""A scene's picture is shown with its description; without its file the scene is played all the same."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images import get_image_model

from tests.factories.assessments import counting_structure
from tests.factories.pictures import make_image
from tests.factories.playing import client_of, noticed_words, place_of_scenario, publish_in, scene_url, start

pytestmark = pytest.mark.django_db


def with_picture(image):
    made = counting_structure()
    made["scenes"][0]["image"] = image.file_hash
    words = noticed_words(made)
    for code, told in words.items():
        told["scenes"]["d1"]["alt"] = f'{code} "platform" at night'
    return made, words


def drawn(name="night.png"):
    data = io.BytesIO()
    Image.new("RGB", (1600, 900), "navy").save(data, "PNG")
    file = SimpleUploadedFile(name, data.getvalue(), content_type="image/png")
    image = get_image_model().objects.create(title="A station at night", file=file)
    image.get_file_hash()
    image.save()
    return image


def scene_with(image, trainee, manual_key) -> str:
    place, client = place_of_scenario(trainee, manual_key), client_of(trainee)
    made, words = with_picture(image)
    publish_in(place, made, words=words)
    answer = client.get(scene_url(place, start(client, place)))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_picture_is_shown_small_with_its_description(trainee, manual_key, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = scene_with(drawn(), trainee, manual_key)
    assert 'width="800" height="450" alt="en &quot;platform&quot; at night"' in page


def test_without_its_file_the_scene_is_shown_without_the_picture(trainee, manual_key, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = scene_with(make_image(), trainee, manual_key)
    assert "<img" not in page
    assert "en d1 situation" in page
