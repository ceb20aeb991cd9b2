import { runSummary } from "@/test/samples";
import { placeRun } from "./runCache";

const pages = () => [{ items: [runSummary({ run_id: "r2" }), runSummary({ run_id: "r1" })] }];
const ids = (list: ReturnType<typeof pages>) => list.flatMap(({ items }) => items.map((run) => run.run_id));

test("a listed run is changed in place", () => {
  const list = pages();
  placeRun(list, {}, runSummary({ run_id: "r1", phase: "review" }));
  expect(list[0]?.items[1]?.phase).toBe("review");
});

test("a new run comes first", () => {
  const list = pages();
  placeRun(list, {}, runSummary({ run_id: "r3", started_at: "2026-11-21T11:00:00Z" }));
  expect(ids(list)).toEqual(["r3", "r2", "r1"]);
});

test("an old run that is not loaded yet is not put before newer ones", () => {
  const list = pages();
  placeRun(list, {}, runSummary({ run_id: "r0", started_at: "2026-11-20T11:00:00Z" }));
  expect(ids(list)).toEqual(["r2", "r1"]);
});

test("a run that no longer matches the filter is removed", () => {
  const list = pages();
  placeRun(list, { outcome: ["running"] }, runSummary({ run_id: "r2", outcome: "accepted" }));
  expect(ids(list)).toEqual(["r1"]);
});
