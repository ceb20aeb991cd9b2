import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import type { RunDetail } from "@/api/types";
import { StatusBadge } from "@/components/Badge";
import { CopyButton } from "@/components/CopyButton";
import { Time } from "@/components/Time";
import { cx } from "@/cx";
import { Meters } from "./Meters";
import { PhaseStepper } from "./PhaseStepper";
import styles from "./RunHeader.module.css";

/** Where the run is in the app, when it started, and where it comes from. */
export function RunHeading({ detail }: { detail: RunDetail }) {
  return (
    <div className={styles.heading}>
      <p className={styles.trail}>
        <Link to="/runs">Runs</Link>
        <span aria-hidden className={styles.slash}>/</span>
        <span className={cx("mono", "truncate", styles.id)}>{detail.run_id}</span>
        <CopyButton text={detail.run_id} label="Copy the run id" />
        <span className={styles.started}>
          started <Time at={detail.started_at} />
        </span>
        <Origin detail={detail} />
      </p>
    </div>
  );
}

export function RunTitle({ detail, isPast }: { detail: RunDetail; isPast: boolean }) {
  const isMoving = detail.outcome === "running" || detail.outcome === "waiting";
  return (
    <div className="container">
      <div className={styles.title}>
        <GoalText text={detail.goal} />
        <div className={styles.facts}>
          <StatusBadge state={detail.outcome} />
          <PhaseStepper phase={detail.phase} isMoving={isMoving && !isPast} />
          <div className={styles.meters}>
            <Meters detail={detail} ticks={isMoving && !isPast} />
          </div>
        </div>
        {detail.reason && <p className={styles.reason}>{detail.reason}</p>}
      </div>
    </div>
  );
}

function Origin({ detail }: { detail: RunDetail }) {
  const { parent, forked_from } = detail;
  return (
    <>
      {forked_from && <Link to={`/runs/${forked_from}`} className={styles.origin}>forked from another run</Link>}
      {parent && <Link to={`/runs/${parent}`} className={styles.origin}>part of another run</Link>}
    </>
  );
}

/** Two lines of the goal, expandable. Whether there are more is only known after rendering. */
function GoalText({ text }: { text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [isLong, setIsLong] = useState(false);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const element = heading.current;
    if (!element || open) return;
    const measure = new ResizeObserver(() => setIsLong(element.scrollHeight > element.clientHeight + 2));
    measure.observe(element);
    return () => measure.disconnect();
  }, [open, text]);

  return (
    <div>
      <h1 ref={heading} className={cx(styles.goal, !open && styles.clamped)}>
        {text}
      </h1>
      {(isLong || open) && (
        <button type="button" className={styles.expand} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Show less" : "Show the whole goal"}
        </button>
      )}
    </div>
  );
}
