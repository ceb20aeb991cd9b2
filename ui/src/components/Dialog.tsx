import { type ReactNode, useEffect, useId, useRef } from "react";
import { cx } from "@/cx";
import { IconButton } from "./Button";
import styles from "./Dialog.module.css";

/**
 * A modal native <dialog>: it traps focus and closes on Escape or a click outside. Focus starts at the
 * title, or at the element with `data-autofocus`.
 */
export function Dialog({ open, title, onClose, footer, wide, children }: {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  footer?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!open || !element) return;
    const previous = document.activeElement;
    element.showModal();
    const first = element.querySelector<HTMLElement>("[data-autofocus]") ?? heading.current;
    first?.focus();
    return () => {
      element.close();
      if (previous instanceof HTMLElement) previous.focus();
    };
  }, [open]);

  if (!open) return null;
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={cx(styles.dialog, wide && styles.wide)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // A click on the backdrop targets the dialog itself; its content is inside `box`.
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.box}>
        <header className={styles.header}>
          <h2 ref={heading} id={titleId} tabIndex={-1}>{title}</h2>
          <IconButton icon="close" label="Close" size="sm" onClick={onClose} />
        </header>
        <div className={styles.body}>{children}</div>
        {footer && <footer className={styles.footer}>{footer}</footer>}
      </div>
    </dialog>
  );
}
