import { readPlace, withPlace } from "./place";

test("a place survives the address", () => {
  const place = { tab: "timeline", task: "t1", part: "bids", at: 37, call: 12, view: "list" } as const;
  expect(readPlace(withPlace(new URLSearchParams(), place))).toEqual(place);
});

test.each(["tab=nonsense", "at=-1", "at=x", "at=0", "call=1.5", "task=", "view=x"])("%s is not followed", (query) => {
  expect(Object.values(readPlace(new URLSearchParams(query))).every((value) => value === undefined)).toBe(true);
});

test("only what is changed changes", () => {
  const next = withPlace(new URLSearchParams("tab=graph&task=t1&at=3"), { task: undefined, at: 4 });
  expect(next.toString()).toBe("tab=graph&at=4");
});
