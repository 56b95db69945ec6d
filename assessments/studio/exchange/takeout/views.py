"""Take out as…: a published version as H5P, as one HTML file or as a cmi5 package. First a look, then the file."""

from io import BytesIO

from django.http import FileResponse
from django.utils.translation import gettext as _

from assessments.packages.exporting.telling import as_written, whole_languages
from assessments.studio.editor.access import DraftPage
from assessments.studio.exchange.takeout import making
from assessments.studio.exchange.takeout.forms import MARKS, TakeOutForm
from assessments.studio.exchange.takeout.making import LanguageMissing, TakenOut


class TakeOutPage(DraftPage):
    """GET: the form. POST: what would be in the file and what not; POST with `download`: the file.

    `fill` puts a country's words in; a package above knows them.
    """

    template_name = "studio/take_out.html"
    header_icon = "download"
    fill = staticmethod(as_written)

    @property
    def subject(self):
        return _("Take out as…")

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self._form())
        return super().get_context_data(**kwargs)

    def post(self, request, key):
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form=form, status=422)
        try:
            taken = self._taken(form)
        except LanguageMissing as error:
            form.add_error("languages", _("This version has not every text in: %(names)s") % {"names": error})
            return self._show(form=form, status=422)
        if "download" in request.POST:
            return _download(taken)
        return self._show(form=form, taken=taken, status=200)

    def _show(self, *, status: int, **context):
        answer = self.render_to_response(self.get_context_data(**context), status=status)
        # A secret may stand in the form.
        answer["Cache-Control"] = "no-store"
        return answer

    def _form(self, data=None) -> TakeOutForm:
        versions = list(self.scenario.versions.select_related("scenario").order_by("-number"))
        country = getattr(self.request.user, "country", "")
        languages = whole_languages(versions[0]) if versions else []
        return TakeOutForm(
            data,
            versions=[(one.number, _("Version %(number)s") % {"number": one.number}) for one in versions],
            languages=sorted({code for one in versions for code in whole_languages(one)}),
            initial={
                "country": country,
                "languages": [code for code in ("ru", "en") if code in languages][:1],
            },
        )

    def _taken(self, form: TakeOutForm) -> TakenOut:
        given = form.cleaned_data
        version = self.scenario.versions.select_related("scenario").get(number=given["version"])
        country = given["country"]
        if given["form"] == TakeOutForm.H5P:
            fill = None if country == MARKS else self.fill
            return making.take_h5p(
                version=version, language=given["languages"][0], country=country, fill=fill
            )
        whole = {
            "version": version,
            "languages": given["languages"],
            "country": country,
            "fill": self.fill,
        }
        if given["form"] == TakeOutForm.CMI5:
            return making.take_course(**whole)
        return making.take_page(**whole, store=form.store)


def _download(taken: TakenOut) -> FileResponse:
    answer = FileResponse(
        BytesIO(taken.content), content_type=taken.media_type, as_attachment=True, filename=taken.name
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
