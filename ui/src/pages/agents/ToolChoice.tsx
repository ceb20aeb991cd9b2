import { Card } from "@/components/Card";
import { Checkbox } from "@/components/Field";
import styles from "./ToolChoice.module.css";

export function ToolChoice({ all, chosen, onChange }: {
  all: readonly string[];
  chosen: readonly string[];
  onChange: (tools: string[]) => void;
}) {
  return (
    <Card title="Tools it may use">
      {all.length === 0 ? (
        <p className="muted">No agent has tools.</p>
      ) : (
        <div role="group" aria-label="Tools" className={styles.tools}>
          {all.map((tool) => (
            <Checkbox
              key={tool}
              label={<span className="mono">{tool}</span>}
              checked={chosen.includes(tool)}
              onChange={(on) => onChange(on ? [...chosen, tool] : chosen.filter((other) => other !== tool))}
            />
          ))}
        </div>
      )}
    </Card>
  );
}
