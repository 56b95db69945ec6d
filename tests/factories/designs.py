from certificates.designing.pictures import LOGO, clean_picture
from certificates.designs.loading import key_of
from certificates.designs.models import CertificateDesign, DesignImage
from certificates.designs.publishing import publish
from tests.factories.progress import NOON
from tests.factories.uploads import picture


def site_design(name: str) -> CertificateDesign:
    """Return a design of the site by its name in site.yaml."""
    return CertificateDesign.objects.get(key=key_of(name))


def make_design(*, academy=None, texts=None, signatories=(), **fields) -> CertificateDesign:
    """Return a design that was never published; `texts` and each of `signatories` are {language: {field: text}}."""
    design = CertificateDesign.objects.create(academy=academy, **{"name": "Ours", **fields})
    for language, words in (texts or {"en": {"title": "Our certificate"}}).items():
        design.translations.update_or_create(language_code=language, defaults=words)
    for position, words_by_language in enumerate(signatories):
        signatory = design.signatories.create(position=position)
        for language, words in words_by_language.items():
            signatory.translations.update_or_create(language_code=language, defaults=words)
    return CertificateDesign.objects.get(pk=design.pk)


def make_image(data: bytes | None = None) -> DesignImage:
    """Return a picture as it is kept."""
    clean = clean_picture(data or picture(), LOGO)
    return DesignImage.objects.create(
        sha256=clean.sha256, png=clean.png, width=clean.width, height=clean.height
    )


def design_places(administrator) -> dict[str, list]:
    """Return {name of the address: arguments} of a published design of the administrator's academy with a logo."""
    logo = make_image()
    design = make_design(academy=administrator.academy, logo=logo)
    publish(design=design, by=None, at=NOON)
    names = ("", "_preview", "_publish", "_archive", "_unarchive", "_copy", "_versions")
    return {
        **{f"design{name}": [design.pk] for name in names},
        "design_picture": [design.pk, "en"],
        "design_image": [design.pk, logo.sha256],
        "design_version": [design.pk, 1],
        "design_restore": [design.pk, 1],
        "design_version_picture": [design.pk, 1, "en"],
    }
