"""What stands at an address where nothing is: plain HTML in every language, dressed as the pages are."""

from html import escape

from dashboard.i18n import LANGUAGES, Language, text_for

_SHEETS = ("tokens", "base", "page")
_LINKS = "".join(f'<link rel="stylesheet" href="/assets/css/{name}.css">' for name in _SHEETS)
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" type="image/x-icon" href="/_favicon.ico">
{links}
</head>
<body class="page">
<div class="top"><header class="header"><a class="brand" href="/">{brand}</a></header></div>
<main class="page--words">{words}</main>
</body>
</html>"""


def not_found_page(language: Language) -> str:
    """The page, its own language first: whoever mistyped an address has chosen none yet.

    Addresses in it begin at the root, because it stands at any depth.
    """
    ordered = sorted(LANGUAGES, key=lambda each: each != language)
    text = text_for(language)
    return _PAGE.format(
        language=language,
        title=escape(f"{text('no-page-what').rstrip('.')} - {text('brand')}"),
        brand=escape(text("brand")),
        links=_LINKS,
        words="".join(_words(each, "h1" if each == language else "h2") for each in ordered),
    )


def _words(language: Language, heading: str) -> str:
    what, why, remedy = (escape(text_for(language)(f"no-page-{part}")) for part in ("what", "why", "remedy"))
    return (
        f'<section class="notice" lang="{language}"><{heading} class="notice__what">{what}</{heading}>'
        f'<p>{why}</p><p><a href="/?lang={language}">{remedy}</a></p></section>'
    )
