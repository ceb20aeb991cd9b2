/** Events as the server streams them. Their fields are in events.ts, generated from the Python classes. */
import type { Events } from "../events";

/** One event with its position. Narrow on `type`, and `event` has the fields of that type. */
export type Stamped = {
  [Type in keyof Events]: {
    /** Its position across all runs, from which a stream resumes. */
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
