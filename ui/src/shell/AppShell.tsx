/** The frame around every page. */
import { useCallback, useEffect, useRef, useState } from "react";
import { Outlet, ScrollRestoration, useLocation } from "react-router";
import { ToastRegion } from "@/components/ToastRegion";
import { ConnectionBanner } from "./Live";
import { BottomBar, Sidebar } from "./Navigation";
import { ShortcutHelp } from "./ShortcutHelp";
import { useShortcuts } from "./useShortcuts";
import { useIsWide } from "./useIsWide";
import styles from "./AppShell.module.css";

export function AppShell() {
  const [help, setHelp] = useState(false);
  const showHelp = useCallback(() => setHelp(true), []);
  const shortcuts = useShortcuts(showHelp);
  const isWide = useIsWide();
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);

  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip} onClick={() => main.current?.focus()}>
        Skip to content
      </a>
      {isWide && <Sidebar onHelp={showHelp} />}
      <div className={styles.content}>
        <ConnectionBanner />
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      {!isWide && <BottomBar />}
      <ToastRegion />
      <ShortcutHelp open={help} onClose={() => setHelp(false)} shortcuts={shortcuts} />
      <ScrollRestoration getKey={({ pathname }) => pathname} />
    </div>
  );
}

/** Moves focus to a new page's content; the first page keeps the browser's focus. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    // The page may have focused an element itself, such as the composer.
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [main, pathname]);
}
