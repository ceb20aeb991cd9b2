import type { Cost, Estimate, Estimates as Made } from "@/api/types";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { cx } from "@/cx";
import { formatCount, formatDuration, formatTokens, formatUsd, plural } from "@/text/format";
import type { Care, Draft } from "./draft";
import styles from "./Estimates.module.css";

interface Way {
  care: Care;
  single: boolean;
  llm: string;
}

const QUANTITIES: { name: string; text: (cost: Cost) => string }[] = [
  { name: "Time", text: (cost) => formatDuration(twoDigits(cost.seconds)) },
  { name: "Tokens", text: (cost) => formatTokens(twoDigits(cost.tokens)) },
  { name: "Calls", text: (cost) => formatCount(cost.calls) },
  { name: "Money", text: (cost) => (cost.usd === null ? "unknown" : formatUsd(cost.usd)) },
];

/** What a goal would take, and cheaper ways beside it, each to be taken with a click. */
export function Estimates({ made, draft, onTake }: { made: Made; draft: Draft; onTake: (way: Way) => void }) {
  const asked = made.ways[0];
  if (!asked) return null;
  const wayOf = (way: Estimate): Way => ({
    care: way.care,
    single: way.single,
    llm: way.llm === asked.llm ? "" : way.llm,
  });
  const covered = made.covered.tokens;
  return (
    <section className={styles.estimates} aria-label="Estimates">
      <ul className={styles.ways}>
        {made.ways.map((way) => {
          const isTaken = isSame(draft, wayOf(way));
          return (
            <li key={way.name} className={cx(styles.way, isTaken && styles.taken)}>
              <div className={styles.head}>
                <strong>{nameOf(way, asked)}</strong>
                <Button
                  size="sm"
                  variant={isTaken ? "ghost" : "default"}
                  icon={isTaken ? "check" : undefined}
                  aria-pressed={isTaken}
                  onClick={() => onTake(wayOf(way))}
                >
                  {isTaken ? "Taken" : "Take this way"}
                </Button>
              </div>
              <dl className={styles.figures}>
                {QUANTITIES.map(({ name, text }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>
                      {text(way.cost)}
                      {text(way.cost.low) !== text(way.cost.high) && (
                        <span className={styles.interval}>
                          {text(way.cost.low)} to {text(way.cost.high)}
                        </span>
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
              {way.trade && <p className={styles.trade}>Gives up: {way.trade}.</p>}
              {Object.entries(way.over).map(([limit, isLikely]) => (
                <Badge key={limit} tone={isLikely ? "bad" : "warn"} icon="warning">
                  {isLikely ? "Will probably" : "May"} exceed your limit on {limit}
                </Badge>
              ))}
            </li>
          );
        })}
      </ul>
      <p className={styles.basis}>
        {plural(made.tasks, "task")} of the kind {made.kind}. The ranges are to cover 80 % of runs and rest on: {asked.cost.basis}.
        {made.loads > 0 && ` ${plural(made.loads, "LLM")} to be loaded first, which is not in these times.`}
        {covered && ` Earlier ranges of tokens covered ${covered.covered} of ${plural(covered.runs, "run")}.`}
      </p>
    </section>
  );
}

function nameOf(way: Estimate, asked: Estimate): string {
  const parts = [
    way.llm !== asked.llm && `by ${way.llm}`,
    way.single && "as one task",
    way.care !== asked.care && "without second methods",
  ].filter((part) => part !== false);
  const text = parts.join(", ") || `as asked, by ${way.llm}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isSame(draft: Draft, way: Way): boolean {
  return draft.care === way.care && draft.single === way.single && draft.llm === way.llm;
}

/** No forecast is known better. */
function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}
