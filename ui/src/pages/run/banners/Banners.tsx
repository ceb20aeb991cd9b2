import type { RunDetail } from "@/api/types";
import { Button, ButtonLink } from "@/components/Button";
import { formatDateTime, plural } from "@/text/format";
import { Banner } from "./Banner";
import { DoubtfulBanner } from "./DoubtfulBanner";
import { PlanBanner } from "./PlanBanner";
import styles from "./Banners.module.css";

/** In a past state nothing can be answered, so the only banner leads back to now. */
export function Banners({ now, shown, at, event, onNow }: {
  now: RunDetail;
  shown: RunDetail;
  at: number | undefined;
  /** What happened at that event, in words. */
  event: string | undefined;
  onNow: () => void;
}) {
  if (at !== undefined) {
    return (
      <Banner
        icon="clock"
        tone="info"
        title={`Viewing event ${at} of ${now.last_seq}`}
        actions={
          <Button size="sm" icon="toNow" onClick={onNow}>
            Back to now
          </Button>
        }
      >
        <p className={styles.text}>
          {event ? `${event} · ` : ""}
          {shown.seq === at ? formatDateTime(shown.last_at) : "loading…"}
        </p>
      </Banner>
    );
  }
  const plan = now.open_questions.find((question) => question.kind === "plan");
  const others = now.open_questions.filter((question) => question !== plan);
  return (
    <>
      {plan && <PlanBanner question={plan} run={now} />}
      {others.length > 0 && (
        <Banner
          icon="waiting"
          title={others.length === 1 ? others[0]!.title : `${plural(others.length, "question")} are waiting for you`}
          actions={
            <ButtonLink size="sm" variant="primary" icon="inbox" to={`/inbox?question=${encodeURIComponent(others[0]!.question_id)}`}>
              Answer in the inbox
            </ButtonLink>
          }
        >
          <p className={styles.text}>
            {others.length === 1 ? others[0]!.detail.split("\n")[0] : others.map((question) => question.title).join(" · ")}
          </p>
        </Banner>
      )}
      {now.counted_seq < now.seq && (
        <Banner icon="clock" tone="info" title="Calls and costs are still being read">
          <p className={styles.text}>The run has {plural(now.seq, "event")}. Its calls and what they cost follow shortly.</p>
        </Banner>
      )}
      {now.doubtful.length > 0 && <DoubtfulBanner run={now} />}
    </>
  );
}
