import type { ReactNode } from "react";
import type { Settings } from "@/api/types";
import { Card } from "@/components/Card";
import { formatBytes } from "@/text/format";
import { Chips } from "@/components/Chips";
import { FactList } from "./FactList";
import styles from "./Facts.module.css";

const ROLES = ["planner", "worker", "reviewer", "synthesiser"];

/** What stands in the configuration file and can't be changed from here. */
export function Facts({ settings }: { settings: Settings }) {
  const roles = [...new Set([...ROLES, ...Object.keys(settings.llms)])];
  const facts: [string, ReactNode][] = [
    ["Home", <code key="home">{settings.home}</code>],
    ["Kept at most", settings.retain_bytes > 0 ? `${formatBytes(settings.retain_bytes)} of runs and files` : "Everything"],
    ["In parallel", `${settings.parallel} calls to the embedded model`],
    [
      "May be spoken to",
      <Chips key="hosts" label="Hosts that may be spoken to" words={settings.hosts} none="No host but this machine" />,
    ],
  ];
  return (
    <>
      <Card title="Models by role">
        <FactList facts={roles.map((role) => [role, settings.llms[role] ?? <Common key={role} llm={settings.llm} />])} />
      </Card>
      <Card title="This installation">
        <FactList facts={facts} />
      </Card>
      <p className={styles.note}>
        The models, hosts and places above are read from <code>config.toml</code> and the environment when hocket starts.
      </p>
    </>
  );
}

function Common({ llm }: { llm: string }) {
  return llm ? (
    <>
      {llm} <span className={styles.quiet}>as for every role</span>
    </>
  ) : (
    <span className={styles.quiet}>Chosen when a run starts</span>
  );
}
