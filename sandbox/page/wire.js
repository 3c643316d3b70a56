// What the page asks of the demo's server.

export class Refused extends Error {
  constructor(status, words, answer) {
    super(words);
    this.status = status;
    this.answer = answer;
  }
}

/** Nobody answered: the demo was stopped, or is on its way up again. */
export class Unreachable extends Error {}

/** The server is there, and what it stands before is not (yet). */
const NOBODY_BEHIND = new Set([502, 503]);

async function asked(path, options) {
  const response = await fetch(path, options).catch((error) => {
    throw new Unreachable(error.message);
  });
  if (NOBODY_BEHIND.has(response.status)) throw new Unreachable(`HTTP ${response.status}`);
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, answer?.error ?? `HTTP ${response.status}`, answer);
  if (answer === null) throw new Unreachable("the answer broke off");
  return answer;
}

export const get = (path) => asked(path, { headers: { Accept: "application/json" } });

export const post = (path, body) =>
  asked(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** Calls `hear` with every change on either platform, and with null whenever the line is open (again).
 *  `lost` is told when it breaks. */
export function listen(hear, lost) {
  const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`;
  const socket = new WebSocket(address);
  socket.addEventListener("open", () => hear(null));
  socket.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    lost();
    setTimeout(() => listen(hear, lost), 1000);
  });
}
