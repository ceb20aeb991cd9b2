import { useMemo, useState } from "react";
import type { Call, Span, TaskView } from "@/api/types";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { Table, type Column } from "@/components/Table";
import { formatCount, formatDuration, formatPercent, formatTokens, formatUsd } from "@/text/format";
import { Segments } from "@/components/Segments";
import { sharesOf, type By, type Share } from "./spending";
import styles from "./Breakdown.module.css";

const BY = [
  { id: "task", label: "Task" },
  { id: "agent", label: "Agent" },
  { id: "model", label: "Model" },
] as const satisfies readonly { id: By; label: string }[];

/** How many rows to show at first: hundreds of tasks would fill the page. */
const SHOWN = 12;

/** Spending by task, agent or model. */
export function Breakdown({ calls, spans, tasks }: { calls: Call[]; spans: Span[]; tasks: TaskView[] }) {
  const [by, setBy] = useState<By>("task");
  const shares = useMemo(() => sharesOf(calls, spans, by), [calls, spans, by]);
  const columns = useMemo(() => columnsOf(by, shares, tasks), [by, shares, tasks]);
  const [all, setAll] = useState(false);
  const rows = all ? shares : shares.slice(0, SHOWN);
  return (
    <Card title="Spending" flush actions={<Segments label="Group by" options={BY} value={by} onChange={setBy} />}>
      <Table
        caption={`Spending by ${by}`}
        columns={columns}
        rows={rows}
        rowKey={({ name }) => name}
        empty={<EmptyState icon="budget" title="No spending yet" />}
      />
      {shares.length > SHOWN && (
        <p className={styles.more}>
          <Button size="sm" onClick={() => setAll(!all)}>
            {all ? `Show the first ${SHOWN}` : `Show all ${formatCount(shares.length)}`}
          </Button>
        </p>
      )}
    </Card>
  );
}

function columnsOf(by: By, shares: Share[], tasks: TaskView[]): Column<Share>[] {
  const total = shares.reduce((sum, { tokens }) => sum + tokens, 0);
  const described = new Map(tasks.map((task) => [task.task_id, task.description]));
  return [
    {
      id: "name",
      title: BY.find(({ id }) => id === by)?.label,
      cell: ({ name }) => (
        <span className={styles.name}>
          {name}
          {by === "task" && described.has(name) && <span className={styles.description}>{described.get(name)}</span>}
        </span>
      ),
    },
    {
      id: "share",
      title: "Share of tokens",
      width: "28%",
      wideOnly: true,
      cell: ({ tokens }) => (
        <span className={styles.share}>
          <span className={styles.track} aria-hidden>
            <span style={{ width: `${total > 0 ? (100 * tokens) / total : 0}%` }} />
          </span>
          <span className={styles.percent}>{formatPercent(total > 0 ? tokens / total : 0)}</span>
        </span>
      ),
    },
    { id: "tokens", title: "Tokens", align: "right", cell: ({ tokens }) => <span title={formatCount(tokens)}>{formatTokens(tokens)}</span> },
    { id: "calls", title: "Calls", align: "right", cell: ({ calls }) => formatCount(calls) },
    { id: "tools", title: "Tools", align: "right", wideOnly: true, cell: ({ tools }) => formatCount(tools) },
    { id: "time", title: "Time", align: "right", cell: ({ seconds }) => formatDuration(seconds) },
    { id: "usd", title: "Cost", align: "right", cell: ({ usd }) => formatUsd(usd) },
  ];
}
