// What the page asks of the demo's server.

export class Refused extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

async function answered(response) {
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.error ?? `HTTP ${response.status}`);
  return answer;
}

export const get = async (path) => answered(await fetch(path, { headers: { Accept: "application/json" } }));

export const post = async (path, body) =>
  answered(
    await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );

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
