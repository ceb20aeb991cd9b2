import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { cx } from "@/cx";
import { Button, IconButton, type ButtonProps } from "./Button";
import { Icon, type IconName } from "./Icon";
import { usePopup } from "./usePopup";
import styles from "./Menu.module.css";

export interface MenuItem {
  id: string;
  label: string;
  icon?: IconName;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

/** A button that opens a list of actions. Without `text` the button shows only an icon. */
export function Menu({ label, text, icon = "more", items, align = "end", up }: {
  label: string;
  text?: ReactNode;
  icon?: IconName;
  items: readonly MenuItem[];
  align?: "start" | "end";
  up?: boolean;
}) {
  const popup = usePopup();
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (popup.open) enabledItems(list.current)[0]?.focus();
  }, [popup.open]);

  const move = (event: KeyboardEvent) => {
    const all = enabledItems(list.current);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  };

  const trigger = {
    ref: popup.trigger,
    "aria-haspopup": "menu",
    "aria-expanded": popup.open,
    "aria-controls": popup.open ? id : undefined,
    onClick: popup.toggle,
  } as const;

  return (
    <div ref={popup.root} className={styles.root}>
      {text ? (
        <Button {...trigger} icon={icon === "more" ? undefined : icon} aria-label={label}>
          {text}
          <Icon name="chevronDown" size={14} />
        </Button>
      ) : (
        <IconButton {...trigger} icon={icon} label={label} />
      )}
      {popup.open && (
        <div
          ref={list}
          id={id}
          role="menu"
          aria-label={label}
          className={cx(styles.popup, styles.menu, styles[align], up && styles.up)}
          onKeyDown={move}
        >
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              disabled={item.disabled}
              className={cx(styles.item, item.danger && styles.danger)}
              onClick={() => {
                popup.close();
                item.onSelect();
              }}
            >
              {item.icon && <Icon name={item.icon} />}
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function enabledItems(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? [])];
}

/** A button that opens a small panel with fields in it. */
export function Popover({ label, button, align = "start", children }: {
  /** What the panel is for. */
  label: string;
  button: ButtonProps;
  align?: "start" | "end";
  children: ReactNode;
}) {
  const popup = usePopup();
  const id = useId();
  return (
    <div ref={popup.root} className={styles.root}>
      <Button
        {...button}
        ref={popup.trigger}
        aria-haspopup="dialog"
        aria-expanded={popup.open}
        aria-controls={popup.open ? id : undefined}
        onClick={popup.toggle}
      />
      {popup.open && (
        <div id={id} role="dialog" aria-label={label} className={cx(styles.popup, styles.panel, styles[align])}>
          {children}
        </div>
      )}
    </div>
  );
}
