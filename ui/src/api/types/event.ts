/** Events as they are streamed. Their fields are generated from the Python classes into events.ts. */
import type { Events } from "../events";

/** One event with its place: narrow on `type` and `event` has the fields of that type. */
export type Stamped = {
  [Type in keyof Events]: {
    /** Place over all runs; what a stream is taken up from. */
    cursor: number;
    run_id: string;
    seq: number;
    at: string;
    type: Type;
    event: Events[Type];
  };
}[keyof Events];

export interface EventsQuery {
  run_id: string;
  /** Only those after this seq. */
  after?: number;
  limit?: number;
  type?: string | readonly string[];
  task?: string;
}
