import { useLayoutEffect, useRef } from "react";

const NEAR_PX = 80;

/** Keeps a scroller at its end as it grows, unless the user has scrolled up. */
export function useStickToEnd(content: string) {
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const note = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    };
    // Markdown and images change their height after rendering.
    const grown = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    for (const child of element.children) grown.observe(child);
    element.addEventListener("scroll", note, { passive: true });
    return () => {
      grown.disconnect();
      element.removeEventListener("scroll", note);
    };
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [content]);

  return scroller;
}
