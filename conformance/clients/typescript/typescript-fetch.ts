// Asks the server for errors by the client of openapi-generator: `typescript-fetch.js BASE_URL CODE…`.
import { Configuration, DefaultApi, ErrorResponseFromJSON, ResponseError } from "./typescript-fetch/index.js";

const [basePath, ...codes] = process.argv.slice(2);
const client = new DefaultApi(new Configuration({ basePath }));
for (const asked of codes) {
  const { response } = await client.getError({ code: asked }).then(
    () => Promise.reject(new Error(`${asked} is no error`)),
    (failure: unknown) => (failure instanceof ResponseError ? failure : Promise.reject(failure)),
  );
  const { type, code, message, param } = ErrorResponseFromJSON(await response.json()).error;
  console.log(JSON.stringify({ status: response.status, type, code, message, param: param ?? null }));
}
