import { curveBumpX, curveBumpY, line } from "d3-shape";
import { memo, useMemo } from "react";
import type { TaskView } from "@/api/types";
import { cx } from "@/cx";
import { isDone } from "../taskPhase";
import type { Layout } from "./layout";
import styles from "./TaskGraph.module.css";

const PATHS = {
  right: line<[number, number]>().curve(curveBumpX),
  down: line<[number, number]>().curve(curveBumpY),
};

type Statuses = ReadonlyMap<string, TaskView["status"]>;

/** The dependencies. Hidden from screen readers, as the nodes name them. */
export const Edges = memo(function Edges({ layout, statuses, selected }: {
  layout: Layout;
  statuses: Statuses;
  selected: string | undefined;
}) {
  const paths = useMemo(() => layout.edges.map((edge) => ({ ...edge, d: PATHS[layout.direction](edge.points) ?? "" })), [layout]);
  const looks = paths.map((edge) => ({ ...edge, look: lookOf(edge, statuses, selected) }));
  // The selected task's edges are drawn on top.
  looks.sort((a, b) => Number(a.look === "chosen") - Number(b.look === "chosen"));
  return (
    <svg className={styles.edges} width={layout.width} height={layout.height} aria-hidden focusable="false">
      {looks.map(({ key, d, look }) => (
        <path key={key} d={d} className={cx(styles.edge, styles[look])} />
      ))}
    </svg>
  );
});

type Look = "chosen" | "open" | "passed" | "flowing" | "broken";

function lookOf({ from, to }: { from: string; to: string }, statuses: Statuses, selected: string | undefined): Look {
  if (selected === from || selected === to) return "chosen";
  if (statuses.get(from) === "dead") return "broken";
  if (!isDone(statuses.get(from))) return "open";
  const target = statuses.get(to);
  return target === "working" || target === "reviewing" ? "flowing" : "passed";
}
