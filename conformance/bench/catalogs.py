"""Catalogs of any size, for what is measured."""

OUTPUTS = "outputs: {rust: [{path: out/errors.rs, with: [serde]}], openapi: [{path: out/openapi.yaml}], docs: [{path: out/errors.md}]}\n"
# A page for each code, and their index.
PAGES = "outputs: {docs: [{path: out/index.md, template: errcat/index.md.j2}, {path: 'out/errors/{code}.md'}]}\n"


def catalog(codes, operations=0, of_each=0, outputs=OUTPUTS):
    """So many codes of twelve types, each with an argument, and so many operations that return so many codes each."""
    lines = [
        "version: 1",
        'api: {name: Big API, docs_url: "https://docs.example.com/errors#{code}"}',
        "types:",
    ]
    for kind in range(12):
        lines.append(f"  kind_{chr(97 + kind)}_error: {{status: {402 + kind}, description: A kind of error.}}")
    lines.append("codes:")
    for code in range(codes):
        lines += [
            f"  thing_{code}_failed:",
            f"    type: kind_{chr(97 + code % 12)}_error",
            f"    description: Something went wrong with thing {code}.",
            f'    message: "Thing {code} has no {{id}}"',
            "    param: id",
            f"    args: {{id: {{example: id_{code}}}}}",
        ]
    if operations:
        lines.append("operations:")
    for operation in range(operations):
        names = ", ".join(f"thing_{(operation * 7 + code) % codes}_failed" for code in range(of_each))
        lines.append(f"  GET /things/{operation}: [{names}]")
    return "\n".join(lines) + "\n" + outputs
