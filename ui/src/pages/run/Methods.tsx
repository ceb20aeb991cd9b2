import type { Agreement } from "@/api/nouns";
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

/** Whether the methods agree, and how often such results are right. */
export function methodsText({ methods = [], agrees, reason, values = 0, differences = [], right = 0, measured = 0 }: Agreement): string {
  if (reason) return reason;
  const ways = listed(methods.filter(({ fault, differs }) => !fault && !differs).map(({ way }) => way));
  if (!agrees) return `${ways} disagree${differences.length > 0 ? ", see below" : ""}`;
  const others = methods.filter(({ differs }) => differs).map(({ way }) => way);
  const share = measured > 0 ? `right in ${right} of ${measured} such cases` : "not measured yet how often such results are right";
  const against = others.length > 0 ? `, ${listed(others)} gave another result` : "";
  return `${ways} agree${values > 1 ? ` on all ${values} values` : ""}${against}; ${share}`;
}

function listed(ways: string[]): string {
  return new Intl.ListFormat("en-GB").format(ways);
}
