import { useGetRunQuery } from "@/api/api";
import { formatCount, formatDuration, formatTokens, formatUsd } from "@/text/format";
import styles from "./PlanForecast.module.css";

/** The forecast for the plan, if it is approved. */
export function PlanForecast({ runId }: { runId: string }) {
  const { data: run } = useGetRunQuery({ run_id: runId });
  const forecast = run?.forecast;
  if (!forecast) return null;
  const facts = [
    { name: "Model calls", text: formatCount(forecast.calls), limit: run.limits.calls === null ? "" : formatCount(run.limits.calls) },
    { name: "Tokens", text: formatTokens(forecast.tokens), limit: run.limits.tokens === null ? "" : formatTokens(run.limits.tokens) },
    { name: "Cost", text: formatUsd(forecast.usd), limit: run.limits.usd === null ? "" : formatUsd(run.limits.usd) },
    { name: "Model time", text: formatDuration(forecast.seconds), limit: "" },
  ];
  return (
    <section className={styles.forecast} aria-label="Forecast">
      <dl className={styles.facts}>
        {facts.map(({ name, text, limit }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              about {text}
              {limit && <span className={styles.limit}> of {limit}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.basis}>Forecast: {forecast.basis}.</p>
    </section>
  );
}
