// Statements on their way to a store: in order, kept until they are there, sent again when the network is back.

const VERSION_HEADER = "X-Experience-API-Version";

export class Refused extends Error {
  constructor(status) {
    super(`refused: ${status}`);
    this.status = status;
  }
}

export function xapiHeaders(auth) {
  return { Authorization: auth, [VERSION_HEADER]: "1.0.3", "Content-Type": "application/json" };
}

export function joinedUrl(endpoint, path) {
  return `${endpoint.replace(/\/+$/, "")}/${path}`;
}

/* Send one statement. 409: it is there already in another form, which sending again does not mend. Raises Refused,
   or what fetch raises where the network is dead. */
export async function sendStatement(fetcher, endpoint, auth, statement, options = {}) {
  const answer = await fetcher(joinedUrl(endpoint, `statements?statementId=${encodeURIComponent(statement.id)}`), {
    method: "PUT",
    headers: xapiHeaders(auth),
    body: JSON.stringify(statement),
    ...options,
  });
  if (!answer.ok && answer.status !== 409) {
    throw new Refused(answer.status);
  }
}

/* A line of statements. `send` sends one; `keeper` ({load, save}) keeps what is not sent yet; `onChange` is told
   {waiting, problem}: "" , "network" or "refused". What a store refuses stays in line, and nothing overtakes it. */
export function makeOutbox(send, keeper, onChange = () => {}) {
  let waiting = keeper.load() ?? [];
  let problem = "";
  let chain = Promise.resolve();

  const tell = () => onChange({ waiting: waiting.length, problem });

  async function run() {
    problem = "";
    while (waiting.length) {
      try {
        await send(waiting[0]);
      } catch (error) {
        // 5xx and 429 are a store that is out of breath, like a dead network.
        problem = error instanceof Refused && error.status < 500 && error.status !== 429 ? "refused" : "network";
        break;
      }
      waiting = waiting.slice(1);
      keeper.save(waiting);
      tell();
    }
    tell();
    return problem;
  }

  return {
    add(statements) {
      waiting = [...waiting, ...statements];
      keeper.save(waiting);
      tell();
      return this.flush();
    },
    flush() {
      // One after another: what is added while a round ends is sent by the next.
      chain = chain.then(run);
      return chain;
    },
    get waiting() {
      return waiting;
    },
    get problem() {
      return problem;
    },
  };
}
