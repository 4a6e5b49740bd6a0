// What the types of a client promise. It is compiled and never run: a line that must not compile has `@ts-expect-error`.

import {
  ERRORS,
  ERROR_CODES,
  type ApiError,
  type ArgsOf,
  type CodesOf,
  type ErrorCode,
  type ErrorsOf,
  type KnownErrorCode,
  isApiError,
  isErrorOf,
  readError,
} from "./generated/full.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

function is<T extends true>(): T | undefined {
  return undefined;
}

/** Each code gives its arguments their types, and what is left is an error without a known code. */
export function narrowed(error: ApiError): string | number | undefined {
  switch (error.code) {
    case "RESOURCE_NOT_FOUND":
      is<Same<typeof error.args, ArgsOf<"RESOURCE_NOT_FOUND">>>();
      // @ts-expect-error: the code has no such argument
      return error.args.unheard_of;
    case "value_too_large":
      is<Same<typeof error.args.max, number | undefined>>();
      // @ts-expect-error: a server of another version may not send it
      return error.args.max.toFixed();
    case undefined:
      is<Same<typeof error.code, undefined>>();
      return error.sentCode;
    default:
      // @ts-expect-error: `RESOURCE_NOT_FOUND` is not left
      if (error.code === "RESOURCE_NOT_FOUND") return 1;
      return ERRORS[error.code].status;
  }
}

/** What was caught may be anything. */
export function caught(error: unknown): number {
  if (isApiError(error)) {
    is<Same<typeof error, ApiError>>();
    return error.status;
  }
  is<Same<typeof error, unknown>>();
  return 0;
}

/** A code may be newer than the catalog, and those that are known are completed. */
export function open(code: ErrorCode): KnownErrorCode | undefined {
  is<Same<(typeof ERROR_CODES)[number], KnownErrorCode>>();
  const newer: ErrorCode = "a code of tomorrow";
  // @ts-expect-error: it is not known
  const known: KnownErrorCode = newer;
  return code === newer ? undefined : known;
}

/** An operation has the codes that it lists. */
export async function ofOperation(response: Response): Promise<ErrorsOf<"GET /things/{id}"> | undefined> {
  const error = await readError(response);
  if (!isErrorOf(error, "GET /things/{id}")) return undefined;
  // @ts-expect-error: the operation does not list it
  if (error.code === "member_missing") return undefined;
  const code: CodesOf<"GET /things/{id}"> | undefined = error.code;
  return code === undefined ? undefined : error;
}

interface Response {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}
