"""What a version of a design keeps, see DesignVersion: read from the rows as they stand, and written back to them."""

from collections.abc import Mapping

from certificates.designs.models import CertificateDesign, DesignImage, DesignSignatory
from certificates.designs.reading import images_in

TEXTS = ("title", "confirms", "completed", "statement")
PLAIN = ("layout", "primary", "accent", "valid_months")


def content_of(design: CertificateDesign) -> dict:
    """Return what would be frozen of the design now. Asks nothing for a design of `objects.whole()`."""
    return {
        "layout": design.layout,
        "primary": design.primary.lower(),
        "accent": design.accent.lower(),
        "valid_months": design.valid_months,
        "logo": design.logo.sha256 if design.logo_id else "",
        "texts": _texts(design),
        "signatories": [_signatory(one) for one in design.signatories.all()],
    }


def write_content(design: CertificateDesign, content: Mapping) -> None:
    """Make the rows of the design say what a version would keep; call it inside a transaction.

    Every picture must be kept already.
    """
    images = {
        one.sha256: one for one in DesignImage.objects.filter(sha256__in=images_in(content)).defer("png")
    }
    for name in PLAIN:
        setattr(design, name, content[name])
    design.logo = images[content["logo"]] if content["logo"] else None
    design.save()
    design.translations.all().delete()
    table = CertificateDesign._parler_meta.root_model
    table.objects.bulk_create(
        table(master=design, language_code=language, **words) for language, words in content["texts"].items()
    )
    design.signatories.all().delete()
    for position, one in enumerate(content["signatories"]):
        _write_signatory(design, position, one, images)


def _texts(design: CertificateDesign) -> dict[str, dict[str, str]]:
    texts = {
        row.language_code: {name: getattr(row, name) for name in TEXTS if getattr(row, name)}
        for row in sorted(design.translations.all(), key=lambda row: row.language_code)
    }
    return {language: words for language, words in texts.items() if words}


def _signatory(one: DesignSignatory) -> dict:
    rows = sorted(one.translations.all(), key=lambda row: row.language_code)
    return {
        "names": {row.language_code: row.name for row in rows if row.name},
        "posts": {row.language_code: row.post for row in rows if row.post},
        "image": one.signature.sha256 if one.signature_id else "",
    }


def _write_signatory(design, position: int, content: Mapping, images: Mapping[str, DesignImage]) -> None:
    one = DesignSignatory.objects.create(
        design=design,
        position=position,
        signature=images[content["image"]] if content["image"] else None,
    )
    table = DesignSignatory._parler_meta.root_model
    table.objects.bulk_create(
        table(
            master=one,
            language_code=language,
            name=content["names"].get(language, ""),
            post=content["posts"].get(language, ""),
        )
        for language in sorted(content["names"].keys() | content["posts"].keys())
    )
