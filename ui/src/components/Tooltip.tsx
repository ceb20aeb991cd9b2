import { cloneElement, type ReactElement, useId, useState } from "react";
import { createPortal } from "react-dom";
import styles from "./Tooltip.module.css";

interface Target {
  "aria-describedby"?: string;
}
interface Place {
  left: number;
  top: number;
  below: boolean;
}

const MARGIN = 4;
const MAX_WIDTH = 240;
const CHARACTER_WIDTH = 7;

/** A short text on hover and focus; Escape hides it. The child must be focusable. */
export function Tooltip({ text, isLabel, children }: {
  text: string;
  /** The text is already the child's accessible name: don't announce it twice. */
  isLabel?: boolean;
  children: ReactElement<Target>;
}) {
  const id = useId();
  const [place, setPlace] = useState<Place | null>(null);
  const show = (target: Element) => setPlace(placeAt((target.firstElementChild ?? target).getBoundingClientRect(), text));
  const hide = () => setPlace(null);

  return (
    <span
      className={styles.anchor}
      onPointerEnter={(event) => event.pointerType === "mouse" && show(event.currentTarget)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(":focus-visible") && show(event.currentTarget)}
      onBlur={hide}
      onKeyDown={(event) => event.key === "Escape" && hide()}
    >
      {isLabel ? children : cloneElement(children, { "aria-describedby": place ? id : undefined })}
      {place &&
        createPortal(
          <span
            id={id}
            role="tooltip"
            aria-hidden={isLabel || undefined}
            className={styles.tooltip}
            style={{ left: place.left, top: place.top, translate: place.below ? "-50% 0" : "-50% -100%" }}
          >
            {text}
          </span>,
          // An open modal dialog covers the rest of the page.
          document.querySelector("dialog[open]") ?? document.body,
        )}
    </span>
  );
}

/** Above the child and inside the window. The width is unknown before rendering, so it is estimated. */
function placeAt(box: DOMRect, text: string): Place {
  const half = Math.min(MAX_WIDTH, text.length * CHARACTER_WIDTH + 16) / 2 + MARGIN;
  const below = box.top < 48;
  return {
    left: Math.max(half, Math.min(box.left + box.width / 2, window.innerWidth - half)),
    top: below ? box.bottom + 6 : box.top - 6,
    below,
  };
}
