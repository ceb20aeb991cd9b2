import type { RunDetail } from "@/api/types";
import { Card } from "@/components/Card";
import { CodeBlock } from "@/components/CodeBlock";
import styles from "./Result.module.css";

/** What computed the result: each program or query, folded. */
export function Programs({ detail }: { detail: RunDetail }) {
  const programs = detail.result?.programs ?? [];
  if (programs.length === 0) return null;
  return (
    <Card title="How it was computed">
      {programs.map(({ task_id, way, language, code }) => {
        const task = detail.task_list.find((one) => one.task_id === task_id);
        const by = [task_id, way && `by ${way}`, task?.agent, task?.llm].filter(Boolean).join(" · ");
        return (
          <details key={task_id} className={styles.program}>
            <summary>{by}</summary>
            <CodeBlock code={code} language={language} label={`What computed ${task_id}`} wrap maxHeight={420} />
          </details>
        );
      })}
    </Card>
  );
}
