/** The text of a file. Not in the store: files may be large, and nothing else needs them. */
import { useEffect, useState } from "react";

/** More would slow the page down; the rest can be downloaded. */
export const MAX_BYTES = 2_000_000;

export interface FileText {
  text: string | null;
  error: Error | null;
  /** `text` has only the first MAX_BYTES. */
  cut: boolean;
  retry: () => void;
}
type Loaded = { href: string; text: string } | { href: string; error: Error };

export function useText(file: { href: string; size_bytes: number } | undefined): FileText {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [attempt, setAttempt] = useState(0);
  const href = file?.href;
  const cut = (file?.size_bytes ?? 0) > MAX_BYTES;

  useEffect(() => {
    if (!href) return;
    const aborter = new AbortController();
    fetchText(href, cut, aborter.signal).then(
      (text) => setLoaded({ href, text }),
      (error: unknown) => {
        if (!aborter.signal.aborted) setLoaded({ href, error: error instanceof Error ? error : new Error(String(error)) });
      },
    );
    return () => aborter.abort();
  }, [href, cut, attempt]);

  const current = loaded?.href === href ? loaded : null;
  return {
    text: current && "text" in current ? current.text : null,
    error: current && "error" in current ? current.error : null,
    cut,
    retry: () => {
      setLoaded(null);
      setAttempt(attempt + 1);
    },
  };
}

async function fetchText(href: string, cut: boolean, signal: AbortSignal): Promise<string> {
  const headers: HeadersInit = cut ? { Range: `bytes=0-${MAX_BYTES - 1}` } : {};
  const response = await fetch(href, { credentials: "same-origin", headers, signal });
  if (!response.ok) throw new Error(`The server responded with status ${response.status}.`);
  const text = await response.text();
  // The server may ignore the range.
  return cut ? text.slice(0, MAX_BYTES) : text;
}
