import { Icon } from "@/components/Icon";
import { cx } from "@/cx";
import styles from "./GraphTab.module.css";

type View = "graph" | "list";
const VIEWS: readonly { id: View; label: string }[] = [
  { id: "graph", label: "Graph" },
  { id: "list", label: "List" },
];

export function ViewSwitch({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  return (
    <div role="group" aria-label="Show the tasks as" className={styles.views}>
      {VIEWS.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === view}
          className={cx(styles.view, id === view && styles.chosen)}
          onClick={() => onChange(id)}
        >
          <Icon name={id} size={14} />
          {label}
        </button>
      ))}
    </div>
  );
}
