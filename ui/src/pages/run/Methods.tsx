import type { Agreement } from "@/api/types";
import { cx } from "@/cx";
import styles from "./Methods.module.css";

/** What each method gave, side by side. */
export function Methods({ agreement: { methods = [], differences = [] } }: { agreement: Agreement }) {
  if (differences.length > 0) return <Differences methods={methods} differences={differences} />;
  return (
    <dl className={styles.methods} aria-label="What each method gave">
      {methods.map(({ way, agent, gave, fault }, at) => (
        <div key={at} className={styles.method}>
          <dt>{[`By ${way}`, agent].filter(Boolean).join(", ")}</dt>
          <dd className={cx(!gave && styles.fault)}>{gave || fault || "an empty result"}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The values on which methods differ, side by side. */
function Differences({ methods = [], differences = [] }: Pick<Agreement, "methods" | "differences">) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Values that differ">
      <table className={styles.differences}>
        <thead>
          <tr>
            <th scope="col">Value</th>
            {methods.map(({ way }, at) => <th key={at} scope="col">{`By ${way}`}</th>)}
          </tr>
        </thead>
        <tbody>
          {differences.map(({ place, values }) => (
            <tr key={place}>
              <th scope="row">{place}</th>
              {values.map((value, at) => <td key={at} className={cx(!value && styles.fault)}>{value || "nothing"}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
