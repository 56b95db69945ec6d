"""The bytes of a cmi5.xml become elements that know their lines. No entities, no DTD, nothing from elsewhere."""

from dataclasses import dataclass, field
from io import BytesIO
from xml.sax import SAXException, SAXParseException  # noqa: S406 - parsed by defusedxml alone
from xml.sax.handler import ContentHandler, feature_namespaces  # noqa: S406

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from assessments.packages.cmi5.reading import faults
from assessments.packages.cmi5.reading.faults import Fault, fault

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
MOST_BYTES = 16 * 1024**2
DEEPEST = 60
# These may hold anything: their text is that of what is in them, too.
OPEN = ("launchParameters", "entitlementKey")
MOST_ELEMENTS = 400_000


class Unreadable(ValueError):
    """It is no XML, or none that is safe to read; `fault` says where."""

    def __init__(self, found: Fault):
        super().__init__(f"{found.code} in line {found.line}")
        self.fault = found


@dataclass
class Element:
    """One element: `name` without a namespace when it is cmi5's, else None; attributes of cmi5's own by name."""

    name: str | None
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def child(self, name: str) -> "Element | None":
        return next((one for one in self.children if one.name == name), None)

    def all(self, *names: str) -> list["Element"]:
        return [one for one in self.children if one.name in names]


class _Builder(ContentHandler):
    def __init__(self):
        super().__init__()
        self.root: Element | None = None
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self._count = 0
        self._locator = None

    def setDocumentLocator(self, locator):
        self._locator = locator

    def startElementNS(self, name, _qname, attributes):
        namespace, local = name
        line = self._locator.getLineNumber()
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise Unreadable(fault(faults.TOO_MUCH, line, most=MOST_ELEMENTS, deepest=DEEPEST))
        own = {key[1]: value.strip() for key, value in attributes.items() if key[0] is None}
        element = Element(local if namespace == NAMESPACE else None, line, own)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
            if namespace != NAMESPACE:
                raise Unreadable(fault(faults.ROOT, line, name=local, namespace=namespace or ""))
        self._open.append(element)
        self._texts.append([])

    def endElementNS(self, name, qname):
        element, text = self._open.pop(), "".join(self._texts.pop())
        element.text = text.strip()
        if self._open and self._open[-1].name in OPEN:
            self._texts[-1].append(text)

    def characters(self, content):
        self._texts[-1].append(content)


def read_xml(content: bytes) -> Element:
    """Return the root element, one of cmi5's namespace. Raises Unreadable."""
    builder = _Builder()
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(builder)
    try:
        parser.parse(BytesIO(content))
    except DefusedXmlException:
        raise Unreadable(fault(faults.DOCTYPE)) from None
    except SAXParseException as error:
        raise Unreadable(
            fault(faults.UNREADABLE, error.getLineNumber() or 0, why=error.getMessage())
        ) from error
    except (SAXException, LookupError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        # An encoding that is none, or that nobody speaks.
        raise Unreadable(fault(faults.UNREADABLE, 1, why=str(error))) from error
    return builder.root
