// A form that creates an account: it shows an error of the API in words of its own, beside the field that the error is about.

import { type ErrorsOf, isApiError, isErrorOf, readError } from "../generated/reseller.ts";

const OPERATION = "POST /v1/accounts";

async function create(path: string, email: string): Promise<void> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email }),
  });
  if (!response.ok) throw await readError(response);
}

function words(error: ErrorsOf<typeof OPERATION>): string {
  switch (error.code) {
    case "email_taken":
      return "There is an account with this address. Sign in, or use another one.";
    case "invalid_request":
      return "The server did not understand the form.";
    case undefined:
      return `${error.message} (request ${error.requestId ?? "without an ID"})`;
  }
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(id);
  return found;
}

element("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const data = new FormData(form);
  const shown = element("shown");
  const field = (name: string): Element | null => form.querySelector(`[name="${name}"]`);
  for (const input of form.querySelectorAll("input")) input.removeAttribute("aria-invalid");
  shown.textContent = "";
  create(form.action, String(data.get("email"))).then(
    () => {
      shown.textContent = "The account was created.";
    },
    (error: unknown) => {
      if (!isApiError(error) || !isErrorOf(error, OPERATION)) throw error;
      shown.textContent = words(error);
      if (error.param !== undefined) field(error.param)?.setAttribute("aria-invalid", "true");
    },
  );
});
