import type { ButtonHTMLAttributes, Ref } from "react";
import { Link, type LinkProps } from "react-router";
import { cx } from "@/cx";
import { Icon, type IconName } from "./Icon";
import { Spinner } from "./Spinner";
import { Tooltip } from "./Tooltip";
import styles from "./Button.module.css";

type Variant = "primary" | "default" | "ghost" | "danger";
interface Look {
  variant?: Variant;
  size?: "sm" | "md";
  icon?: IconName;
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /** In progress: the button stays focusable but does nothing. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ variant = "default", size = "md", icon, busy, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest["aria-disabled"]}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cx(styles.button, styles[variant], styles[size], className)}
    >
      {busy ? <Spinner /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({ variant = "default", size = "md", icon, className, children, ...rest }: LinkProps & Look) {
  return (
    <Link {...rest} className={cx(styles.button, styles[variant], styles[size], className)}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "aria-label"> {
  icon: IconName;
  /** Its accessible name, also shown as a tooltip. */
  label: string;
}

export function IconButton({ label, icon, variant = "ghost", size = "md", busy, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} isLabel>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-busy={busy || undefined}
        className={cx(styles.button, styles.square, styles[variant], styles[size], className)}
      >
        {busy ? <Spinner /> : <Icon name={icon} />}
      </button>
    </Tooltip>
  );
}
