import { useEffect } from "react";
import { useAppDispatch, useAppSelector } from "@/store";
import { IconButton } from "./Button";
import { Icon, type IconName } from "./Icon";
import { type Toast, toastClosed } from "./toasts";
import styles from "./ToastRegion.module.css";

const SHOWN_MS = 6000;
const ICONS: Record<Toast["tone"], IconName> = { info: "info", ok: "accepted", bad: "warning" };

/** Where toasts appear. Always rendered, so that screen readers announce new ones. */
export function ToastRegion() {
  const toasts = useAppSelector((state) => state.toasts);
  return (
    <div className={styles.region} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <Note key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function Note({ toast }: { toast: Toast }) {
  const dispatch = useAppDispatch();
  const { id, tone } = toast;
  useEffect(() => {
    // Errors stay until you dismiss them.
    if (tone === "bad") return;
    const timer = setTimeout(() => dispatch(toastClosed(id)), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [dispatch, id, tone]);

  return (
    <div className={styles.toast}>
      <Icon name={ICONS[tone]} className={styles[tone]} />
      <span className={styles.text}>{toast.text}</span>
      <IconButton icon="close" label="Dismiss" size="sm" onClick={() => dispatch(toastClosed(id))} />
    </div>
  );
}
