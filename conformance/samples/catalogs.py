"""The catalogs whose samples are tried: two with real servers, and others whose envelopes and texts are special."""

import pathlib

import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# Each with a path that its server answers with success, and a code that asks for patience.
SERVED = {
    "reseller": ("catalog/errors.yaml", "/v1/reseller_stores/rst_1", "rate_limited"),
    "payments": ("catalog/payments/errors.yaml", "/v1/customers/cus_1", "rate_limit_error"),
}

# What would end a string, a comment, a fence or an element, or stand for something else, in one language or another.
HOSTILE = "-n \"a\" 'b' `c` */ // # -- ${d} {e} {{ f }} {% g %} %s 100%d \\n \\ </details> ``` $(h) \u202ei\u202c \u200b !j"

TYPES = {"absence": {"description": "None.", "handling": "Look elsewhere"}, "load": {"description": "Much.", "handling": "Try later"}}
CODES = {
    "gone": {"type": "absence", "status": 404, "description": "It is gone."},
    "busy": {"type": "load", "status": 503, "description": "Busy.", "handling": "Wait, then ask again", "retry_after": 100},
    "full": {"type": "load", "status": 409, "description": "Full."},
}
UNTYPED = {name: {key: value for key, value in code.items() if key != "type"} for name, code in CODES.items()}


def made(envelope, codes=CODES, types=TYPES, **sections):
    return {"version": 1, "envelope": envelope, **({"types": types} if types else {}), "codes": codes, **sections}


# A list of errors, and names that are identifiers in no language.
LIST = {"errors": {"is": "errors", "each": {"status": {"is": "status"}, "code": {"is": "code"}}}}
NAMES = {"@1 x": {"a-b": {"é $": {"is": "message"}}, "class": {"is": "type"}, "-": {"is": "code"}, "type": {"title": {"is": "title"}}}}

# An error that has the status of a success, and a constant that tells it from one.
SUCCESS = {"ok": {"const": False, "tells_error": True}, "error": {"is": "code"}, "text": {"is": "message"}}

# What Go's tags cannot name is left out there: the sample goes by the status, and compiles.
QUOTED = {"it's": {"\"q\"\\`,": {"is": "message"}, "type": {"is": "type"}, "code": {"is": "code"}}}

ODD = "t\"'`\\*/"
HOSTILE_CODES = {
    "gone": {"type": "absence", "status": 404, "description": HOSTILE, "handling": HOSTILE},
    "a\"b'c`d\\e": {"name": "odd", "type": ODD, "status": 400, "description": "x"},
    "$(x)*%d{y}": {"name": "odder", "type": ODD, "status": 409, "description": "x", "handling": "</script> " + HOSTILE},
}
HOSTILE_TYPES = {"absence": {"description": "x"}, ODD: {"name": "t", "description": "x", "handling": HOSTILE}}

OTHERS = {
    "stripe": made("stripe"),
    "problem": made("problem"),
    "flat": made("flat"),
    "google": made("google", api={"domain": "things.example.com"}, lints={"reason-form": "allow"}),
    "success": made({"body": SUCCESS}, {"gone": {**UNTYPED["gone"], "status": 200}, "busy": UNTYPED["busy"]}, None, lints={"status-of-success": "allow"}),
    "untyped": made("stripe", UNTYPED, None),
    "plain": made("flat", {"gone": {"status": 410, "description": "It is gone."}}, None),
    "list": made({"body": LIST}, UNTYPED, None),
    "names": made({"body": NAMES}),
    "quoted": made({"body": QUOTED}),
    "hostile": made(
        "stripe", HOSTILE_CODES, HOSTILE_TYPES, api={"base_url": "https://api.example.com/v1"}, operations={"GET /v1/{id}/$(x)'`\"": "all"}
    ),
    "full": yaml.safe_load((ROOT / "tests/golden/full/errors.yaml").read_text()),
}


def catalogs():
    """Every catalog, by its name: what it says, and its text."""
    for name, (path, _, _) in SERVED.items():
        text = (ROOT / path).read_text()
        yield name, yaml.safe_load(text), text
    for name, catalog in OTHERS.items():
        catalog = {section: value for section, value in catalog.items() if section != "outputs"}
        yield name, catalog, yaml.safe_dump(catalog, sort_keys=False, allow_unicode=True, width=10000)
