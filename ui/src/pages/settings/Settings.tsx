import { type ComponentType, useEffect, useRef } from "react";
import { Link, useParams } from "react-router";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { Page } from "@/components/Page";
import { useCanManage } from "@/shell/Session";
import { About } from "./About";
import { Appearance } from "./Appearance";
import { AuditLog } from "./AuditLog";
import { General } from "./General";
import { Keys } from "./Keys";
import { Roles } from "./Roles";
import { SECTIONS, type SectionId } from "./sections";
import styles from "./Settings.module.css";

const CONTENTS: Record<SectionId, ComponentType> = {
  general: General,
  appearance: Appearance,
  keys: Keys,
  roles: Roles,
  audit: AuditLog,
  about: About,
};

export function Settings() {
  const { section: id = "general" } = useParams();
  const canManage = useCanManage();
  const section = SECTIONS.find((one) => one.id === id);
  const nav = useCurrentInView(section?.id);
  const Content = section && CONTENTS[section.id];
  return (
    <Page title={section ? `${section.label} settings` : "Settings"} heading={<h1>Settings</h1>}>
      <div className={styles.layout}>
        <nav ref={nav} aria-label="Settings" className={styles.nav}>
          <ul className={styles.list}>
            {SECTIONS.filter(({ adminOnly }) => canManage || !adminOnly).map(({ id, label, icon }) => (
              <li key={id}>
                <Link to={`/settings/${id}`} className={styles.link} aria-current={section?.id === id ? "page" : undefined}>
                  <Icon name={icon} />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles.content}>
          {!section || !Content ? (
            <Card>
              <EmptyState icon="settings" title={`No settings are named “${id}”`} action={<Link to="/settings">General settings</Link>} />
            </Card>
          ) : section.adminOnly && !canManage ? (
            <Card>
              <EmptyState icon="key" title="Only admins see this">Sign in with an admin key.</EmptyState>
            </Card>
          ) : (
            <Content />
          )}
        </div>
      </div>
    </Page>
  );
}

/** On a phone the sections are in a row that is wider than the screen. */
function useCurrentInView(section: SectionId | undefined) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const row = nav.current;
    const current = row?.querySelector<HTMLElement>("[aria-current]");
    // Only sideways: scrollIntoView would also move the page.
    if (row && current) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
  }, [section]);
  return nav;
}
