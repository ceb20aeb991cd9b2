import { type CSSProperties, useId } from "react";
import { Card } from "@/components/Card";
import { Input } from "@/components/Field";
import { Icon } from "@/components/Icon";
import { fitnessError } from "./agentForm";
import styles from "./FitnessFields.module.css";

const STEP = 0.05;

/** For each type of task, a slider and a field for the exact value. */
export function FitnessFields({ types, onChange }: {
  types: Record<string, string>;
  onChange: (types: Record<string, string>) => void;
}) {
  return (
    <Card title="What it is fit for">
      <div role="group" aria-label="Fitness by type of task" className={styles.list}>
        {Object.entries(types).map(([type, text]) => (
          <FitnessField key={type} type={type} text={text} onChange={(next) => onChange({ ...types, [type]: next })} />
        ))}
        <p className={styles.hint}>0: takes no such tasks. 1: ideal for them. All at 0: takes any task, after specialists.</p>
      </div>
    </Card>
  );
}

function FitnessField({ type, text, onChange }: { type: string; text: string; onChange: (text: string) => void }) {
  const errorId = useId();
  const error = fitnessError(type, text);
  const fitness = error ? 0 : Number(text);
  return (
    <div className={styles.field}>
      <span className={styles.type} aria-hidden>
        {type}
      </span>
      <input
        type="range"
        className={styles.slider}
        style={{ "--share": fitness } as CSSProperties}
        aria-label={`Fitness for ${type}, slider`}
        min={0}
        max={1}
        step={STEP}
        value={fitness}
        onChange={(event) => onChange(String(Number(event.target.value)))}
      />
      <Input
        className={styles.number}
        aria-label={`Fitness for ${type}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? errorId : undefined}
        inputMode="decimal"
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      {error && (
        <p id={errorId} className={styles.error}>
          <Icon name="warning" size={14} />
          {error}
        </p>
      )}
    </div>
  );
}
