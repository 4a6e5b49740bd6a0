//@ if args
/** Returns all arguments in a body. */
function argsOf(json: unknown, places: Places): Readonly<Record<string, unknown>> {
  const args = places.args.flatMap(([path, beside]) => {
    const object = find(json, path);
    const entries = isObject(object) ? Object.entries(object) : [];
    return entries.filter(([name]) => !beside.includes(name));
  });
  return Object.fromEntries([...args, ...present(json, places.placedArgs)]);
}

//@ if typed_args
/** Returns the arguments that have the types in the catalog. Without types, these are all. */
function typedArgs(
  code: KnownErrorCode | undefined,
  args: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const types = code === undefined ? undefined : typesOf(code);
  if (types === undefined) return args;
  const typed = Object.entries(args).filter(([name, value]) => {
    return types.some(([known, type]) => known === name && fits(value, type));
  });
  return Object.fromEntries(typed);
}

function typesOf(code: string): ArgTypes | undefined {
  const types: Readonly<Record<string, ArgTypes>> = ARG_TYPES;
  return Object.hasOwn(types, code) ? types[code] : undefined;
}

/** Returns whether a value has a type of JSON Schema: `string`, or `string[]` for an array of them. */
function fits(value: unknown, type: string): boolean {
  if (type === "any") return value !== undefined;
  if (type.endsWith("[]")) {
    return Array.isArray(value) && value.every((element) => fits(element, type.slice(0, -2)));
  }
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

//@ end
//@ end
