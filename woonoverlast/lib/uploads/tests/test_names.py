"""Names of files as they are shown and sent."""

import pytest

from woonoverlast.lib.uploads import clean_name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Plan van aanpak.docx", "Plan van aanpak.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Jan\\plan.pdf", "plan.pdf"),
        ("plan.pdf.exe", "plan.pdf"),
        ("plan\r\nSet-Cookie: a=b.pdf", "plan Set-Cookie a=b.pdf"),
        ("foto\u202efdp.exe", "fotofdp.pdf"),
        ('a"; filename="b.html', "a filename= b.pdf"),
        ("..", "bestand.pdf"),
        ("", "bestand.pdf"),
        ("\u200b.pdf", "bestand.pdf"),
    ],
)
def test_name_is_harmless(sent: str, kept: str) -> None:
    assert clean_name(sent, extension=".pdf") == kept


def test_long_name_is_cut() -> None:
    assert len(clean_name("a" * 200 + ".pdf", extension=".pdf")) == 104
