import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import { createStore } from "@/store";
import { fakeServer } from "@/test/server";
import { TestDialog } from "./TestDialog";

const REFUSAL = { detail: "ollama:tiny is not tested now: run run-1 is in progress" };

function show(answer: { status: number; body: unknown }) {
  const sent = fakeServer({ "GET /models/passports": { body: { items: [] } }, "POST /models/test": answer });
  let closed = 0;
  render(
    <Provider store={createStore()}>
      <TestDialog model="ollama:tiny" onClose={() => (closed += 1)} />
    </Provider>,
  );
  return { sent, closed: () => closed };
}

test("a test is started in the form that is chosen", async () => {
  const { sent, closed } = show({ status: 202, body: { operation_id: "operation-1" } });
  const user = userEvent.setup();
  await user.click(screen.getByRole("checkbox", { name: /^Short form/ }));
  await user.click(screen.getByRole("button", { name: "Start the test" }));
  expect(sent.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([{ model: "ollama:tiny", quick: true, again: false }]);
  expect(closed()).toBe(1);
});

test("why a test does not start is shown where it was asked for", async () => {
  const { closed } = show({ status: 409, body: REFUSAL });
  await userEvent.setup().click(screen.getByRole("button", { name: "Start the test" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(REFUSAL.detail);
  expect(closed()).toBe(0);
});
