/** Names of models, as typed. */

/** Why a model can't be downloaded by this name. */
export function pullError(name: string, hosts: readonly string[], here: readonly string[]): string | undefined {
  const typed = name.trim();
  if (typed === "") return "Model is empty. Enter host:name, such as ollama:qwen3:8b.";
  if (/\s/.test(typed)) return `Model can't be “${typed}”. Remove the spaces.`;
  const [host = "", ...rest] = typed.split(":");
  if (rest.join(":") === "") return `Model can't be “${typed}”. Put the host before the name, such as ollama:${typed.replace(/:$/, "")}.`;
  if (!hosts.includes(host)) return `There is no host “${host}”. Start with one of: ${hosts.join(", ")}.`;
  if (here.includes(typed)) return `“${typed}” is already available. Load it in the list below.`;
  return undefined;
}

/** The host and what it calls the model. */
export function partsOf(model: string): [host: string, name: string] {
  const at = model.indexOf(":");
  return at < 0 ? ["", model] : [model.slice(0, at), model.slice(at + 1)];
}
