import type { InputHTMLAttributes, ReactNode, Ref, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useId } from "react";
import { cx } from "@/cx";
import { Icon } from "./Icon";
import styles from "./Field.module.css";

interface Described {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** A label, a control, and a hint or an error. The control receives the attributes that link them. */
export function Field({ label, hint, error, hideLabel, className, children }: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  hideLabel?: boolean;
  className?: string;
  children: (described: Described) => ReactNode;
}) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={cx(styles.field, className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : styles.label}>
        {label}
      </label>
      {children({ id, "aria-describedby": note ? noteId : undefined, "aria-invalid": error ? true : undefined })}
      {note && (
        <p id={noteId} className={error ? styles.error : styles.hint}>
          {error && <Icon name="warning" size={14} />}
          {note}
        </p>
      )}
    </div>
  );
}

export function Input({ className, ref, ...rest }: InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  return <input {...rest} ref={ref} className={cx(styles.control, className)} />;
}

export function Textarea({ className, ref, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }) {
  return <textarea {...rest} ref={ref} className={cx(styles.control, styles.textarea, className)} />;
}

export function Select({ className, children, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <span className={cx(styles.select, className)}>
      <select {...rest} className={styles.control}>
        {children}
      </select>
      <Icon name="chevronDown" size={14} />
    </span>
  );
}

type ToggleProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "onChange"> & {
  label: ReactNode;
  hint?: ReactNode;
  onChange: (checked: boolean) => void;
};

/** For a setting that is on or off; use a Checkbox to choose among several. */
export function Switch(props: ToggleProps) {
  return <Toggle {...props} role="switch" look={styles.switch} />;
}

export function Checkbox(props: ToggleProps) {
  return <Toggle {...props} look={styles.checkbox} />;
}

function Toggle({ label, hint, onChange, look, className, ...rest }: ToggleProps & { look: string | undefined }) {
  const hintId = useId();
  return (
    <label className={cx(styles.toggle, className)}>
      <input
        {...rest}
        type="checkbox"
        className={look}
        aria-describedby={hint ? hintId : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        {hint && (
          <span id={hintId} className={styles.hint}>
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
