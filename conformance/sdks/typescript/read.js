// Reads responses, a JSON object on each line of standard input, and prints what a client makes of each.

import { createInterface } from "node:readline";

import * as clients from "./generated/index.ts";

function snake(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Returns a value without what is not there, and without the members that keep what was received. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name, member]) => {
    return member !== undefined && !["name", "stack", "json", "body"].includes(name);
  });
  const keep = (name, member) => (name.endsWith("rgs") || name.endsWith("Fields") ? member : plain(member));
  return Object.fromEntries(entries.map(([name, member]) => [snake(name), keep(name, member)]));
}

for await (const line of createInterface({ input: process.stdin })) {
  const { client, status, headers, body, attempts = [] } = JSON.parse(line);
  const { readError, parseError, isRetryable, retryAfter } = clients[client];
  const response = {
    status,
    headers: { get: (name) => headers[name] ?? null },
    text: () => Promise.resolve(body),
  };
  const error = await readError(response);
  // Headers may also be an object, as those of axios.
  const again = parseError(status, Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])), body);
  if (again.requestId !== error.requestId || again.isFromApi !== error.isFromApi) throw new Error("headers are read in another way");
  if (error.body !== body || !(error instanceof Error)) throw new Error("the body is not kept");
  const waits = attempts.map(([attempt, random]) => retryAfter(error, attempt, { random: () => random }) ?? null);
  const read = { ...(plain(error)), message: error.message, is_retryable: isRetryable(error), waits };
  console.log(JSON.stringify(read));
}
