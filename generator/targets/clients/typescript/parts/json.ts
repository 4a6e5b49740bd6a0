//@ if present
/** Returns the values that are there, with their names. */
function present(
  json: unknown,
  places: readonly (readonly [string, Path])[],
): (readonly [string, unknown])[] {
  const values = places.map(([name, path]) => [name, find(json, path)] as const);
  return values.filter(([, value]) => value !== undefined && value !== null);
}

//@ end
/** Returns the value at a path. */
function find(json: unknown, path: Path): unknown {
  return path.reduce(memberOf, json);
}

function memberOf(json: unknown, step: Step): unknown {
  if (typeof step === "string") {
    return isObject(json) && Object.hasOwn(json, step) ? json[step] : undefined;
  }
  if (!Array.isArray(json)) return undefined;
  const elements: unknown[] = json;
  if (step.having.length === 0) return elements[step.at];
  return elements.find((element) => {
    return step.having.every(([name, text]) => memberOf(element, name) === text);
  });
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** Returns a text, also if it was sent as a number. */
function textOf(json: unknown): string | undefined {
  const isText = typeof json === "string" || typeof json === "number" || typeof json === "boolean";
  return isText ? String(json) : undefined;
}

//@ if integers
/** Returns a whole number, also if it was sent as text. */
function integerOf(json: unknown): number | undefined {
  const isText = typeof json === "string" && /^\s*[+-]?\d+\s*$/.test(json);
  const number = isText ? Number(json) : json;
  return Number.isInteger(number) ? (number as number) : undefined;
}

//@ end
//@ if retryable
/** Returns `true` or `false`, also if it was sent as text. */
function booleanOf(json: unknown): boolean | undefined {
  const word = textOf(json)?.trim();
  return word === "true" ? true : word === "false" ? false : undefined;
}

//@ end
//@ if retry_after
/** Returns a duration in milliseconds, also if it was sent as text. */
function durationOf(json: unknown, unitMs: number): number | undefined {
  const duration = integerOf(json);
  if (duration === undefined || duration < 0) return undefined;
  return Math.min(duration * unitMs, 9_007_199_254_740_000);
}

//@ end
//@ if tells_error
function isSame(json: unknown, constant: unknown): boolean {
  if (Array.isArray(json) && Array.isArray(constant)) {
    const elements: unknown[] = constant;
    return json.length === elements.length && json.every((it, at) => isSame(it, elements[at]));
  }
  if (isObject(json) && isObject(constant)) {
    const names = Object.keys(json);
    const isSameMember = (name: string): boolean => {
      return Object.hasOwn(constant, name) && isSame(json[name], constant[name]);
    };
    return names.length === Object.keys(constant).length && names.every(isSameMember);
  }
  return json === constant;
}

//@ end
