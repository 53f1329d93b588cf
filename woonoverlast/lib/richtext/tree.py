"""Well-formed HTML as a tree. Only for what nh3 wrote: it closes every tag."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br"}
DEEPEST = 200  # what reads the tree calls itself at each level


class TooDeep(Exception):
    """Deeper than somebody writes, whatever the tags looked like beforehand."""


@dataclass
class Node:
    name: str
    href: str = ""
    children: "list[Node | str]" = field(default_factory=list)

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.own_text() for child in self.children)

    def own_text(self) -> str:
        return "\n" if self.name == "br" else self.text()


class TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, href=dict(attrs).get("href") or "")
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)
        if len(self.open) > DEEPEST:
            raise TooDeep

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(text: str) -> Node:
    builder = TreeBuilder()
    builder.feed(text)
    builder.close()
    return builder.root
