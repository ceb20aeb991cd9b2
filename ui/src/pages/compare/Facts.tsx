import type { ReactNode } from "react";
import type { RunDetail } from "@/api/types";
import { StatusBadge } from "@/components/Badge";
import { Card } from "@/components/Card";
import { cx } from "@/cx";
import { formatCount, formatDuration, formatTokens, formatUsd, totalTokens } from "@/text/format";
import { change, modelRows } from "./comparison";
import styles from "./Facts.module.css";

interface Fact {
  name: string;
  a: ReactNode;
  b: ReactNode;
  /** How the second differs from the first. */
  change: string;
  isSame: boolean;
}

/** The runs' outcomes, usage and cost. */
export function Facts({ a, b }: { a: RunDetail; b: RunDetail }) {
  return (
    <Card title="Outcome and cost" flush>
      <table className={styles.facts}>
        <caption className="sr-only">Outcome and cost of both runs</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">What</span>
            </th>
            <th scope="col">A</th>
            <th scope="col">B</th>
            <th scope="col">B compared to A</th>
          </tr>
        </thead>
        <tbody>
          {factsOf(a, b).map((fact) => (
            <tr key={fact.name} className={cx(fact.isSame && styles.same)}>
              <th scope="row">{fact.name}</th>
              <td data-side="A">{fact.a}</td>
              <td data-side="B">{fact.b}</td>
              <td className={styles.change}>{fact.change || (fact.isSame ? "same" : "")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function factsOf(a: RunDetail, b: RunDetail): Fact[] {
  return [
    { name: "Outcome", a: <StatusBadge state={a.outcome} />, b: <StatusBadge state={b.outcome} />, change: "", isSame: a.outcome === b.outcome },
    amount("Duration", a.seconds, b.seconds, formatDuration, "shorter", "longer"),
    amount("Tokens", totalTokens(a.spent), totalTokens(b.spent), formatTokens),
    amount("Model calls", a.spent.calls, b.spent.calls, formatCount, "fewer"),
    amount("Cost", Number(a.spent.usd), Number(b.spent.usd), formatUsd),
    amount("Model time", a.spent.seconds, b.spent.seconds, formatDuration),
    { name: "Tasks done", a: done(a), b: done(b), change: "", isSame: done(a) === done(b) },
    amount("Attempts", attempts(a), attempts(b), formatCount, "fewer"),
    amount("Rejected attempts", rejections(a), rejections(b), formatCount, "fewer"),
    ...modelRows(a.llms, b.llms).map((row) => ({
      name: `Model: ${row.role}`, a: row.a || "–", b: row.b || "–", change: "", isSame: row.a === row.b,
    })),
  ];
}

function amount(name: string, a: number, b: number, format: (amount: number) => string, less?: string, more?: string): Fact {
  return { name, a: format(a), b: format(b), change: change(a, b, less, more), isSame: a === b };
}

const done = ({ tasks }: RunDetail) => `${tasks.done} of ${tasks.total}`;
const attempts = ({ task_list }: RunDetail) => task_list.reduce((sum, task) => sum + task.attempts, 0);
const rejections = ({ task_list }: RunDetail) => task_list.reduce((sum, task) => sum + task.rejections, 0);
