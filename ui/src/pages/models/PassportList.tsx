import { useGetPassportsQuery } from "@/api/api";
import type { Passport, SkillScore, SpeedAt } from "@/api/types";
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

/** What each tested model can do: a card for each. */
export function PassportList() {
  const { data, error, refetch } = useGetPassportsQuery();
  return (
    <Card title="Passports">
      {data ? (
        <Passports passports={data} />
      ) : error ? (
        <ErrorState error={error} title="Could not load the passports" onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={4} height={18} />
      )}
    </Card>
  );
}

export function Passports({ passports }: { passports: readonly Passport[] }) {
  if (passports.length === 0) {
    return (
      <EmptyState icon="models" title="No model is tested yet">
        <code>hocket models test</code> finds out in a few minutes what each can do on this machine.
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list} aria-label="Passports">
      {passports.map((passport) => (
        <li key={`${passport.digest}.${passport.machine.fingerprint}`} className={styles.passport}>
          <Head passport={passport} />
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

function Head({ passport: { model, digest, machine, remark, tested_at } }: { passport: Passport }) {
  return (
    <header className={styles.head}>
      <h3>{model}</h3>
      <p className={styles.note}>
        <span className="mono">{digest.slice(0, 12)}</span> on {machine.system} {machine.architecture}, {plural(machine.cores, "core")},{" "}
        {machine.memory_gb} GB{tested_at && <>, tested <Time at={tested_at} /></>}
      </p>
      {remark && <p className={styles.remark}>{remark}</p>}
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
