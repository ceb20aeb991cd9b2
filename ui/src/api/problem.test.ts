import { problemOf, toProblem } from "./problem";

test("problem+json has the error's text", () => {
  const data = { type: "about:blank", title: "Conflict", status: 409, detail: "It is already answered.", code: "conflict" };
  expect(toProblem({ status: 409, data })).toEqual({ status: 409, detail: "It is already answered.", code: "conflict" });
});

test("the title replaces a missing detail", () => {
  expect(toProblem({ status: 403, data: { title: "Forbidden" } })).toMatchObject({ status: 403, detail: "Forbidden" });
});

test("a response that is not problem+json still has a status", () => {
  const problem = toProblem({ status: "PARSING_ERROR", originalStatus: 502, data: "<html>", error: "SyntaxError" });
  expect(problem).toMatchObject({ status: 502, detail: expect.stringContaining("502") as string });
});

test("no response is status 0", () => {
  expect(toProblem({ status: "FETCH_ERROR", error: "TypeError" })).toMatchObject({ status: 0, code: "unreachable" });
});

test("anything thrown becomes a problem", () => {
  expect(problemOf(new Error("boom")).detail).toBe("boom");
  expect(problemOf(undefined).detail).toBe("Something went wrong.");
  expect(problemOf({ status: 404, detail: "No such run", code: "not_found" }).code).toBe("not_found");
});
