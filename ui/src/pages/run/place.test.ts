import { readPlace, withPlace } from "./place";

test("a place can be restored from the address", () => {
  const place = { tab: "timeline", task: "t1", part: "bids", at: 37, call: 12, view: "list" } as const;
  expect(readPlace(withPlace(new URLSearchParams(), place))).toEqual(place);
});

test.each(["tab=nonsense", "at=-1", "at=x", "at=0", "call=1.5", "task=", "view=x"])("%s is ignored", (query) => {
  expect(Object.values(readPlace(new URLSearchParams(query))).every((value) => value === undefined)).toBe(true);
});

test("other entries stay", () => {
  const next = withPlace(new URLSearchParams("tab=graph&task=t1&at=3"), { task: undefined, at: 4 });
  expect(next.toString()).toBe("tab=graph&at=4");
});
