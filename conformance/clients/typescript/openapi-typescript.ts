// Asks the server for errors by the types of openapi-typescript: `openapi-typescript.js BASE_URL CODE…`.
import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

const [baseUrl, ...codes] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl });
for (const asked of codes) {
  const { error, response } = await client.GET("/errors/{code}", { params: { path: { code: asked } } });
  if (error === undefined) throw new Error(`${asked} is no error`);
  const { type, code, message, param } = error.error;
  console.log(JSON.stringify({ status: response.status, type, code, message, param: param ?? null }));
}
