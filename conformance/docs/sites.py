"""Whole sites of pages, built by the generators that people use: a folder of Markdown in, a folder of HTML out.

A site takes any number of pages, in folders as well: `{"reseller": text, "errors/not_found": text}`.
"""

import concurrent.futures
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

from renderers import HERE, MDBOOK, ROOT, TARGET, cmark

SITES = ROOT / "target/docs-sites"
ERRCAT = TARGET / "debug/errcat"
# The catalog whose documentation is of every kind.
LIBRARY = ROOT / "tests/golden/docs/errors.yaml"
CONFIG = HERE / "sites"
GUIDE = ROOT / "docs/guide"
MODULES = HERE / "node_modules"
# Starlight needs a newer Node than Debian has: npm's, which is among the packages.
ENVIRONMENT = os.environ | {
    "PATH": f"{MODULES}/.bin{os.pathsep}{os.environ['PATH']}",
    "ASTRO_TELEMETRY_DISABLED": "1",
    "DO_NOT_TRACK": "1",
    "NO_COLOR": "1",
    "NO_MKDOCS_2_WARNING": "1",
}
HOME = "# Pages\n"


def run(folder, *command, text=None, environment=ENVIRONMENT):
    done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=folder, env=environment, check=False)
    if done.returncode:
        raise SiteError(f"{command[0]}: {(done.stdout + done.stderr)[-3000:]}")
    return done.stdout


class SiteError(Exception):
    """What the generator of a site said."""


def write(folder, pages, ending):
    for name, text in pages.items():
        path = folder / f"{name}{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def with_modules(folder):
    (folder / "node_modules").symlink_to(MODULES)
    # Astro compiles what is named here, and takes everything else as it is.
    (folder / "package.json").write_text('{"private": true, "dependencies": {"@astrojs/starlight": "*"}}')


def mkdocs(folder, pages):
    write(folder / "docs", {"index": HOME, **pages}, ".md")
    settings = "site_url: https://docs.example.com/\nstrict: true\nvalidation: {anchors: warn, unrecognized_links: warn}\n"
    (folder / "mkdocs.yml").write_text((HERE / "mkdocs.yml").read_text() + settings)
    run(folder, pathlib.Path(sys.prefix) / "bin/mkdocs", "build", "--quiet", "--strict")
    return folder / "site"


def mdbook(folder, pages):
    write(folder / "src", {"index": HOME, **pages}, ".md")
    chapters = "".join(f"- [{name}]({name}.md)\n" for name in pages)
    (folder / "src/SUMMARY.md").write_text(f"# Summary\n\n[Pages](index.md)\n\n{chapters}")
    settings = {"command": f"{ERRCAT} mdbook", "catalog": str(LIBRARY), "before": ["links"]}
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    (folder / "book.toml").write_text(f'[book]\ntitle = "Pages"\n\n[preprocessor.errcat]\n{lines}')
    run(folder, MDBOOK, folder)
    return folder / "book"


def errcat_guide():
    """The folder of errcat's own guide, an mdBook, and the names of its chapters."""
    path = f"{ERRCAT.parent}{os.pathsep}{ENVIRONMENT['PATH']}"
    run(GUIDE, MDBOOK, GUIDE, environment=ENVIRONMENT | {"PATH": path})
    pages = [page.relative_to(GUIDE / "src").with_suffix("") for page in sorted((GUIDE / "src").rglob("*.md"))]
    return TARGET / "guide", [page.as_posix() for page in pages if page.name != "SUMMARY"]


def docusaurus(folder, pages):
    front = "---\nslug: /\ntitle: Pages\n---\n"
    write(folder / "docs", {"index": front, **pages}, ".mdx")
    with_modules(folder)
    for file in ("docusaurus.config.mjs", "sidebars.mjs"):
        shutil.copy(CONFIG / file, folder)
    run(folder, "node", MODULES / "@docusaurus/core/bin/docusaurus.mjs", "build")
    return folder / "build"


def starlight(folder, pages):
    write(folder / "src/content/docs", {"index": "---\ntitle: Pages\n---\n", **pages}, ".mdx")
    with_modules(folder)
    shutil.copy(CONFIG / "astro.config.mjs", folder)
    shutil.copy(CONFIG / "content.config.mjs", folder / "src")
    (folder / "public").mkdir()
    (folder / "public/favicon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    run(folder, "astro", "build")
    return folder / "dist"


def mintlify(folder, pages):
    done = json.loads(run(HERE, "node", CONFIG / "mintlify.mjs", text=json.dumps(pages)))
    if wrong := {name: page["error"] for name, page in done.items() if "error" in page}:
        raise SiteError(f"mintlify: {wrong}")
    folder = folder / "site"
    write(folder, {"index": "", **{name: page["html"] for name, page in done.items()}}, ".html")
    shutil.copy(MODULES / "@mintlify/components/dist/styles.css", folder)
    shutil.copy(CONFIG / "page.css", folder)
    return folder


ALERT = re.compile(r"<blockquote>\s*<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?:<br />)?\s*(.*?)</blockquote>", re.S)


def github(page):
    """What GitHub adds to what cmark-gfm makes: ids of headings, and alerts."""
    used = {}

    def heading(match):
        level, inner = match.groups()
        text = html.unescape(re.sub(r"<[^>]*>", "", inner)).lower()
        place = "".join("-" if c == " " else c for c in text if c.isalnum() or c in "_- ")
        used[place] = used.get(place, -1) + 1
        place += f"-{used[place]}" if used[place] else ""
        return f'<h{level} id="{html.escape(place)}">{inner}</h{level}>'

    def alert(match):
        kind, inner = match[1].lower(), match[2]
        return f'<div class="markdown-alert markdown-alert-{kind}"><p class="markdown-alert-title">{kind.title()}</p><p>{inner}</div>'

    return ALERT.sub(alert, re.sub(r"<h([1-6])>(.*?)</h\1>", heading, page, flags=re.S))


def gfm(folder, pages):
    shell = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/github-markdown.css">
<style>body {{ max-width: 1012px; margin: 0 auto; padding: 32px 16px; }}</style></head>
<body class="markdown-body">{}</body></html>"""
    for name, page in {"index": HOME, **pages}.items():
        # GitHub shows a file under its name, and this under the name of a page.
        shown = re.sub(r'(<a href="[^":]+)\.md(?=["#])', r"\1", github(cmark(page)))
        write(folder, {name: shell.format(html.escape(name), shown)}, ".html")
    shutil.copy(MODULES / "github-markdown-css/github-markdown-light.css", folder / "github-markdown.css")
    return folder


def library(dialect):
    """Pages of every kind: an index, a page of each code, retired or not, and each type, a change log, and one that is written by hand."""
    folder = ROOT / "target/docs-library" / dialect
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "library").mkdir(parents=True)
    mdx = dialect not in ("gfm", "mdbook", "mkdocs")
    ending = ".mdx" if mdx else ".md"
    outputs = [
        {"path": f"library/errors/index{ending}", "template": "errcat/index.md.j2", "diagram": True},
        {"path": f"library/errors/{{code}}{ending}"},
        {"path": f"library/errors/{{retired}}{ending}"},
        {"path": f"library/types/{{type}}{ending}"},
        {"path": f"library/changes{ending}", "template": "errcat/changes.md.j2"},
        {"splice": f"library/guide{ending}"},
    ]
    outputs = [output | {"dialect": dialect} for output in outputs]
    catalog = re.sub(r"(?s)^outputs:.*", "", LIBRARY.read_text(), flags=re.M)
    # Names that sites change: a number in front is an order to them, and the name of the folder its index.
    odd = "{type: not_found_error, description: It is named oddly., name: %s}"
    codes = "".join(f"  {code}: {odd % name}\n" for code, name in {"2-step_lost": "step_lost", "errors": "no_errors"}.items())
    catalog = catalog.replace("\ncodes:\n", f"\ncodes:\n{codes}")
    (folder / "errors.yaml").write_text(f"{catalog}\noutputs: {json.dumps({'docs': outputs})}\n")
    open_, close = ("{/*", "*/}") if mdx else ("<!--", "-->")
    front = "---\ntitle: Guide\n---\n" if mdx else "# Guide\n"
    mark = lambda words: f"\n{open_} errcat: {words} {close}\n"
    # In a book, one of them is filled by the preprocessor.
    code = "code code=internal_error"
    guide = mark("codes type=conflict_error") + mark("end")
    guide += f"\n{{{{#errcat {code}}}}}\n" if dialect == "mdbook" else mark(code) + mark("end")
    (folder / "library" / f"guide{ending}").write_text(front + guide)
    run(folder, ERRCAT, "generate", "errors.yaml")
    return {str(path.relative_to(folder).with_suffix("")): path.read_text() for path in sorted((folder / "library").rglob(f"*{ending}"))}


BUILDERS = {"gfm": gfm, "mdbook": mdbook, "mkdocs": mkdocs, "docusaurus": docusaurus, "starlight": starlight, "mintlify": mintlify}
# The sites that have a folder for each page.
FOLDERS = ("mkdocs", "docusaurus", "starlight")


def built(dialect, pages, name=None):
    """The folder of a site in this dialect, built of pages by their paths."""
    folder = SITES / (name or dialect)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return BUILDERS[dialect](folder, pages)


def address(dialect, name):
    """Where a page is in the built site."""
    if dialect not in FOLDERS:
        return f"/{name}.html"
    return f"/{name.removesuffix('index')}" if name.endswith("/index") else f"/{name}/"


def all_built(sites):
    """Sites by their dialects; the folders that they were built in."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return dict(zip(sites, pool.map(lambda dialect: built(dialect, sites[dialect]), sites)))
