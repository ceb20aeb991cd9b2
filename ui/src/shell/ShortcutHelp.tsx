import { Dialog } from "@/components/Dialog";
import { Switch } from "@/components/Field";
import { PLACES } from "./places";
import type { Shortcuts } from "./useShortcuts";
import styles from "./ShortcutHelp.module.css";

type Keys = readonly [keys: string[], action: string];

const ANYWHERE: readonly Keys[] = [
  ...PLACES.map(({ key, label }): Keys => [["g", key], `Go to ${label}`]),
  [["c"], "New run"],
  [["Ctrl", "Enter"], "Start the goal you are writing"],
  [["?"], "Show this help"],
];
const INBOX: readonly Keys[] = [
  [["j"], "Next question"],
  [["k"], "Previous question"],
  [["Enter"], "Open the question"],
  [["a"], "Approve"],
  [["r"], "Reject, with a reason"],
  [["e"], "Edit"],
];
const GRAPH: readonly Keys[] = [
  [["←", "↑", "↓", "→"], "Move along dependencies"],
  [["+", "−"], "Zoom"],
  [["0"], "Show the whole graph"],
];

export function ShortcutHelp({ open, onClose, shortcuts }: {
  open: boolean;
  onClose: () => void;
  shortcuts: Shortcuts;
}) {
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts">
      <Group title="Anywhere" lines={ANYWHERE} />
      <Group title="In the inbox" lines={INBOX} />
      <Group title="In a run's graph" lines={GRAPH} />
      <div className={styles.setting}>
        <Switch
          label="Single-key shortcuts"
          hint="Turn these off if they interfere with speech input or a screen reader."
          checked={shortcuts.enabled}
          onChange={shortcuts.setEnabled}
        />
      </div>
    </Dialog>
  );
}

function Group({ title, lines }: { title: string; lines: readonly Keys[] }) {
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl className={styles.list}>
        {lines.map(([keys, action]) => (
          <Line key={action} keys={keys} action={action} />
        ))}
      </dl>
    </section>
  );
}

function Line({ keys, action }: { keys: string[]; action: string }) {
  return (
    <div className={styles.line}>
      <dt>{action}</dt>
      <dd>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dd>
    </div>
  );
}
