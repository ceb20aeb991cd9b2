/** The key events, marked on the replay slider. */
import type { Stamped } from "@/api/types";
import { eventText } from "./eventText";

export type MarkKind = "plan" | "good" | "bad" | "open" | "person" | "turn" | "end";

const KINDS: Partial<Record<Stamped["type"], MarkKind>> = {
  PlanMade: "plan",
  PlanFailed: "bad",
  Accepted: "good",
  Corroborated: "good",
  Rejected: "bad",
  LeftUnproven: "open",
  DeadLettered: "bad",
  ResultRejected: "bad",
  StageEntered: "turn",
  LimitReached: "turn",
  Economised: "turn",
  RunResumed: "turn",
  RunForked: "turn",
  TaskReopened: "person",
  Asked: "person",
  Answered: "person",
  CancelRequested: "person",
  GoalReached: "end",
  GoalFailed: "end",
  GoalCancelled: "end",
};
export const KEY_TYPES = Object.keys(KINDS) as Stamped["type"][];

export interface Mark {
  seq: number;
  kind: MarkKind;
  text: string;
}

/** Takes events in any order, with duplicates. */
export function marksOf(events: readonly Stamped[]): Mark[] {
  const bySeq = new Map<number, Mark>();
  for (const stamped of events) {
    const kind = KINDS[stamped.type];
    if (kind) bySeq.set(stamped.seq, { seq: stamped.seq, kind, text: eventText(stamped) });
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** At the same place, a later kind hides an earlier one. */
const WEIGHTS: readonly MarkKind[] = ["good", "open", "turn", "person", "bad", "plan", "end"];

/** At most one mark for each of `places` positions; if there are too many, accepted work is left out. */
export function thinned(marks: readonly Mark[], last: number, places: number): Mark[] {
  const byPlace = new Map<number, Mark>();
  const candidates = marks.length > places ? marks.filter((mark) => mark.kind !== "good") : marks;
  for (const mark of candidates) {
    const place = Math.floor((places * mark.seq) / Math.max(1, last + 1));
    const current = byPlace.get(place);
    if (!current || WEIGHTS.indexOf(mark.kind) > WEIGHTS.indexOf(current.kind)) byPlace.set(place, mark);
  }
  return [...byPlace.values()];
}

/** The mark before or after an event. */
export function adjacentMark(marks: readonly Mark[], seq: number, forward: boolean): Mark | undefined {
  return forward ? marks.find((mark) => mark.seq > seq) : marks.findLast((mark) => mark.seq < seq);
}
