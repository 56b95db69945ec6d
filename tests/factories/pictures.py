from wagtail.images import get_image_model


def make_image(title="A station at night", file_hash="0123456789abcdef0123456789abcdef01234567"):
    """A row of the library of pictures; its file is not there."""
    return get_image_model().objects.create(
        title=title, file="original_images/station.png", width=8, height=6, file_hash=file_hash
    )
