import { Field, Select, Switch } from "@/components/Field";
import { type GeneralForm, type Threshold, THRESHOLDS } from "./generalForm";
import styles from "./ConsentFields.module.css";

const LABELS: Record<Threshold, string> = {
  none: "Never ask",
  high: "Ask for high risk",
  medium: "Ask for medium and high risk",
  low: "Ask for every call",
};

export function ConsentFields({ consent, onChange }: {
  consent: GeneralForm["consent"];
  onChange: (consent: GeneralForm["consent"]) => void;
}) {
  return (
    <div className={styles.fields}>
      <Switch
        label="The plan"
        hint="Shown with its forecast; no task starts before you approve it."
        checked={consent.plan}
        onChange={(plan) => onChange({ ...consent, plan })}
      />
      <Switch
        label="Each result"
        hint="A task's result counts only once you have approved it."
        checked={consent.results}
        onChange={(results) => onChange({ ...consent, results })}
      />
      <Switch
        label="Agents' questions"
        hint="Agents may ask you something and wait for your answer."
        checked={consent.questions}
        onChange={(questions) => onChange({ ...consent, questions })}
      />
      <Field label="Tool calls with effects" hint="Before an agent changes something outside its task." className={styles.effects}>
        {(described) => (
          <Select
            {...described}
            value={consent.effects}
            onChange={(event) => onChange({ ...consent, effects: event.target.value as Threshold })}
          >
            {THRESHOLDS.map((threshold) => (
              <option key={threshold} value={threshold}>
                {LABELS[threshold]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
