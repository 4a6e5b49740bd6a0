/** What the server sent to identify an error. */
interface Identity {
  //@ if by_code
  readonly code: string | undefined;
  //@ end
  //@ if by_number
  readonly number: number | undefined;
  //@ end
  //@ if by_problem_type
  readonly problemType: string | undefined;
  //@ end
  //@ if by_type
  readonly type: string | undefined;
  //@ end
  readonly status: number | undefined;
}

//@ if by_code_alone
function candidatesOf({ code }: Identity): readonly KnownErrorCode[] {
  return isKnownCode(code) ? [code] : [];
}

//@ end
//@ if no by_code_alone
/**
 * Returns the codes that an identity fits. What comes first decides, and the rest only narrows it down: a newer server may have
 * given a code another type or status.
 */
function candidatesOf(identity: Identity): readonly KnownErrorCode[] {
  let codes: Candidates = undefined;
  //@ if by_code
  codes = narrow(codes, identity.code, (info, code) => info.sentAs === code);
  //@ end
  //@ if by_number
  codes = narrow(codes, identity.number, (info, number) => info.number === number);
  //@ end
  //@ if by_problem_type
  const uri = identity.problemType === "about:blank" ? undefined : identity.problemType;
  codes = narrow(codes, uri, (info, known) => info.docUrl === known);
  //@ end
  //@ if is_decided
  codes ??= [];
  //@ end
  //@ if by_type
  codes = narrow(codes, identity.type, (info, type) => info.type === type);
  //@ end
  codes = narrow(codes, identity.status, (info, status) => info.statuses.includes(status));
  return codes ?? [];
}

/** The codes that are left, or `undefined` if nothing has decided yet. */
type Candidates = readonly KnownErrorCode[] | undefined;

/** Returns the codes that have a value, if it was sent and any of them has it. */
function narrow<V>(
  codes: Candidates,
  value: V | undefined,
  has: (info: ErrorInfo, value: V) => boolean,
): Candidates {
  if (value === undefined || codes?.length === 1) return codes;
  const fitting = (codes ?? ERROR_CODES).filter((code) => has(ERRORS[code], value));
  return codes === undefined || fitting.length > 0 ? fitting : codes;
}

//@ end
//@ if is_decided
function sentCodeOf(identity: Identity): string | undefined {
  //@ if by_code
  if (identity.code !== undefined) return identity.code;
  //@ end
  //@ if by_number
  if (identity.number !== undefined) return String(identity.number);
  //@ end
  //@ if by_problem_type
  if (identity.problemType !== undefined) return identity.problemType;
  //@ end
  return undefined;
}
//@ end
