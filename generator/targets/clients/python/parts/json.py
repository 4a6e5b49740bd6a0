_V = TypeVar("_V")

# A value that is not there, which is not the same as `null`.
_MISSING: Final = object()


def _args_of(body: Any, places: _Places) -> Mapping[str, Any]:
    """Returns all arguments in a body."""
    args: dict[str, Any] = {}
    for path, beside in places.args:
        found = _find(body, path)
        if _is_object(found):
            args.update({name: value for name, value in found.items() if name not in beside})
    args.update(_present(body, places.placed_args))
    return args


#@ if typed_args
def _typed_args(code: ErrorCode | None, args: Mapping[str, Any]) -> Mapping[str, Any]:
    """Returns the arguments that have the types in the catalog. Without types, these are all."""
    types = None if code is None else _ARG_TYPES.get(code)
    if types is None:
        return args
    typed = {name: _typed(value, types[name]) for name, value in args.items() if name in types}
    return {name: value for name, value in typed.items() if value is not _MISSING}


def _typed(value: Any, kind: str) -> Any:
    """Returns a value with a type of JSON Schema: `string`, or `string[]` for an array of them."""
    if kind.endswith("[]"):
        elements = [_typed(element, kind[:-2]) for element in value] if _is_list(value) else [_MISSING]
        return _MISSING if any(element is _MISSING for element in elements) else elements
    match kind:
        case "string":
            fits = isinstance(value, str)
        case "boolean":
            fits = isinstance(value, bool)
        case "integer":
            # 5.0 is an integer in JSON Schema.
            whole = None if isinstance(value, str) else _whole(value)
            return _MISSING if whole is None else whole
        case "number":
            fits = isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            fits = True
    return value if fits else _MISSING


#@ end
def _present(body: Any, places: tuple[tuple[str, _Path], ...]) -> Mapping[str, Any]:
    """Returns the values that are there, with their names."""
    found = {name: _find(body, path) for name, path in places}
    return {name: value for name, value in found.items() if value is not None and value is not _MISSING}


def _find(body: Any, path: _Path) -> Any:
    """Returns the value at a path."""
    for step in path:
        if isinstance(step, _Item):
            body = _element(body, step)
        else:
            body = body.get(step, _MISSING) if _is_object(body) else _MISSING
    return body


def _element(body: Any, item: _Item) -> Any:
    if not _is_list(body):
        return _MISSING
    if not item.having:
        return body[item.at] if item.at < len(body) else _MISSING
    for element in body:
        if _is_object(element) and all(element.get(name) == text for name, text in item.having):
            return element
    return _MISSING


def _is_object(body: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(body, dict)


def _is_list(body: Any) -> TypeGuard[list[Any]]:
    return isinstance(body, list)


#@ if body_status
def _first(value: int | None, other: int | None) -> int | None:
    return other if value is None else value


#@ end
def _text_of(value: Any) -> str | None:
    """Returns a text, also if it was sent as a number."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else None


#@ if whole
def _whole(value: Any) -> int | None:
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


#@ end
#@ if integers
def _integer_of(value: Any) -> int | None:
    """Returns a whole number, also if it was sent as text."""
    if isinstance(value, str):
        return int(value) if re.fullmatch(r"\s*[+-]?[0-9]{1,19}\s*", value) else None
    return _whole(value)


#@ end
#@ if retryable
def _boolean_of(value: Any) -> bool | None:
    """Returns `True` or `False`, also if it was sent as text."""
    return {"true": True, "false": False}.get((_text_of(value) or "").strip())


#@ end
#@ if retry_after
def _duration_of(value: Any, unit_ms: int) -> float | None:
    """Returns a duration in seconds, also if it was sent as text."""
    duration = _integer_of(value)
    if duration is None or duration < 0:
        return None
    # The longest wait is as many milliseconds as a float can count.
    return min(duration * unit_ms, 9_007_199_254_740_000) / 1000


#@ end
#@ if tells_error
def _is_same(value: Any, constant: Any) -> bool:
    # In Python, `True` is equal to 1.
    return isinstance(value, bool) == isinstance(constant, bool) and bool(value == constant)


#@ end
def _wait_of(header: str, now: float) -> float | None:
    """Returns how long a header `Retry-After` states to wait, in seconds: its seconds, or the time until its date (RFC 9110, 10.2.3)."""
    text = header.strip()
    if re.fullmatch(r"[0-9]+", text):
        # The longest wait is as many milliseconds as a float can count.
        return min(float(text[:300]), 9_007_199_254_740.0)
    # A date has fewer characters than this.
    if len(text) > 64 or not re.fullmatch(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d\d:\d\d:\d\d( GMT|.*\d{4})", text):
        return None
    parsed = email.utils.parsedate_tz(text)
    try:
        # All three formats are UTC, and the one of asctime does not state it.
        return None if parsed is None else max(0.0, email.utils.mktime_tz((*parsed[:9], 0)) - now)
    except (builtins.ValueError, builtins.OverflowError):
        return None
