"""The structure tree of a page (ISO 32000-1, 14.7): which part of it is what, in the order it is read."""

from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from certificates.rendering.composing.sheet import Figure, Part, Sheet
from certificates.rendering.languages import language_tag
from certificates.rendering.page import Placed
from certificates.rendering.text import has_rtl

PAGE_KEY, LINK_KEY = 0, 1  # in the tree that leads from content back to its part


@dataclass
class Tree:
    """A structure tree while it is built."""

    pdf: Pdf
    page: Object
    elements: dict[Part, Object] = field(default_factory=dict)
    root: Object = field(init=False)
    document: Object = field(init=False)

    def __post_init__(self) -> None:
        self.root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self._element("Document", self.root)
        self.root.K = self.document

    def _element(self, role: str, parent: Object) -> Object:
        # Of some sixty in a file, each as small as it may be.
        return self.pdf.make_indirect(Dictionary(S=Name(f"/{role}"), P=parent, K=Array()))

    def element(self, part: Part) -> Object:
        """Return the element of a part, put behind its brothers when it is first asked for."""
        if part not in self.elements:
            parent = self.element(part.within) if part.within else self.document
            element = self._element(part.role, parent)
            if part.language:
                element.Lang = String(language_tag(part.language))
            if part.alternative:
                element.Alt = String(part.alternative)
            parent.K.append(element)
            self.elements[part] = element
        return self.elements[part]


def add_structure(pdf: Pdf, page: Object, sheet: Sheet, link: Object) -> None:
    """Put the structure tree of the sheet into the file; `link` is the annotation of the part that is a link.

    The content of each part stands under its number in `sheet.parts`.
    """
    tree = Tree(pdf, page)
    owners = Array()
    for number, (part, things) in enumerate(sheet.parts.items()):
        element = tree.element(part)
        if text := _read_aloud(things):
            element.ActualText = String(text)
        element.Pg = page
        element.K.append(number)
        owners.append(element)
        if part.role == "Link":
            element.K.append(Dictionary(Type=Name.OBJR, Obj=link, Pg=page))
            linked = element
    page.StructParents = PAGE_KEY
    link.StructParent = LINK_KEY
    numbers = Array([PAGE_KEY, pdf.make_indirect(owners), LINK_KEY, linked])
    tree.root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.root.ParentTreeNextKey = 2
    pdf.Root.StructTreeRoot = tree.root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _read_aloud(things: list[Placed | Figure]) -> str:
    """Return the text of a part in the order of reading (14.9.4), where it is drawn in another one; else nothing."""
    text = " ".join(thing.line.text for thing in things if isinstance(thing, Placed))
    return text if has_rtl(text) else ""
