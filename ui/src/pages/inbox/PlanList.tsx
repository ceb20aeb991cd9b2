import { Badge } from "@/components/Badge";
import type { Plan } from "./validation";
import styles from "./PlanList.module.css";

/** A readable plan: each task with its dependencies, deliverables and checks. */
export function PlanList({ plan }: { plan: Plan }) {
  return (
    <div className={styles.plan}>
      {plan.why && <p className={styles.why}>{plan.why}</p>}
      <ol className={styles.tasks} aria-label="Tasks of the plan">
        {plan.tasks.map((task) => (
          <li key={task.task_id} className={styles.task}>
            <p className={styles.head}>
              <span className={styles.id}>{task.task_id}</span>
              {task.type && <Badge>{task.type}</Badge>}
              {task.agent && <Badge tone="accent">only {task.agent}</Badge>}
              {task.approval && <Badge tone="warn" icon="waiting">its result needs approval</Badge>}
              {task.depends_on && task.depends_on.length > 0 && <span className={styles.after}>after {task.depends_on.join(", ")}</span>}
            </p>
            <p className={styles.description}>{task.objective.description}</p>
            <Facts task={task} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Facts({ task: { objective, inputs = [] } }: { task: Plan["tasks"][number] }) {
  const { deliverables = [], success_criteria: checks = [] } = objective;
  const facts = [
    { name: "Reads", text: inputs.join(", ") },
    { name: "Produces", text: deliverables.join(", ") },
    { name: "Done when", text: checks.map((check) => check.says || check.kind || "a check passes").join("; ") },
  ].filter(({ text }) => text !== "");
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, text }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
