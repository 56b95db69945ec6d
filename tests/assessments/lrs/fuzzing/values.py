"""Values that a statement may have and hardly ever has, and values that it may not have."""

from hypothesis import strategies as st

PEOPLE = ("a", "b", "ж", "a" * 300)
IRIS = (
    "https://example.org/a",
    "https://example.org/b",
    "a:b",
    "urn:uuid:c0ffee00-0000-4000-8000-000000000000",
    "http://[2001:db8::1]:8080/~x?y=%00&z=';--#é",
    "HTTP://EXAMPLE.ORG/%zz/../",
    "tag:example.org,2026:日本語/😀\u202e\ufeff",
    "x:" + "y" * 600,
    "https://example.org/" + "ш" * 3000,
    "javascript:alert(1)",
)
BAD_IRIS = (
    "",
    "a",
    "//example.org",
    "https://example.org/ b",
    "http://example.org/\x00",
    "1a:b",
    "a:\ud800",
    ":",
)
LANGUAGES = (
    "en",
    "fa-AF",
    "und",
    "x-a",
    "i-klingon",
    "sgn-BE-FR",
    "zh-cmn-Hans-CN",
    "de-1996",
    "member",
    "duration",
    "id",
)
BAD_LANGUAGES = ("", "e", "en_US", "*", "en-", "x-", "\x00", "en-" + "a" * 9)
MOMENTS = (
    "2026-03-02T10:00:00Z",
    "0001-01-01T00:00:00Z",
    "0001-01-01T23:59:00+23:59",
    "9999-12-31T23:59:59.999999Z",
    "9999-12-31T00:00:00-23:59",
    "2016-12-31T23:59:60Z",
    "2026-03-02 10:00:00.123456789123456789+05:00",
    "2026-03-02t10:00:00.1z",
)
BAD_MOMENTS = (
    "",
    "yesterday",
    "2026-02-30T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "2026-03-02T10:00:00-00:00",
    "2026-03-02T10:00:00+99:99",
    "2026-03-02T25:00:00Z",
    "10000-01-01T00:00:00Z",
    "2026-W01-1",
    "٢٠٢٦-03-02T10:00:00Z",
)
DURATIONS = ("PT0S", "P1Y2M3DT4H5M6.789S", "P1W", "P0.5Y", "PT1,50S", f"PT{'9' * 400}S")
BAD_DURATIONS = ("", "P", "PT", "P1H", "-P1D", "P1YT", "1S", "P1W2D")
UUIDS = tuple(f"c0ffee00-0000-4000-8000-00000000000{digit}" for digit in range(10)) + (
    "C0FFEE00-0000-4000-8000-0000000000AB",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
)
BAD_UUIDS = (
    "",
    "x",
    "00000000-0000-0000-0000-000000000000",
    "c0ffee00-0000-4000-8000-00000000000",
    "{c0ffee00}",
)
TEXTS = ("", " ", "\x00", "\x1b[31m\r\n", "\ufffe\uffff", "e\u0301", "𐍈" * 50, "%00", "</script>", "t" * 3000)
# In JSON they are escapes that name half a letter.
BAD_TEXTS = ("\ud800", "a\udfff\ud800")
NUMBERS = (0, -0.0, 1, -1, 0.1 + 0.2, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 10**400, 1e308, 5e-324, -1e-7)
VERSIONS = ("1.0.3", "2.0.0")
ODD_VERSIONS = (
    "1.0",
    "1.0.0",
    "1.0.999999999",
    "2.0",
    "2.0.7",
    "0.95",
    "1.1.0",
    "3.0.0",
    "",
    "1.0.3,1.0.3",
    "２.0.0",
)


def texts():
    return st.one_of(st.sampled_from(TEXTS), st.text(max_size=12))


def numbers():
    return st.one_of(
        st.sampled_from(NUMBERS), st.integers(), st.floats(allow_nan=False, allow_infinity=False)
    )


def values():
    """Any JSON value, as it may stand in an extension."""
    leaves = st.one_of(st.none(), st.booleans(), numbers(), texts())
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(), inner, max_size=3),
        max_leaves=6,
    )


def _hostile_value():
    bad = (*BAD_IRIS, *BAD_LANGUAGES, *BAD_MOMENTS, *BAD_DURATIONS, *BAD_UUIDS, *BAD_TEXTS, *TEXTS)
    good = (*IRIS, *LANGUAGES, *MOMENTS, *DURATIONS, *UUIDS, *ODD_VERSIONS)
    return st.one_of(
        st.sampled_from(bad),
        st.sampled_from(good),
        st.sampled_from(NUMBERS),
        st.sampled_from([None, True, False, [], {}, [[]], [None], {"": None}, {"objectType": "Agent"}]),
        values(),
    )


hostile_values = _hostile_value()
