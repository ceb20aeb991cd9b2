/** The text of a file. Not in the store: files may be large, and nothing else needs them. */
import { useEffect, useState } from "react";

/** More would make the page slow; the rest can be downloaded. */
export const MAX_BYTES = 2_000_000;

export interface FileText {
  text: string | null;
  error: Error | null;
  /** Only the first MAX_BYTES are here. */
  cut: boolean;
  retry: () => void;
}
type Found = { href: string; text: string } | { href: string; error: Error };

export function useText(file: { href: string; size_bytes: number } | undefined): FileText {
  const [found, setFound] = useState<Found | null>(null);
  const [tried, setTried] = useState(0);
  const href = file?.href;
  const cut = (file?.size_bytes ?? 0) > MAX_BYTES;

  useEffect(() => {
    if (!href) return;
    const aborter = new AbortController();
    fetchText(href, cut, aborter.signal).then(
      (text) => setFound({ href, text }),
      (error: unknown) => {
        if (!aborter.signal.aborted) setFound({ href, error: error instanceof Error ? error : new Error(String(error)) });
      },
    );
    return () => aborter.abort();
  }, [href, cut, tried]);

  const current = found?.href === href ? found : null;
  return {
    text: current && "text" in current ? current.text : null,
    error: current && "error" in current ? current.error : null,
    cut,
    retry: () => {
      setFound(null);
      setTried((before) => before + 1);
    },
  };
}

async function fetchText(href: string, cut: boolean, signal: AbortSignal): Promise<string> {
  const headers: HeadersInit = cut ? { Range: `bytes=0-${MAX_BYTES - 1}` } : {};
  const answer = await fetch(href, { credentials: "same-origin", headers, signal });
  if (!answer.ok) throw new Error(`The server answered with status ${answer.status}.`);
  const text = await answer.text();
  // A server may ignore the range.
  return cut ? text.slice(0, MAX_BYTES) : text;
}
