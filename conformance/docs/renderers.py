"""The renderers of each dialect, none of which errcat wrote: pages to HTML, by name; an `Exception` where one fails."""

import json
import os
import re
import pathlib
import subprocess
import sys
import tempfile

import cmarkgfm
import yaml
from cmarkgfm.cmark import Options

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
MDBOOK = TARGET / "debug/mdbook-page"
MDX = ("mdx", "docusaurus", "starlight", "mintlify")
DIALECTS = ("gfm", "mdbook", "mkdocs", *MDX)


def run(*command, text=None, cwd=HERE):
    return subprocess.run(command, input=text, capture_output=True, text=True, cwd=cwd, check=False)


def cmark(text, extensions=("table", "strikethrough", "autolink", "tagfilter")):
    """GitHub's own renderer."""
    return cmarkgfm.markdown_to_html_with_extensions(text, Options.CMARK_OPT_UNSAFE, list(extensions))


def gfm(pages):
    return {name: cmark(page) for name, page in pages.items()}


# mdBook's preprocessor `links`: what is behind a backslash, and what reads a file or makes a title.
LINK = re.compile(r"\\\{\{#.*\}\}|\{\{\s*#[a-zA-Z0-9_]+(?:\s+[^}]+)?\}\}")


def linked(match):
    text = match[0]
    return text[1:] if text.startswith("\\") else "a file is read here"


def mdbook(pages):
    pages = {name: LINK.sub(linked, page) for name, page in pages.items()}
    done = run(MDBOOK, text=json.dumps(pages))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def mkdocs(pages):
    """A site of MkDocs with the theme Material and the extensions that it recommends."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "docs").mkdir()
        (folder / "mkdocs.yml").write_text((HERE / "mkdocs.yml").read_text())
        for name, page in {**pages, "index": "# Index\n"}.items():
            (folder / f"docs/{name}.md").write_text(page)
        done = run(pathlib.Path(sys.prefix) / "bin/mkdocs", "build", "--quiet", cwd=folder)
        assert done.returncode == 0, done.stderr
        html = {name: (folder / f"site/{name}/index.html").read_text() for name in pages}
    return {name: page.split("<article", 1)[1].split("</article>", 1)[0] for name, page in html.items()}


def mdx(dialect, pages):
    done = run("node", "render.mjs", text=json.dumps({name: {"dialect": dialect, "text": page} for name, page in pages.items()}))
    assert done.returncode == 0, done.stderr
    return {name: page.get("html") or Exception(page.get("error", "an empty page")) for name, page in json.loads(done.stdout).items()}


def rendered(dialect, pages):
    if dialect in MDX:
        return mdx(dialect, pages)
    return {"gfm": gfm, "mdbook": mdbook, "mkdocs": mkdocs}[dialect](pages)


def markdownlint(page):
    """What markdownlint finds in a page of GitHub's Markdown, with the configuration that is for such pages."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "errors.md"
        path.write_text(page)
        config = ROOT / "docs-templates/markdownlint.yaml"
        (pathlib.Path(folder) / ".markdownlint.yaml").write_text(config.read_text())
        done = run(HERE / "node_modules/.bin/markdownlint-cli2", "errors.md", cwd=folder)
    assert "Linting: 1 file" in done.stdout, done.stdout + done.stderr
    return [line for line in done.stderr.splitlines() if " MD" in line]


def catalog(path):
    return yaml.safe_load(path.read_text())
