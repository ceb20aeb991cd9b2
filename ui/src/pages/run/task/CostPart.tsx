import type { RunDetail, TaskDetail } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { type Column, Table } from "@/components/Table";
import { formatCount, formatDuration, formatPercent, formatTokens, formatUsd, totalTokens } from "@/text/format";
import { type CostLine, costLines, sumOf } from "./cost";
import styles from "./Parts.module.css";

const COLUMNS: Column<CostLine>[] = [
  { id: "name", title: "Attempt", cell: (line) => line.name },
  { id: "calls", title: "Calls", align: "right", cell: ({ usage }) => formatCount(usage.calls) },
  { id: "prompt", title: "Prompt", align: "right", cell: ({ usage }) => formatTokens(usage.prompt_tokens) },
  { id: "cached", title: "Cached", align: "right", cell: ({ usage }) => formatTokens(usage.cached_tokens), wideOnly: true },
  { id: "completion", title: "Answer", align: "right", cell: ({ usage }) => formatTokens(usage.completion_tokens) },
  { id: "seconds", title: "Model time", align: "right", cell: ({ usage }) => formatDuration(usage.seconds) },
  { id: "usd", title: "USD", align: "right", cell: ({ usage }) => formatUsd(usage.usd) },
];

export function CostPart({ task, run }: { task: TaskDetail; run: RunDetail }) {
  const lines = costLines(task.attempt_list);
  if (lines.length === 0) return <EmptyState icon="budget" title="No cost yet" />;
  const sum = sumOf(lines.map((line) => line.usage));
  const all = totalTokens(run.spent);
  return (
    <div className={styles.stack}>
      <p>
        {formatTokens(totalTokens(sum))} tokens, {formatUsd(sum.usd)}, {formatDuration(sum.seconds)} of model time
        {all > 0 && ` (${formatPercent(totalTokens(sum) / all)} of the run's tokens)`}
      </p>
      <div className={styles.card}>
        <Table
          caption="Cost of each attempt"
          columns={COLUMNS}
          rows={[...lines, ...(lines.length > 1 ? [{ id: "sum", name: "Total", usage: sum }] : [])]}
          rowKey={(line) => line.id}
        />
      </div>
    </div>
  );
}
