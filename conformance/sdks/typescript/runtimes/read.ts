// A response of the runtime's own `fetch`, read with the client as it is, by a runtime that takes TypeScript.

import { readError } from "../generated/full.ts";

const body = '{"error":{"kind":"wrong","code":"value_too_large","number":null,"args":{"max":9}}}';
const error = await readError(new Response(body, { status: 422, headers: { "Retry-After": "2" } }));
if (error.code !== "value_too_large" || error.args.max !== 9 || error.retryAfterMs !== 2000) {
  throw new Error(`read ${String(error.code)}`);
}
