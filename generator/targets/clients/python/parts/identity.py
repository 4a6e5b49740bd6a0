@dataclass(frozen=True)
class _Identity:
    """What the server sent to identify an error."""

    #@ if by_code
    code: str | None
    #@ end
    #@ if by_number
    number: int | None
    #@ end
    #@ if by_problem_type
    problem_type: str | None
    #@ end
    #@ if by_type
    type: str | None
    #@ end
    status: int | None


def _candidates_of(identity: _Identity) -> Sequence[ErrorCode]:
    """Returns the codes that an identity fits.

    What comes first decides, and the rest only narrows it down: a newer server may have given a code another type or status.
    """
    #@ if by_code_alone
    return () if identity.code is None or identity.code not in ERRORS else (ErrorCode(identity.code),)
    #@ end
    #@ if no by_code_alone
    codes: Sequence[ErrorCode] | None = None
    #@ if by_code
    codes = _narrow(codes, identity.code, lambda info: info.sent_as == identity.code)
    #@ end
    #@ if by_number
    codes = _narrow(codes, identity.number, lambda info: info.number == identity.number)
    #@ end
    #@ if by_problem_type
    uri = None if identity.problem_type == "about:blank" else identity.problem_type
    codes = _narrow(codes, uri, lambda info: info.doc_url == uri)
    #@ end
    #@ if is_decided
    if codes is None:
        codes = ()
    #@ end
    #@ if by_type
    codes = _narrow(codes, identity.type, lambda info: info.type == identity.type)
    #@ end
    codes = _narrow(codes, identity.status, lambda info: identity.status in info.statuses)
    return codes or ()
    #@ end


#@ if no by_code_alone
def _narrow(
    codes: Sequence[ErrorCode] | None,
    value: object,
    has: Callable[[ErrorInfo], bool],
) -> Sequence[ErrorCode] | None:
    """Returns the codes that have a value, if it was sent and any of them has it."""
    if value is None or (codes is not None and len(codes) == 1):
        return codes
    fitting = [code for code in (ERRORS if codes is None else codes) if has(ERRORS[code])]
    return fitting if codes is None or fitting else codes


#@ end
def _sent_code_of(identity: _Identity) -> str | None:
    #@ if by_code
    if identity.code is not None:
        return identity.code
    #@ end
    #@ if by_number
    if identity.number is not None:
        return str(identity.number)
    #@ end
    #@ if by_problem_type
    if identity.problem_type is not None:
        return identity.problem_type
    #@ end
    return None
