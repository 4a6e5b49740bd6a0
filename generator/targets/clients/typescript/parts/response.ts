/** The class of error responses. The interfaces declare its members. */
class ApiErrorResponse extends Error {
  override readonly name = "ApiError";

  constructor(message: string, members: object, cause: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, members);
  }
}

/** A step towards a value: the name of a member, or an element of an array. */
type Step = string | Item;
type Path = readonly Step[];

/** The element of an array that has these constants. Without constants, the element at this place. */
interface Item {
  readonly at: number;
  readonly having: readonly (readonly [string, string])[];
}

type ValueName = keyof ErrorValues | "code" | "message";

/** Where a response has its values. If the first path of a value leads to none, the next is tried. */
interface Places {
  readonly values: Readonly<Partial<Record<ValueName, readonly Path[]>>>;
  //@ if retry_after
  /** The number of milliseconds in the unit of its duration. */
  readonly unitMs: number;
  //@ end
  /** Whether the values can identify a code. */
  readonly identify: boolean;
  //@ if args
  /** The objects with the arguments, and the names of their other members. */
  readonly args: readonly (readonly [Path, readonly string[]])[];
  /** The arguments with a place of their own. */
  readonly placedArgs: readonly (readonly [string, Path])[];
  //@ end
  //@ if sent_fields
  readonly fields: readonly (readonly [string, Path])[];
  //@ end
  //@ if errors
  /** The lists of errors. */
  readonly errors: readonly Path[];
  //@ end
}

/** A response, as it was received. */
interface Received {
  readonly status: number;
  readonly json: unknown;
  readonly body: string;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
}

function hasGet(headers: HeadersLike): headers is HeadersWithGet {
  return typeof Reflect.get(headers, "get") === "function";
}

function headerOf(headers: HeadersLike, name: string): string | undefined {
  if (hasGet(headers)) return textOf(headers.get(name));
  const found = Object.entries(headers).find(([known]) => known.toLowerCase() === name);
  return textOf(found?.[1]);
}

function receive(status: number, headers: HeadersLike, body: unknown): Received {
  const retry = headerOf(headers, "retry-after");
  const isText = typeof body === "string";
  return {
    status,
    json: isText ? parse(body) : body,
    body: isText ? body : shown(body),
    requestId: headerOf(headers, REQUEST_ID_HEADER),
    retryAfterMs: retry === undefined ? undefined : waitOf(retry, Date.now()),
  };
}

/** Returns a body that is not text as text. */
function shown(body: unknown): string {
  try {
    return textOf(JSON.stringify(body)) ?? "";
  } catch {
    // It is not JSON, but a stream for example.
    return "";
  }
}

/** Returns the JSON of a body, after a byte order mark if there is one. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** What was read of an error whose type is not known yet. */
interface Contents extends ErrorContents<KnownErrorCode | undefined> {
  readonly message: string | undefined;
}

function errorOf(received: Received, cause?: unknown): ApiError {
  const { status, json, body } = received;
  const contents = orNone(() => contentsOf(json, RESPONSE, status));
  const isFromApi = isError(contents);
  //@ if code_in_list
  //@ if by_code_alone
  const known = identified(contents);
  //@ end
  //@ if no by_code_alone
  const known = identified(contents, status);
  //@ end
  //@ end
  //@ if no code_in_list
  const known = contents;
  //@ end
  const { message, ...read } = isFromApi ? known : contentsOf(undefined, RESPONSE);
  const members = {
    ...read,
    status,
    requestId: read.requestId ?? received.requestId,
    retryAfterMs: received.retryAfterMs ?? read.retryAfterMs,
    isFromApi,
    json,
    body,
  };
  //@ if errors
  const texts = [message, read.errors[0]?.message, read.sentCode];
  //@ end
  //@ if no errors
  const texts = [message, read.sentCode];
  //@ end
  const text = texts.find((text) => text !== undefined && text !== "") ?? summaryOf(received);
  const error: unknown = new ApiErrorResponse(text, members, cause);
  return error as ApiError;
}

/** Returns what was read, or nothing if lists are nested deeper than any server nests them. */
function orNone(read: () => Contents): Contents {
  try {
    return read();
  } catch {
    return contentsOf(undefined, RESPONSE);
  }
}

/** Returns whether anything in a body is about an error. */
function isError(contents: Contents): boolean {
  //@ if tells_error
  const statesSuccess = CONSTANTS.some(([path, value]) => {
    const found = find(contents.json, path);
    return found !== undefined && !isSame(found, value);
  });
  if (statesSuccess) return false;
  //@ end
  const names = Object.keys(RESPONSE.values) as ValueName[];
  //@ if errors
  if (contents.errors.length > 0) return true;
  //@ end
  //@ if no errors
  // Nothing in the body of any error can be read.
  if (names.length === 0) return contents.json !== undefined;
  //@ end
  return names.some((name) => contents[name === "code" ? "sentCode" : name] !== undefined);
}

//@ if code_in_list
/** Returns the contents with what identifies the error: the first in the list, with the type and the status of the response. */
//@ if by_code_alone
function identified(contents: Contents): Contents {
//@ end
//@ if no by_code_alone
function identified(contents: Contents, status: number): Contents {
//@ end
  const first = contents.errors[0];
  if (first === undefined) return contents;
  const { sentCode } = first;
  //@ if by_code_alone
  const { candidates } = first;
  //@ end
  //@ if no by_code_alone
  let candidates: Candidates = first.candidates;
  //@ if by_type
  candidates = narrow(candidates, contents.type, (info, type) => info.type === type);
  //@ end
  //@ if body_status
  candidates = narrow(candidates, contents.bodyStatus, (info, known) => info.statuses.includes(known));
  //@ end
  candidates = narrow(candidates, status, (info, known) => info.statuses.includes(known)) ?? [];
  //@ end
  const code = candidates.length === 1 ? candidates[0] : undefined;
  //@ if args
  const { sentArgs } = first;
  //@ end
  return {
    ...contents,
    code,
    sentCode,
    candidates,
    //@ if args
    //@ if typed_args
    args: typedArgs(code, sentArgs),
    //@ end
    //@ if no typed_args
    args: sentArgs,
    //@ end
    sentArgs,
    //@ end
  };
}

//@ end
/** Returns the first characters of a body, for an error without a message. */
function summaryOf({ status, body }: Received): string {
  const start = body.slice(0, 200).replace(/\s+/g, " ").trim();
  return `HTTP status ${String(status)}${start === "" ? "" : `: ${start}`}`;
}

type Read = <V>(name: ValueName, as: (found: unknown) => V | undefined) => V | undefined;

function contentsOf(json: unknown, places: Places, httpStatus?: number): Contents {
  const read: Read = (name, as) => {
    for (const path of places.values[name] ?? []) {
      const value = as(find(json, path));
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const identity: Identity = {
    //@ if by_code
    code: read("code", textOf),
    //@ end
    //@ if by_number
    number: read("number", integerOf),
    //@ end
    //@ if by_problem_type
    problemType: read("problemType", textOf),
    //@ end
    //@ if by_type
    type: read("type", textOf),
    //@ end
    //@ if body_status
    status: read("bodyStatus", integerOf) ?? httpStatus,
    //@ end
    //@ if no body_status
    status: httpStatus,
    //@ end
  };
  const candidates = places.identify ? candidatesOf(identity) : [];
  const code = candidates.length === 1 ? candidates[0] : undefined;
  //@ if args
  const sentArgs = argsOf(json, places);
  //@ end
  return {
    //@ if values
    //@ if retry_after
    ...valuesOf(read, places.unitMs),
    //@ end
    //@ if no retry_after
    ...valuesOf(read),
    //@ end
    //@ end
    code,
    //@ if is_decided
    sentCode: sentCodeOf(identity),
    //@ end
    //@ if no is_decided
    sentCode: undefined,
    //@ end
    candidates,
    message: read("message", textOf),
    //@ if args
    //@ if typed_args
    args: typedArgs(code, sentArgs),
    //@ end
    //@ if no typed_args
    args: sentArgs,
    //@ end
    sentArgs,
    //@ end
    //@ if sent_fields
    sentFields: Object.fromEntries(present(json, places.fields)),
    //@ end
    //@ if errors
    errors: places.errors.flatMap((path) => listOf(find(json, path))),
    //@ end
    json,
  };
}

//@ if errors
/** Returns the errors in a list. */
function listOf(json: unknown): ListedError[] {
  const read = (element: unknown): ListedError => {
    const error: unknown = contentsOf(element, ELEMENT);
    return error as ListedError;
  };
  if (json === undefined || json === null) return [];
  if (Array.isArray(json)) return json.map(read);
  //@ if by_param
  if (isObject(json)) {
    //@ if param_of_key
    return Object.entries(json).flatMap(([param, errors]) => {
      const list: unknown[] = Array.isArray(errors) ? errors : [errors];
      const isParam = param !== WITHOUT_PARAM;
      return list.map((error) => ({ ...read(error), param: isParam ? param : undefined }));
    });
    //@ end
    //@ if no param_of_key
    return Object.values(json).flatMap((errors) => {
      const list: unknown[] = Array.isArray(errors) ? errors : [errors];
      return list.map(read);
    });
    //@ end
  }
  //@ end
  return [read(json)];
}

//@ end
