import type { ReactNode } from "react";
import type { Settings } from "@/api/types";
import { Card } from "@/components/Card";
import { formatBytes, plural } from "@/text/format";
import { Chips } from "@/components/Chips";
import { FactList } from "./FactList";
import styles from "./Facts.module.css";

const ROLES = ["planner", "worker", "reviewer", "synthesiser"];

/** Values from the configuration, which can't be changed here. */
export function Facts({ settings }: { settings: Settings }) {
  const roles = [...new Set([...ROLES, ...Object.keys(settings.llms)])];
  const facts: [string, ReactNode][] = [
    ["Home", <code key="home">{settings.home}</code>],
    ["Retention", settings.retain_bytes > 0 ? `Up to ${formatBytes(settings.retain_bytes)} of runs and files` : "Everything"],
    ["Parallelism", `${plural(settings.parallel, "call")} to the embedded model`],
    [
      "Allowed hosts",
      <Chips key="hosts" label="Allowed hosts" words={settings.hosts} none="This machine only" />,
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
        hocket reads these values from <code>config.toml</code> and the environment when it starts.
      </p>
    </>
  );
}

function Common({ llm }: { llm: string }) {
  return llm ? (
    <>
      {llm} <span className={styles.quiet}>(default)</span>
    </>
  ) : (
    <span className={styles.quiet}>Chosen when a run starts</span>
  );
}
