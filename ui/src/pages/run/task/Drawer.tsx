import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "@/components/Button";
import { useIsWide } from "@/shell/useIsWide";
import styles from "./Drawer.module.css";

/**
 * Beside the page where there is room, so that both can be used; over all of it on a phone, as a modal.
 * The focus goes to its title when it opens or shows something else, and back when it closes.
 */
export function Drawer({ title, name, subtitle, actions, onClose, children }: {
  title: ReactNode;
  /** What it shows; a change of it is news to who listens. */
  name: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const isWide = useIsWide();
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const before = useRef<Element | null>(null);

  useEffect(() => {
    before.current = document.activeElement;
    return () => {
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [name, isWide]);

  const content = (
    <>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h2 ref={heading} id={titleId} tabIndex={-1} className={styles.title}>
            {title}
          </h2>
          {subtitle}
        </div>
        <div className={styles.actions}>
          {actions}
          <IconButton icon="close" label="Close the panel" size="sm" onClick={onClose} />
        </div>
      </header>
      <div className={styles.body}>{children}</div>
    </>
  );
  if (!isWide) return <Sheet titleId={titleId} onClose={onClose}>{content}</Sheet>;
  return (
    <aside
      aria-labelledby={titleId}
      className={styles.drawer}
      onKeyDown={(event) => {
        // An open menu or dialog within has taken the key for itself.
        if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) onClose();
      }}
    >
      {content}
    </aside>
  );
}

function Sheet({ titleId, onClose, children }: { titleId: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector("h2")?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={styles.sheet}
      onCancel={(event) => {
        // Also that of a dialog within comes by here.
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
