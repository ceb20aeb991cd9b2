import { useId } from "react";
import { Card } from "@/components/Card";
import { Icon, type IconName } from "@/components/Icon";
import { setTheme, type Theme, useTheme } from "@/shell/theme";
import { type Density, setDensity, useDensity } from "./density";
import styles from "./Appearance.module.css";

interface Choice<Value> {
  value: Value;
  label: string;
  hint: string;
  icon?: IconName;
}
const THEMES: readonly Choice<Theme>[] = [
  { value: "system", label: "System", hint: "Follows your device", icon: "system" },
  { value: "light", label: "Light", hint: "Dark text on light", icon: "sun" },
  { value: "dark", label: "Dark", hint: "Light text on dark", icon: "moon" },
];
const DENSITIES: readonly Choice<Density>[] = [
  { value: "comfortable", label: "Comfortable", hint: "More space" },
  { value: "compact", label: "Compact", hint: "More on screen; not on phones" },
];

/** Stored in this browser, and applied at once. */
export function Appearance() {
  return (
    <>
      <Card title="Theme">
        <Choices name="Theme" choices={THEMES} value={useTheme()} onChange={setTheme} />
      </Card>
      <Card title="Density">
        <Choices name="Density" choices={DENSITIES} value={useDensity()} onChange={setDensity} />
      </Card>
      <p className={styles.note}>Both are stored in this browser only.</p>
    </>
  );
}

function Choices<Value extends string>({ name, choices, value, onChange }: {
  name: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div role="radiogroup" aria-label={name} className={styles.choices}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={`${id}-${name}`}
            className={styles.radio}
            checked={choice.value === value}
            aria-label={choice.label}
            aria-describedby={`${id}-${choice.value}`}
            onChange={() => onChange(choice.value)}
          />
          {choice.icon && <Icon name={choice.icon} />}
          <span>
            {choice.label}
            <span id={`${id}-${choice.value}`} className={styles.hint}>
              {choice.hint}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}
