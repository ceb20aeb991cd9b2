import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "@/components/Button";
import { useIsWide } from "@/shell/useIsWide";
import styles from "./Drawer.module.css";

/**
 * Next to the page on wide screens, so that both are usable; a modal on phones. Focus moves to the title
 * when it opens or shows another content, and back when it closes.
 */
export function Drawer({ title, name, subtitle, actions, onClose, children }: {
  title: ReactNode;
  /** Identifies the content; when it changes, focus moves to the title. */
  name: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const isWide = useIsWide();
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const previous = useRef<Element | null>(null);

  useEffect(() => {
    previous.current = document.activeElement;
    return () => {
      if (previous.current instanceof HTMLElement && previous.current.isConnected) previous.current.focus({ preventScroll: true });
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
        // An open menu or dialog inside handles the key itself.
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
        // Cancel events of nested dialogs bubble up to here.
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
