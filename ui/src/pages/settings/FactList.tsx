import type { ReactNode } from "react";
import styles from "./FactList.module.css";

/** Names and what they stand for, to be read. */
export function FactList({ facts }: { facts: readonly [name: string, value: ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
