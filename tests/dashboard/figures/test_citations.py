"""Texts of sources, taken apart."""

import pytest

from dashboard.figures.citations import Citation, citations


def test_several_addresses_in_one_text() -> None:
    found = citations(["https://www.a.example/x?y=1 ; http://b.example/z (KompasTV) ; Datasultra.com 17 Sep 2024"])
    assert found == [
        Citation("a.example", "https://www.a.example/x?y=1"),
        Citation("b.example (KompasTV)", "http://b.example/z"),
        Citation("Datasultra.com 17 Sep 2024", None),
    ]


def test_each_source_once_in_order() -> None:
    assert [each.label for each in citations(["Lensa ; Antara", "Antara", "", "Rakyat"])] == [
        "Lensa",
        "Antara",
        "Rakyat",
    ]


def test_addresses_of_one_host_are_told_apart() -> None:
    slug = "/2024/10/01/sepuluh-asn-di-muna-terindikasi-langgar-netralitas"
    found = citations(
        [f"https://a.example{slug} ; https://www.a.example/?p=2 ; https://a.example", "https://b.example/x"]
    )
    assert [each.label for each in found] == [
        "a.example (…a-terindikasi-langgar-netralitas)", "a.example (?p=2)", "a.example", "b.example",
    ]  # fmt: skip
    assert found[0].address == f"https://a.example{slug}"


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/x",
        "//a.example",
        "https://",
        "http://[",
        "see https://a.example",
    ],
)
def test_only_http_and_https_at_the_start_are_addresses(text: str) -> None:
    assert citations([text]) == [Citation(text, None)]
