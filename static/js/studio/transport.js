// The way to the server and back. Every answer is told by its kind; nothing here throws.

// A browser takes no more than 64 KiB with a request that outlives its page.
const LAST_WORDS = 60_000;

function cookie(name) {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

const KINDS = { 200: "ok", 201: "ok", 409: "conflict", 422: "invalid", 401: "signed_out", 403: "signed_out", 404: "missing" };

const PATIENCE = 30_000;

export function createTransport({ urls, csrf, csrfCookie, fetch = globalThis.fetch.bind(globalThis) }) {
  async function ask(url, options = {}) {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), PATIENCE);
    try {
      const answer = await fetch(url, {
        credentials: "same-origin",
        signal: options.keepalive ? undefined : giveUp.signal,
        ...options,
        headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest", ...options.headers },
      });
      const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
      if (answer.redirected || (answer.ok && !isJson)) {
        // Whoever is signed out is sent to a page where one signs in.
        return { kind: "signed_out" };
      }
      if (answer.status === 403 && isJson) {
        return { kind: "forbidden", data: await answer.json() };
      }
      return { kind: KINDS[answer.status] ?? "failed", status: answer.status, data: isJson ? await answer.json() : null };
    } catch {
      return { kind: "offline" };
    } finally {
      clearTimeout(timer);
    }
  }

  function post(url, data, { leaving = false } = {}) {
    const body = JSON.stringify(data);
    // The token is another one after signing in again in another tab: the cookie has it.
    const token = cookie(csrfCookie) || csrf;
    return ask(url, {
      method: "POST",
      body,
      keepalive: leaving && body.length < LAST_WORDS,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    });
  }

  return {
    ask,
    post,
    load: () => ask(urls.document),
    send: (batch, options) => post(urls.changes, batch, options),
  };
}
