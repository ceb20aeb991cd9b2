import { partsOf, pullError } from "./modelName";

const HOSTS = ["ollama", "llamacpp"];

test.each([
  ["", "Model is empty. Enter host:name, such as ollama:qwen3:8b."],
  ["qwen3", "Model can't be “qwen3”. Put the host before the name, such as ollama:qwen3."],
  ["qwen3:", "Model can't be “qwen3:”. Put the host before the name, such as ollama:qwen3."],
  ["ollama:qwen 3", "Model can't be “ollama:qwen 3”. Remove the spaces."],
  ["qwen3:8b", "There is no host “qwen3”. Start with one of: ollama, llamacpp."],
  ["ollama:llama3.2:3b", "“ollama:llama3.2:3b” is already available. Load it in the list below."],
])("%j is refused", (name, text) => {
  expect(pullError(name, HOSTS, ["ollama:llama3.2:3b"])).toBe(text);
});

test("a name with its host is accepted", () => {
  expect(pullError(" ollama:qwen3:8b ", HOSTS, [])).toBeUndefined();
});

test("the host ends at the first colon", () => {
  expect(partsOf("ollama:qwen3:8b")).toEqual(["ollama", "qwen3:8b"]);
});
