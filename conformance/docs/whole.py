"""Whole sites of the pages of the catalogs, as a reader sees them in a browser: see `sites.py` and `browser.mjs`.

Every code's `doc_url` leads to its heading, on a wide and on a narrow window, and nothing covers it; the page does not
scroll sideways; what should be an admonition or code is one; the browser has nothing to complain about; every link of a
site leads somewhere. Pictures of all pages are in `target/docs-screenshots`.

Then a page is broken on purpose, and each site must say so.
"""

import json
import re
import shutil
import sys
import time
import urllib.parse

import yaml
from check import CATALOGS, asked, blocks_of_code, errcat, hostile, ids, status
from renderers import ROOT, catalog
from sites import BUILDERS, GUIDE, HERE, SiteError, address, all_built, built, errcat_guide, library, run

SCREENSHOTS = ROOT / "target/docs-screenshots"
ADMONITIONS = {
    "gfm": ".markdown-alert",
    "mdbook": ".blockquote-tag",
    "mkdocs": ".admonition",
    "docusaurus": ".theme-admonition",
    "starlight": ".starlight-aside",
    "mintlify": ".callout",
}
# A site wants its own links to lead somewhere, and the hostile texts have some that lead nowhere.
LEADING = {"](j)": "](https://example.com/j.png)", "[a](b)": "[a](https://example.com/b)", "(#x_y_z)": "(#E1001)"}
# What the generated pages still do wrong, as patterns of findings. One that is put right must leave this list.
KNOWN = {
    r"mdbook/hostile: narrow: the page is \d+ wide": "mdBook's own layout, with texts that have no place to break a line",
}
# Of the library's pages, how much of what is on some of them. Their links lead to all the others.
LIBRARY_PAGES = {
    "library/errors/index": {"admonitions": 0, "fences": 5, "headings": 1, "pictures": True},
    "library/errors/book_not_found": {"admonitions": 0, "fences": 4, "headings": 1, "pictures": True},
    "library/errors/book_gone": {"admonitions": 1, "fences": 2, "headings": 1, "pictures": True},
    "library/errors/reader_blocked": {"admonitions": 1, "fences": 0, "headings": 1},
    "library/errors/2-step_lost": {"admonitions": 0, "fences": 1, "headings": 1},
    "library/errors/errors": {"admonitions": 0, "fences": 1, "headings": 1},
    "library/types/conflict_error": {"admonitions": 1, "fences": 2, "headings": 1},
    "library/changes": {"admonitions": 0, "fences": 0, "headings": 1, "pictures": True},
    "library/guide": {"admonitions": 0, "fences": 1, "headings": 1},
}
DIAGRAM = 'flowchart LR\n  a["POST /stores/{id}"] --> b["not_found (404)"]\n  a -->|"say #quot;why#quot;; retry"| c["rate limited &lt;429&gt;"]\n'


def documents():
    hostiles = yaml.safe_dump(hostile(), sort_keys=False, allow_unicode=True, width=10000)
    for text, leading in LEADING.items():
        hostiles = hostiles.replace(text, leading)
    return {name: (path, None, catalog(path)) for name, path in CATALOGS.items()} | {"hostile": ("-", hostiles, yaml.safe_load(hostiles))}


def fragments(document):
    """The fragments of every `doc_url`, written as errcat writes them."""
    return [urllib.parse.quote(place, safe="/$:-._~") for place in ids(document)]


def expected(document):
    """How many admonitions, blocks of code and headings of the first level there should be."""
    codes = document["codes"].values()
    fences = sum(len(code.get("examples", [{}])) + blocks_of_code(code["description"]) + blocks_of_code(code.get("resolution", "")) for code in codes)
    return {
        "admonitions": sum(bool(code.get("deprecated")) + bool(code.get("resolution")) for code in codes),
        # Of the samples, one is shown.
        "fences": fences + 2 + any(status(code, document) == "429" for code in codes) + asked(document),
        # Those of descriptions stand below the page's own.
        "headings": 1,
    }


def guide_site():
    """errcat's own guide, as a site to look at: every chapter, with the blocks of code that its source has."""
    folder, chapters = errcat_guide()
    pages = []
    for name in chapters:
        fences = len(re.findall(r"^ *```\w", (GUIDE / f"src/{name}.md").read_text(), re.M))
        # The preprocessor puts an example of a response there.
        fences += name == "example"
        pages.append({"name": name, "address": f"/{name}.html", "places": [], "admonitions": 0, "fences": fences, "headings": 1, "pictures": True})
    return {"name": "guide", "folder": str(folder), "admonition": ADMONITIONS["mdbook"], "pages": pages}


def wrong_book():
    """A chapter that asks for what does not exist is no book."""
    try:
        built("mdbook", {"guide": "# Guide\n\n{{#errcat cods}}\n"}, "wrong-book")
    except SiteError as error:
        assert "src/guide.md:3:11" in str(error) and "did you mean" in str(error), error
    else:
        raise AssertionError("a mark that asks for nothing makes a book")


def main():
    shutil.rmtree(SCREENSHOTS, ignore_errors=True)
    SCREENSHOTS.mkdir(parents=True)
    start = time.monotonic()
    known = documents()
    asked = sys.argv[1:] or list(BUILDERS)
    pages = {dialect: {name: errcat(path, dialect, text) for name, (path, text, _) in known.items()} for dialect in asked}
    for dialect in asked:
        page = pages[dialect]["full"]
        # Its links must lead somewhere all the same, or a site does not even build.
        page = page.replace("](#resource-not-found)", "](#error-codes)")
        broken = page.replace('<a id="resource-not-found"></a>', "").replace("#resource-not-found }", "#resource }").replace("#resource-not-found */}", "#resource */}").replace("{#resource-not-found}", "{#resource}")
        assert broken != page, f"{dialect}: a place was removed"
        pages[dialect]["broken"] = broken
        pages[dialect] |= library(dialect)
    folders = all_built(pages)
    print(f"{len(folders)} sites built in {time.monotonic() - start:.0f} s")
    start = time.monotonic()
    if "mdbook" in folders:
        guide = (folders["mdbook"] / "library/guide.html").read_text()
        assert '<h3 id="internal_error">' in guide and "<code>book_lent</code>" in guide, "the preprocessor fills a chapter"
    sites = []
    for dialect, folder in folders.items():
        looked_at = []
        for name in pages[dialect]:
            if name.startswith("library/"):
                if name in LIBRARY_PAGES:
                    looked_at.append({"name": name, "address": address(dialect, name), "places": []} | LIBRARY_PAGES[name])
                continue
            document = known[name if name in known else "full"][2]
            looked_at.append({"name": name, "address": address(dialect, name), "places": fragments(document)} | expected(document))
            looked_at[-1] |= {"sampled": name == "hostile", "pictures": name in CATALOGS, "sizes": ["wide"] if name == "broken" else None}
        sites.append({"name": dialect, "folder": str(folder), "admonition": ADMONITIONS[dialect], "pages": looked_at})
    if "mdbook" in asked:
        wrong_book()
        sites.append(guide_site())
    index = pages[asked[0]]["library/errors/index"]
    diagrams = {"sample": DIAGRAM, "library": re.search(r"```mermaid\n(.*?)```", index, re.S)[1], "broken": "flowchart LR\n  a[ --> b"}
    findings = json.loads(run(HERE, "node", "browser.mjs", text=json.dumps({"sites": sites, "diagrams": diagrams, "screenshots": str(SCREENSHOTS)})))
    print(f"{len(findings)} pages and diagrams looked at in {time.monotonic() - start:.0f} s")
    wrong = []
    for place, found in findings.items():
        if place.endswith("/broken"):
            said = [finding for finding in found if place == "diagram/broken" or "no element #resource-not-found" in finding]
            if not said:
                wrong.append(f"{place}: its mistake is not found")
            else:
                print(f"{place}: found: {said[0][:100]!r}")
            continue
        print(f"{place}: {len(found)} findings")
        wrong += [f"{place}: {finding}" for finding in found]
    for pattern, reason in KNOWN.items():
        if pattern.split("/")[0] in asked and not any(re.match(pattern, finding) for finding in wrong):
            wrong.append(f"known, and not found any more: {pattern}: {reason}")
    known_wrong = [finding for finding in wrong if any(re.match(pattern, finding) for pattern in KNOWN)]
    print("".join(f"known: {finding[:300]}\n" for finding in known_wrong), end="")
    wrong = [finding for finding in wrong if finding not in known_wrong]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
