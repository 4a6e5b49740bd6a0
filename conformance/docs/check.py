"""Pages of documentation in every dialect, as renderers show them that errcat did not write: see `renderers.py`.

Of each catalog of the repository, and of one whose texts are as hostile as can be:

- The renderer of the dialect takes the page.
- The cells of its tables say what the catalog says, as GitHub's renderer reads each of its texts by itself.
- So do the descriptions of the codes.
- What a `doc_url` points to is there.
- Admonitions, tabs, titles of code and examples are what they are, and as many as there should be.
- The pages for GitHub are as markdownlint likes them.

Then pages are broken on purpose, and each check must say so.
"""

import concurrent.futures
import html
import html.parser
import itertools
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

import yaml
from renderers import DIALECTS, HERE, MDX, ROOT, TARGET, catalog, cmark, markdownlint, rendered

# The elements that renderers make of Markdown; any other is what a text says.
MARKDOWN = set("p em strong del code a br ul ol li h1 h2 h3 h4 h5 h6 pre blockquote hr img sup table thead tbody tr th td".split())
# What a link by a name refers to, as the hostile texts have it.
DEFINITION = re.compile(r"\[[a-z]+\]: \S+")
# The blocks that descriptions have and sections have not by themselves.
BLOCKS = ("li", "ol", "ul", "table", "blockquote", "hr", "br")
# The languages of the samples, each in a tab.
SAMPLES = 6
CATALOGS = {
    "reseller": ROOT / "catalog/errors.yaml",
    "payments": ROOT / "catalog/payments/errors.yaml",
    "full": ROOT / "tests/golden/full/errors.yaml",
}


class Page(html.parser.HTMLParser):
    """The tables of a page, the text behind each id, and what else is counted."""

    def __init__(self, page, slugs):
        super().__init__()
        self.tables, self.ids, self.cell = [], {}, None
        self.sections, self.slugs = [], slugs
        self.blocks = {element: [] for element in BLOCKS}
        self.admonitions = self.fences = self.titles = self.tabs = 0
        self.text, self.links = [], set()
        self.skip = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        if "headerlink" in classes:
            self.skip += 1
        if "id" in attributes:
            self.ids.setdefault(attributes["id"], len(self.text))
        if tag == "a" and "href" in attributes:
            self.links.add(address(attributes["href"]))
        if tag in BLOCKS:
            self.blocks[tag].append(len(self.text))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = len(self.text)
        elif tag in ("h2", "h3"):
            self.sections.append(len(self.text))
        elif tag == "pre":
            self.fences += 1
        self.admonitions += "admonition" in classes or any(name.startswith("markdown-alert-") for name in classes)
        self.tabs += tag in ("summary", "label") or "tab" in classes
        self.titles += "filename" in classes or (tag == "code" and "title" in attributes)

    def handle_endtag(self, tag):
        if tag == "a" and self.skip:
            self.skip -= 1
        if tag in ("td", "th") and self.cell is not None:
            self.tables[-1][-1].append(plain("".join(self.text[self.cell :])))
            self.cell = None
        # GitHub adds the ids of headings to what cmark-gfm makes.
        if tag == "h3" and self.slugs:
            self.ids.setdefault(github_id("".join(self.text[self.sections[-1] :])), self.sections[-1])

    def section(self, place):
        """The text between the heading at this place and the next."""
        start = next(at for at in self.sections if at >= self.ids[place])
        end = next((at for at in self.sections if at > start), None)
        return plain("".join(self.text[start:end]))

    def count(self, place, element):
        """How many of an element there are between the heading at this place and the next."""
        start = next(at for at in self.sections if at >= self.ids[place])
        end = next((at for at in self.sections if at > start), len(self.text) + 1)
        return sum(start <= at < end for at in self.blocks[element])

    def handle_data(self, data):
        if not self.skip:
            self.text.append(data)


class Reference(html.parser.HTMLParser):
    """What is to be read of a text: in GitHub's page, HTML is HTML; elsewhere it is text."""

    def __init__(self, page, shows_html):
        super().__init__()
        self.text, self.shows_html = "", shows_html
        self.feed(page)
        self.close()

    def other(self, raw, tag=None):
        if self.shows_html and tag not in MARKDOWN:
            self.text += raw

    def handle_starttag(self, tag, attributes):
        self.other(self.get_starttag_text(), tag)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.other(f"</{tag}>", tag)

    def handle_comment(self, data):
        self.other(f"<!--{data}-->")

    def handle_data(self, data):
        self.text += data


# What mdBook's smart punctuation does to prose is the book's own choice.
TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "..."})


def address(link):
    return urllib.parse.unquote(link)


def plain(text):
    return "".join(text.replace("...", "…").translate(TYPOGRAPHY).split())


def reference(text, dialect, inline, definitions=""):
    """A text as GitHub reads it, in a line or as blocks, with definitions of its links that stand elsewhere."""
    if inline:
        # The end of a line is none, and bars in a table's code are escaped for the table alone.
        text = re.sub(r"\\\n", "\n", text)
        if dialect != "mkdocs" and re.search(r"^\|[ :-]*-[ :|-]*$", text, re.M):
            text = text.replace("\\|", "|")
        text = "\n\n".join("x " + " ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    extensions = ["table", "strikethrough", "autolink"] + (["tagfilter"] if dialect == "gfm" else [])
    text = plain(Reference(cmark(f"{text}\n\n{definitions}", extensions), dialect != "gfm").text)
    return "".join(text.split("x", 1)[1:]) if inline else text


def hostile():
    document = catalog(HERE / "hostile.yaml")
    for at, text in enumerate(document.pop("hostile")):
        line = " ".join(text.split())
        message = line.replace("{", "{{").replace("}", "}}")
        document["codes"][f"hostile_{at}"] = {"type": "hostile", "description": text, "title": line, "message": message}
    return document


def plain_findings(document, page):
    """What is wrong with a rendered page of plain texts: each is shown as it is, in a cell, a heading and a line."""
    if isinstance(page, Exception):
        return [f"it cannot be rendered: {page}"]
    page = Page(page, False)
    texts = [(name, code["title"]) for name, code in document["codes"].items() if name.startswith("hostile_")]
    rows = {row[0]: row[1:] for table in page.tables for row in table}
    text = plain("".join(page.text))
    wrong = []
    for name, meant in texts:
        meant = plain(meant)
        if rows.get(plain(name)) != [meant, meant]:
            wrong.append(f"{name}: {rows.get(plain(name))} for {meant}")
        for shown in (f":{meant}Message:", f"Message:{meant}:end"):
            if shown not in text:
                wrong.append(f"{name}: {shown!r} is not on the page")
    return wrong


def status(code, document):
    return str(code.get("status") or document["types"][code["type"]]["status"])


def in_cell(paragraph):
    """A block as it is in a cell, which has none: the items of a list with their bullets or numbers, a heading as words."""
    heading = re.fullmatch(r"#{1,6} +(.*?)(?: +#+)?\s*", paragraph)
    if heading:
        return heading[1]
    # A list can also follow a line of text.
    first = re.match(r"([-*+]|(\d+)[.)]) ", paragraph) or re.search(r"^([-*+]|(1)[.)]) ", paragraph, flags=re.M)
    if not first:
        return paragraph
    numbers = itertools.count(int(first[2] or 0))
    items = re.sub(r"^([-*+]|\d+[.)]) ", lambda _: f"{next(numbers)}\\. " if first[2] else "• ", paragraph[first.start():], flags=re.M)
    return paragraph[: first.start()] + items


def expected(document, dialect):
    """The tables that the catalog stands for, by their headings: what is Markdown, read; names as they are."""

    def said(text):
        # A block of code has its lines for text, the rest its paragraphs, each by itself.
        parts = re.split(r"^(```+|~~~+).*\n((?s:.*?))(?:^\1\s*$|\Z)", str(text or ""), flags=re.M)
        words = ""
        while parts:
            before, (_, code), parts = parts[0], parts[1:3] or ("", ""), parts[3:]
            paragraphs = [paragraph for paragraph in before.split("\n\n") if paragraph.strip()]
            definitions = [paragraph for paragraph in paragraphs if DEFINITION.match(paragraph)]
            words += "".join(reference(in_cell(paragraph), dialect, True, "\n\n".join(definitions)) for paragraph in paragraphs if paragraph not in definitions)
            words += plain(code)
        return words

    types, codes = document.get("types", {}), document["codes"]
    yield ["Status", "Title", "Description"], [[plain(str(of)), plain(row["title"]), said(row["description"])] for of, row in document["statuses"].items()]
    titled = any("title" in row for row in types.values())
    yield ["Type"] + ["Title"] * titled + ["Description"], [
        [plain(name)] + [plain(row.get("title") or "")] * titled + [said(row["description"])] for name, row in types.items()
    ]
    numbered = any("number" in code for code in codes.values())
    titled = any("title" in code for code in codes.values())
    yield ["Code"] + ["Number"] * numbered + ["Type", "Status"] + ["Title"] * titled + ["Description"], [
        [plain(name + " (deprecated)" * bool(code.get("deprecated")))]
        + [plain(str(code.get("number", "")))] * numbered
        + [plain(code["type"]), status(code, document)]
        + [plain(code.get("title") or "")] * titled
        + [said(code["description"])]
        for name, code in codes.items()
    ]
    if document.get("retired"):
        yield ["Code", "Since", "Use", "Note"], [
            [plain(name), plain(str(row.get("since") or "")), plain(row.get("use") or ""), said(row.get("note"))] for name, row in document["retired"].items()
        ]


def blocks_of_code(text):
    """How many there are in a text of the catalog."""
    return len(re.findall("<pre[^>]*><code", cmark(text, [])))


def asked(document):
    """Whether the page has a request to which there are too many: some operation returns the code."""
    limited = next((name for name, code in document["codes"].items() if status(code, document) == "429"), None)
    sets = document.get("sets", {})

    def names(listed):
        codes = listed["codes"] if isinstance(listed, dict) else listed
        return set(document["codes"]) if codes == "all" else {code for name in codes for code in (names(sets[name]) if name in sets else [name])}

    return limited is not None and any(limited in names(listed) for listed in document.get("operations", {}).values())


def ids(document):
    """What each `doc_url` points to, as the documents for OpenAPI tell it."""
    pattern = document.get("api", {}).get("docs_url", "")
    kebab = lambda code: re.sub(r"[^a-z0-9]+", "-", code.lower()) if "{code_kebab}" in pattern else code
    return {kebab(code): code for code in document["codes"]}


def findings(dialect, document, page):
    """What is wrong with a rendered page."""
    if isinstance(page, Exception):
        return [f"it cannot be rendered: {page}"]
    page = Page(page, dialect == "gfm")
    wrong = []
    if not page.fences:
        wrong.append("no code on it")
    for headings, rows in expected(document, dialect):
        headings = [plain(heading) for heading in headings]
        found = next((table for table in page.tables if table and table[0] == headings), None)
        if found is None:
            wrong.append(f"no table of {headings}")
            continue
        if len(found) != len(rows) + 1:
            wrong.append(f"{headings}: {len(found) - 1} rows for {len(rows)}")
        wrong += [f"{headings}: {row} for {meant}" for row, meant in zip(found[1:], rows) if row != meant]
    for place, name in ids(document).items():
        if place not in page.ids:
            wrong.append(f"no place #{place}")
            continue
        description = reference(document["codes"][name]["description"], dialect, False)
        section = page.section(place)
        if not section.startswith(plain(name)):
            wrong.append(f"#{place} is at {section[:40]}")
        links = {address(html.unescape(link)) for link in re.findall('<a href="(.*?)"', cmark(document["codes"][name]["description"], []))}
        if not links <= page.links:
            wrong.append(f"{name}: no link to {links - page.links}")
        if description not in section:
            wrong.append(f"{name}: {description!r} is not in {section[:200]!r}")
        # Lists are lists, and tables tables, as many as there should be.
        said = {"resolution", "deprecated", "args"} & document["codes"][name].keys()
        meant = cmark(document["codes"][name]["description"], ["table"])
        for element in BLOCKS if not said else ():
            wanted, found = len(re.findall(f"<{element}[ />]", meant)), page.count(place, element)
            if found != wanted:
                wrong.append(f"{name}: {found} <{element}> for {wanted}")
    codes = document["codes"].values()
    examples = [example for code in codes for example in code.get("examples", [{}])]
    said_by = sum(bool(code.get("deprecated")) + bool(code.get("resolution")) for code in codes)
    # The response to too many requests has a title, too.
    limited = any(status(code, document) == "429" for code in codes)
    titled = sum("title" in example for example in examples) + limited + asked(document)
    # cmark-gfm leaves the alerts to GitHub, and mdx has none.
    if dialect not in ("gfm", "mdx") and page.admonitions != said_by:
        wrong.append(f"{page.admonitions} admonitions for {said_by}")
    if dialect not in ("gfm", "mdbook") and page.titles != titled:
        wrong.append(f"{page.titles} titles for {titled}")
    if page.tabs != SAMPLES:
        wrong.append(f"{page.tabs} tabs for {SAMPLES}")
    # One of the envelope, those of how to handle errors and of too many requests, and those in descriptions.
    fences = len(examples) + 1 + SAMPLES + limited + asked(document)
    fences += sum(blocks_of_code(code["description"]) + blocks_of_code(code.get("resolution", "")) for code in codes)
    if page.fences != fences:
        wrong.append(f"{page.fences} blocks of code for {fences}")
    return wrong


def github_id(code):
    return "".join(c for c in code.lower() if c.isalnum() or c in "_-")


def errcat(path, dialect, text=None, template=None):
    command = [TARGET / "debug/errcat", "docs", "--dialect", dialect, path]
    command += ["--template", template] if template else []
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def generated(path):
    """The pages of a catalog in every dialect as `errcat generate` writes them, with the line that they are generated."""
    document = catalog(path)
    document["outputs"] = {"docs": [{"path": f"{dialect}.md", "dialect": dialect} for dialect in DIALECTS]}
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "errors.yaml"
        copy.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=10000))
        done = subprocess.run([TARGET / "debug/errcat", "generate", copy], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr + done.stdout
        return {dialect: (copy.parent / f"{dialect}.md").read_text() for dialect in DIALECTS}


def broken(dialect, page):
    """Pages with a mistake, made of the page of the catalog `full`."""
    unescaped = page.replace("&lt;id>", "<id>") if dialect != "gfm" else page.replace("`a\\|b`", "`a|b`")
    yield "a text that is not escaped", unescaped
    yield "another text", page.replace("| The key was revoked. |", "| The key was removed. |")
    yield "another description", page.replace("\nThe key was revoked.\n", "\nThe key was removed.\n")
    yield "a place that is missing", re.sub(r'([{ ]#|")resource-not-found(?=[} "])', r"\1resource", page)
    yield "a fence that is not closed", page.replace("```json", "~~~json", 1)
    if dialect in MDX:
        yield "an expression", page.replace("It failed.\n", "It {failed}.\n")
        yield "a comment of HTML", page.replace("{/*", "<!--").replace("*/}", "-->")
    if dialect not in ("gfm", "mdx"):
        marks = {"mdbook": "[!TIP]", "mkdocs": "!!! tip", "mintlify": "<Tip>"}
        mark = marks.get(dialect, ":::tip")
        yield "no admonition", page.replace(mark, "Tip").replace("</Tip>", "")
    marks = {"mkdocs": '=== "', "mintlify": "<Tab "}
    marks |= dict.fromkeys(("gfm", "mdbook", "mdx"), "<summary>")
    mark = marks.get(dialect, "<TabItem ")
    yield "a tab that is missing", re.sub(f"^{mark}.*?(?=^{mark})", "", page.replace("<details open>\n", ""), count=1, flags=re.M | re.S)
    if dialect in ("docusaurus", "starlight"):
        yield "no imports", re.sub("^import .*\n", "", page, flags=re.M)
        yield "imports twice", re.sub("^(import .*\n)", r"\1\1", page, count=1, flags=re.M)
    if dialect not in ("gfm", "mdbook"):
        yield "no title", page.replace(' title="An item"', "")


def main():
    wrong = []
    documents = {name: catalog(path) for name, path in CATALOGS.items()}
    documents["hostile"] = hostile()
    text = yaml.safe_dump(documents["hostile"], sort_keys=False, allow_unicode=True, width=10000)
    written = generated(CATALOGS["full"])
    pages, mistakes = {}, {}
    for dialect in DIALECTS:
        pages[dialect] = {name: errcat(path, dialect) for name, path in CATALOGS.items()}
        pages[dialect] |= {"hostile": errcat("-", dialect, text), "full": written[dialect]}
        pages[dialect]["plain"] = errcat("-", dialect, text, HERE / "plain.md.j2")
        pages[dialect]["plain: another text"] = pages[dialect]["plain"].replace("snake", "snail")
        pages[dialect]["plain: markup"] = pages[dialect]["plain"].replace("\\*", "*")
        mistakes[dialect] = dict(broken(dialect, pages[dialect]["full"]))
        for mistake, page in mistakes[dialect].items():
            assert page != pages[dialect]["full"], f"{dialect}: {mistake} is a change"
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        shown_in = dict(zip(DIALECTS, pool.map(lambda dialect: rendered(dialect, pages[dialect] | mistakes[dialect]), DIALECTS)))
    for dialect, shown in shown_in.items():
        for name, document in documents.items():
            found = findings(dialect, document, shown[name])
            print(f"{dialect}: {name}: {len(document['codes'])} codes, {len(found)} findings")
            wrong += [f"{dialect}: {name}: {finding}" for finding in found]
        found = plain_findings(documents["hostile"], shown["plain"])
        print(f"{dialect}: plain texts: {len(found)} findings")
        wrong += [f"{dialect}: plain texts: {finding}" for finding in found]
        for mistake in ("plain: another text", "plain: markup"):
            if not plain_findings(documents["hostile"], shown[mistake]):
                wrong.append(f"{dialect}: {mistake} was not found")
        for mistake in mistakes[dialect]:
            found = findings(dialect, documents["full"], shown[mistake])
            if not found:
                wrong.append(f"{dialect}: {mistake} is not found")
                continue
            print(f"{dialect}: {mistake}: found: {found[0][:120]}")
        if dialect == "gfm":
            for name in CATALOGS:
                # What one of the texts of `full` says on purpose.
                found = [finding for finding in markdownlint(pages[dialect][name]) if "[Element: id]" not in finding]
                print(f"{dialect}: {name}: markdownlint: {len(found)} findings")
                wrong += [f"{dialect}: {name}: {finding}" for finding in found]
            assert markdownlint(pages[dialect]["full"].replace("## Error types", "#### Error types")), "a heading that is too deep is found"
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
