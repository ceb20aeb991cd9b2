import { hueOf, HUES, initials } from "./names";

test.each([["coding", "CO"], ["task reviewer", "TR"], ["data-analyst-2", "DA"], ["x", "X"], ["", "?"]])(
  "the initials of %j are %s",
  (name, letters) => {
    expect(initials(name)).toBe(letters);
  },
);

test("a name has one colour", () => {
  expect(hueOf("coding")).toBe(hueOf("coding"));
  expect(hueOf("a long name with ünïcödé")).toBeLessThan(HUES);
});
