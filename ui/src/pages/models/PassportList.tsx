import { useEffect } from "react";
import { useGetPassportsQuery } from "@/api/api";
import type { ModelView, Operation, Passport, SkillScore, SpeedAt } from "@/api/types";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { ProgressBar } from "@/components/ProgressBar";
import { Skeleton } from "@/components/Skeleton";
import { Time } from "@/components/Time";
import { formatBytes, formatDuration, plural } from "@/text/format";
import styles from "./PassportList.module.css";

/** From this share on a skill is good, below the other it is poor. */
const GOOD = 0.8;
const POOR = 0.5;

type OnTest = (model: string) => void;

/** Which models are tested, and what each of these can do: a card for each. */
export function PassportList({ models, test, onTest }: {
  models: readonly ModelView[];
  /** The test in progress. */
  test?: Operation;
  onTest?: OnTest;
}) {
  const { data, error, refetch } = useGetPassportsQuery();
  const progress = test && `${test.operation_id} ${test.done}`;
  useEffect(() => {
    if (progress !== undefined) void refetch(); // the card grows with each probe
  }, [progress, refetch]);
  return (
    <Card title="Passports">
      {data ? (
        <>
          <Untested models={models.filter(({ digest }) => !data.some((passport) => passport.here && passport.digest === digest))} test={test} onTest={onTest} />
          <Passports passports={data} models={models} test={test} onTest={onTest} />
        </>
      ) : error ? (
        <ErrorState error={error} title="Could not load the passports" onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={4} height={18} />
      )}
    </Card>
  );
}

/** The models without a passport of this machine. */
export function Untested({ models, test, onTest }: { models: readonly ModelView[]; test?: Operation; onTest?: OnTest }) {
  if (models.length === 0) return null;
  return (
    <ul className={styles.untested} aria-label="Models without a passport">
      {models.map(({ name }) => (
        <li key={name}>
          <span className={styles.name}>{name}</span>
          <span className={styles.note}>{test?.model === name ? "being tested" : "not tested on this machine"}</span>
          {onTest && <TestButton model={name} test={test} onTest={onTest} />}
        </li>
      ))}
    </ul>
  );
}

/** Starts a test; one at a time. */
function TestButton({ model, test, again, onTest }: { model: string; test?: Operation; again?: boolean; onTest: OnTest }) {
  const word = again ? "Test again" : "Test";
  return (
    <Button size="sm" busy={test?.model === model} disabled={test !== undefined && test.model !== model} aria-label={`${word}: ${model}`} onClick={() => onTest(model)}>
      {word}
    </Button>
  );
}

export function Passports({ passports, models, test, onTest }: {
  passports: readonly Passport[];
  models: readonly ModelView[];
  test?: Operation;
  onTest?: OnTest;
}) {
  if (passports.length === 0) {
    return (
      <EmptyState icon="models" title="No model is tested yet">
        A test finds out in a few minutes what a model can do on this machine; on the command line, <code>hocket models test</code> does.
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list} aria-label="Passports">
      {passports.map((passport) => (
        <li key={`${passport.digest}.${passport.machine.fingerprint}`} className={styles.passport}>
          <Head passport={passport} />
          {onTest && passport.here && models.some(({ name }) => name === passport.model) && (
            <div>
              <TestButton model={passport.model} test={test} again onTest={onTest} />
            </div>
          )}
          <ul className={styles.skills} aria-label={`Skills of ${passport.model}`}>
            {passport.card.skills.map((score) => (
              <Skill key={score.skill} score={score} />
            ))}
          </ul>
          <Measured passport={passport} />
        </li>
      ))}
    </ul>
  );
}

function Head({ passport: { model, digest, here, machine, remark, tested_at } }: { passport: Passport }) {
  return (
    <header className={styles.head}>
      <h3>{model}</h3>
      <p className={styles.note}>
        <span className="mono">{digest.slice(0, 12)}</span> on {machine.system} {machine.architecture}, {plural(machine.cores, "core")},{" "}
        {machine.memory_gb} GB{tested_at && <>, tested <Time at={tested_at} /></>}
      </p>
      {remark && <p className={styles.remark}>{remark}</p>}
      {!here && <p className={styles.remark}>It is of another kind of machine, or of the probes of another release.</p>}
    </header>
  );
}

function Skill({ score }: { score: SkillScore }) {
  const { title, right, tries } = score;
  const share = tries > 0 ? right / tries : 0;
  const tone = share >= GOOD ? "ok" : share < POOR ? "bad" : "warn";
  const details = detailsOf(score);
  return (
    <li className={styles.skill}>
      <span>{title}</span>
      <span className={styles.share}>{tries > 0 ? `${right} of ${tries}` : untried(score)}</span>
      {tries > 0 && (
        <ProgressBar className={styles.bar} label={`${right} of ${tries} passed`} total={tries} parts={[{ value: right, tone }]} />
      )}
      {details && <span className={styles.details}>{details}</span>}
    </li>
  );
}

function untried({ skill }: SkillScore): string {
  return skill === "embeddings" ? "none" : "not judged";
}

function detailsOf({ marks, note, tries, unjudged }: SkillScore): string {
  const parts = Object.entries(marks).map(([name, [passed, all]]) => `${name} ${passed}/${all}`);
  return [parts.join(", "), note, tries > 0 && unjudged > 0 && `${unjudged} not judged`].filter(Boolean).join("; ");
}

function Measured({ passport: { card } }: { passport: Passport }) {
  const { load_s, memory_bytes, speeds } = card;
  return (
    <div className={styles.measured}>
      {load_s !== null && (
        <p>
          Loads in {formatDuration(load_s)}
          {memory_bytes > 0 && <>, takes {formatBytes(memory_bytes)} of memory</>}
        </p>
      )}
      {speeds.map((speed) => (
        <p key={speed.slots}>{speedOf(speed)}</p>
      ))}
      {speeds.some(({ busy }) => busy) && (
        <p className={styles.note}>The machine had other work meanwhile: when it is idle, it is faster.</p>
      )}
    </div>
  );
}

function speedOf({ slots, prompt_tokens_per_s, tokens_per_s, total_tokens_per_s }: SpeedAt): string {
  const atOnce = slots === 1 ? "1 answer" : `${slots} answers together`;
  const written = slots === 1 ? tokens_per_s : total_tokens_per_s;
  const each = slots === 1 ? "" : `, ${tokens_per_s} each`;
  // A host that does not say how long it read leaves this unknown, which is not 0.
  const speeds = prompt_tokens_per_s
    ? `reads ${prompt_tokens_per_s} tokens/s, writes ${written}`
    : `writes ${written} tokens/s`;
  return `${atOnce}: ${speeds}${each}`;
}
