/** A fetch that answers from a table, for tests of requests and of how responses are shown. */
import { vi } from "vitest";

export interface Sent {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}
type Answer = { status?: number; body: unknown } | "unreachable";

export function fakeServer(answers: Record<string, Answer | Answer[]>): Sent[] {
  const sent: Sent[] = [];
  const waiting = new Map(Object.entries(answers).map(([key, answer]) => [key, [answer].flat()]));
  vi.stubGlobal("fetch", async (request: Request) => {
    const url = new URL(request.url);
    const key = `${request.method} ${url.pathname.replace("/api/v1", "")}`;
    const text = await request.clone().text();
    sent.push({ method: request.method, path: url.pathname + url.search, headers: request.headers, body: parsed(text) });
    const remaining = waiting.get(key) ?? [];
    // The last answer repeats.
    const answer = (remaining.length > 1 ? remaining.shift() : remaining[0]) ?? { status: 404, body: { detail: `${key} is not faked` } };
    if (answer === "unreachable") throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify(answer.body), {
      status: answer.status ?? 200,
      headers: { "Content-Type": "application/json" },
    });
  });
  return sent;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
