import { useState } from "react";
import { useGetAgentVersionsQuery } from "@/api/api";
import type { AgentView } from "@/api/types";
import { Card } from "@/components/Card";
import { CodeBlock } from "@/components/CodeBlock";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Field, Select } from "@/components/Field";
import { LineDiff } from "@/components/LineDiff";
import { Skeleton } from "@/components/Skeleton";
import { agentText } from "./agentText";
import styles from "./VersionHistory.module.css";

/** The changes between two versions of an agent, at first the last two. */
export function VersionHistory({ name }: { name: string }) {
  const { data, error, refetch } = useGetAgentVersionsQuery(name);
  if (data && data.items.length > 0) return <Comparison versions={data.items} />;
  return (
    <Card>
      {data ? (
        <EmptyState icon="clock" title="No versions">There is no record of earlier versions of {name}.</EmptyState>
      ) : error ? (
        <ErrorState error={error} title="Could not load the versions" onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Card>
  );
}

function Comparison({ versions }: { versions: readonly AgentView[] }) {
  const newestFirst = versions.toSorted((a, b) => b.version - a.version);
  const newest = newestFirst[0]!;
  const [chosen, setChosen] = useState<{ from?: number; to?: number }>({});
  const to = newestFirst.find(({ version }) => version === chosen.to) ?? newest;
  const older = newestFirst.filter(({ version }) => version < to.version);
  const from = older.find(({ version }) => version === chosen.from) ?? older[0];

  if (newestFirst.length === 1) {
    return (
      <div className="stack">
        <p className="muted">This is the only version.</p>
        <CodeBlock code={agentText(newest)} language="yaml" label={`${newest.name} v${newest.version}`} wrap />
      </div>
    );
  }
  return (
    <div className="stack">
      <div className={styles.choice}>
        <VersionChoice label="From" versions={older} value={from} onChange={(version) => setChosen({ ...chosen, from: version })} none="nothing" />
        <VersionChoice label="To" versions={newestFirst} value={to} onChange={(version) => setChosen({ ...chosen, to: version })} latest={newest.version} />
      </div>
      {from ? (
        <LineDiff
          label={`Changes from version ${from.version} to version ${to.version}`}
          before={agentText(from)}
          after={agentText(to)}
        />
      ) : (
        <CodeBlock code={agentText(to)} language="yaml" label={`${to.name} v${to.version}, the first`} wrap />
      )}
    </div>
  );
}

function VersionChoice({ label, versions, value, latest, none, onChange }: {
  label: string;
  versions: readonly AgentView[];
  value: AgentView | undefined;
  latest?: number;
  /** Shown if there are no versions to choose from. */
  none?: string;
  onChange: (version: number) => void;
}) {
  return (
    <Field label={label} className={styles.version}>
      {(described) => (
        <Select
          {...described}
          value={value?.version ?? ""}
          disabled={versions.length === 0}
          onChange={(event) => onChange(Number(event.target.value))}
        >
          {versions.length === 0 && <option value="">{none}</option>}
          {versions.map(({ version }) => (
            <option key={version} value={version}>
              Version {version}
              {version === latest ? " (current)" : ""}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
