from django.http import HttpResponse

from cms.middleware import CompressionMiddleware

TEXT = "a document of some length " * 50


def answered(rf, response):
    request = rf.get("/", headers={"Accept-Encoding": "gzip, br"})
    return CompressionMiddleware(lambda _request: response)(request)


def test_a_page_is_compressed_as_the_browser_takes_it(rf):
    response = answered(rf, HttpResponse(TEXT))

    assert response["Content-Encoding"] == "br"
    assert len(response.content) < len(TEXT) / 4


def test_what_has_an_etag_stays_as_it_is_so_that_the_tag_can_be_sent_back(rf):
    response = answered(rf, HttpResponse(TEXT, headers={"ETag": '"abc"'}))

    assert not response.has_header("Content-Encoding")
    assert (response["ETag"], response.content) == ('"abc"', TEXT.encode())
