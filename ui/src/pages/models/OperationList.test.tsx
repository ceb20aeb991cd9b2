import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import type { Operation } from "@/api/types";
import { createStore } from "@/store";
import { fakeServer } from "@/test/server";
import { OperationList } from "./OperationList";

const TEST: Operation = {
  operation_id: "operation-1", kind: "test", model: "ollama:tiny", state: "running", what: "arithmetic/sum", done: 4, total: 51, error: "",
  started_at: new Date().toISOString(),
};

function show(operation: Operation, canManage = true) {
  const sent = fakeServer({ "POST /operations/operation-1/stop": { body: { ...operation, state: "stopped" } } });
  const tested: string[] = [];
  render(
    <Provider store={createStore()}>
      <OperationList
        operations={[operation]}
        canManage={canManage}
        onClose={() => undefined}
        onAgain={() => Promise.resolve(undefined)}
        onTest={(model) => tested.push(model)}
      />
    </Provider>,
  );
  return { sent, tested };
}

test("a test in progress has its probe and its counts, and can be stopped", async () => {
  const { sent } = show(TEST);
  const item = screen.getByRole("listitem");
  expect(item).toHaveTextContent("Testing ollama:tiny");
  expect(item).toHaveTextContent("arithmetic/sum");
  expect(item).toHaveTextContent("4 of 51 probes");
  await userEvent.setup().click(screen.getByRole("button", { name: "Stop testing ollama:tiny" }));
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /api/v1/operations/operation-1/stop"]);
});

test("a test that was stopped or failed goes on from the same dialog as a new one", async () => {
  const { tested } = show({ ...TEST, state: "stopped" });
  expect(screen.getByRole("listitem")).toHaveTextContent("4 of 51 probes have a result, which is kept.");
  await userEvent.setup().click(screen.getByRole("button", { name: "Go on" }));
  expect(tested).toEqual(["ollama:tiny"]);
});

test("who cannot manage models sees a test, without a way to stop it", () => {
  show(TEST, false);
  expect(screen.getByText("4 of 51 probes")).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});
