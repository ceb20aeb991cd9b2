/** Keeps the live connection open while you are signed in, and shows when it is lost. */
import { type ReactNode, useEffect, useState } from "react";
import { useStore } from "react-redux";
import { LiveConnection } from "@/api/socket";
import { LiveContext } from "@/api/useLive";
import { Icon } from "@/components/Icon";
import { useAppSelector, type Store } from "@/store";
import styles from "./Live.module.css";

export function Live({ children }: { children: ReactNode }) {
  const store = useStore() as Store;
  const [connection] = useState(() => new LiveConnection(store));
  useEffect(() => {
    connection.open();
    return () => connection.close();
  }, [connection]);
  return <LiveContext value={connection}>{children}</LiveContext>;
}

/** The live region is always rendered; only its text changes. */
export function ConnectionBanner() {
  const lost = useAppSelector((state) => state.live.connection === "lost");
  return (
    <div role="status" aria-live="polite" className={styles.region}>
      {lost && (
        <p className={styles.banner}>
          <Icon name="lost" />
          Connection lost. Reconnecting… What you see may be out of date.
        </p>
      )}
    </div>
  );
}
